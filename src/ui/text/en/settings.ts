import type { Settings } from '../../../domain/settings.ts';

/** Words of the Settings page. */
export const settings = {
  heading: 'Settings',
  loading: 'Reading the settings …',
  /** What an Undo beside it takes back. */
  kept: {
    pollMs: 'Time between questions kept.',
    lostAfterMs: 'Time until a miner is lost kept.',
    currency: 'Currency kept.',
    temperatureUnit: 'Unit of temperature kept.',
    theme: 'Colours kept.',
    density: 'Spacing kept.',
    notify: 'Notifications kept.',
  } satisfies Partial<Record<keyof Settings, string>>,
  failed: 'Could not be kept: this browser did not store it. Nothing was changed.',
  notANumber: 'Write a number, such as 10.',
  watching: {
    heading: 'Watching',
    poll: 'Ask each miner every',
    pollUnit: 's',
    pollHint: 'Never faster than every 5 s: some Bitaxes restart when they are asked faster for hours.',
    pollTooFast: 'At least 5 s.',
    pollTooSlow: 'At most 600 s, or a stop is noticed far too late.',
    lost: 'Call a miner lost after',
    lostMinutes: (minutes: number) => `${minutes} min`,
  },
  money: {
    heading: 'Money',
    currency: 'Currency',
    currencyHint: 'Prices that you typed are not converted: check them after a change.',
    currencyName: (name: string, code: string) => `${name} (${code})`,
    tariff: 'Price of power',
    tariffByClock: (periods: number, base: string) =>
      periods === 1
        ? `by the clock: 1 period, otherwise ${base}`
        : `by the clock: ${periods} periods, otherwise ${base}`,
    tariffExample: (tariff: string) => `${tariff} (example)`,
    edit: 'Change prices',
  },
  looks: {
    heading: 'Looks',
    temperature: 'Temperatures in',
    theme: 'Colours',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    density: 'Spacing',
    densities: { comfortable: 'Comfortable', compact: 'Compact' },
  },
  notify: {
    heading: 'Notifications',
    switch: 'Notify me when something needs me',
    hint: 'For troubles marked “Act”: a miner that stopped, overheats or is lost.',
    honest:
      'A closed browser cannot watch. As long as one tab of Davylamp is open, also in the background, it does.',
    denied:
      'This browser does not let Davylamp notify you. Allow it in the browser’s settings for this site, then switch it on here.',
    unsupported: 'This browser, or this address, has no notifications. They need https or localhost.',
    test: 'Send a test',
    testTitle: 'Davylamp: a test',
    testBody: 'If you can read this, notifications arrive.',
    testSent: 'Sent. If nothing shows up, look for “Do not disturb” on this computer.',
    testFailed: 'The browser refused to show it.',
  },
  storage: {
    heading: 'Storage',
    reading: 'Looking at the storage …',
    failed: 'The storage cannot be read just now.',
    used: 'Used',
    quota: 'Room that the browser gives',
    protected: 'Protected from clearing',
    protectedYes: 'Yes',
    protectedNo: 'No',
    oldest: 'Oldest reading',
    rows: 'Readings kept',
    where: 'All of it lies in this browser on this computer, and nowhere else.',
    unprotected:
      'The browser may delete your history when the disk fills up, and some do after weeks without a visit.',
    protect: 'Protect my history',
    protectGranted: 'The browser will keep your history until you delete it.',
    protectRefused:
      'The browser said no. It says yes more readily to a site that is installed, bookmarked or often visited: try again later.',
    cleared:
      'Clearing “site data” or “cookies and site data” for this address deletes all of it: miners, history, prices and settings. The miners themselves are not touched.',
  },
  helper: {
    heading: 'Helper',
    what: 'The small program on this computer that reaches the miners for this page.',
    checking: 'Asking the helper …',
    ok: (version: string) => `It answers and knows this browser (version ${version}).`,
    okUnnamed: 'It answers and knows this browser.',
    noProxy: 'It does not answer. Start it on this computer with “npm start”.',
    notPaired: 'It answers, but does not know this browser yet.',
    failed: 'It could not be asked.',
    again: 'Ask again',
    connect: 'Connect',
  },
  demo: {
    heading: 'Demo',
    switch: 'Show the demo fleet',
    hint: 'Six simulated miners in a store of their own. They never mix with yours.',
  },
  about: {
    heading: 'About',
    version: (version: string) => `Davylamp ${version}, MIT licence.`,
    promise: 'Everything you see is computed in this browser. Nothing leaves your house.',
  },
} as const;
