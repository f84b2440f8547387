/** Words of the shell: navigation, ribbon, banners, what the tab says. */
export const app = {
  skip: 'Skip to content',
  navigation: 'Pages',
  more: 'More',
  pages: {
    fleet: 'Fleet',
    health: 'Health',
    pay: 'Profit',
    tune: 'Tune',
    plan: 'Plan',
    add: 'Add',
    settings: 'Settings',
    miner: 'Miner',
    devices: 'Phone and other devices',
    features: 'What Davylamp knows',
    forecast: 'Forecast',
    models: 'Models',
    join: 'Let this device in',
    allocate: 'Share what you have',
    missing: 'Not here',
  },
  loadingPage: 'Opening the page …',

  demoRibbon: 'Demo data',
  demoRibbonMore: 'six simulated miners, so that you can look around',
  addMyMiner: 'Add my miner',
  keepExploring: 'Keep exploring',
  showMine: 'Show my miners',

  tabTitle: (page: string, facts: readonly string[]) => [page, ...facts].join(' - '),
  tabDemo: (page: string) => `Demo ${page}`,
  pageWithRate: (page: string, rate: string) => `${page} ${rate}`,
  problems: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),

  banners: 'Notices',
  offline: (until: string) => `Offline – showing data to ${until}.`,
  offlineWithoutData: 'Offline.',
  noHelper: (until: string) =>
    `The helper on this computer does not answer, so nobody is watching. Showing data to ${until}.`,
  away: (until: string) =>
    `This device does not reach the computer that runs Davylamp. Showing data to ${until}.`,
  notPaired: (until: string) => `The helper does not know this browser yet. Showing data to ${until}.`,
  helperBack: 'The helper answers again.',
  never: 'never',
  checkConnection: 'Check the connection',
  pairNow: 'Pair this browser',
  updateReady: 'New version ready.',
  updateNow: 'Reload',

  reload: 'Load again',

  cannotStart: 'Davylamp cannot start here',
  cannotStartWhy: (detail: string) =>
    `The part that reads miners and keeps history did not start: ${detail}.`,

  paired: 'This browser is now paired with the helper.',
  pairingFailed:
    'That pairing link is not valid. Open the link that “npm start” printed last, or paste it on the Add page.',
  pairingNoHelper: 'The helper does not answer. Start it with “npm start”, then open its link again.',
} as const;
