import { common } from './common.ts';

/** Words of the Fleet page. */
export const fleet = {
  heading: 'Fleet',
  loading: 'Opening your fleet …',
  status: {
    allFine: (count: number) =>
      count === 1 ? 'Your miner is fine.' : count === 2 ? 'Both miners fine.' : `All ${count} miners fine.`,
    someFine: (fine: number, count: number) =>
      count === 1
        ? 'Your miner needs a look.'
        : fine === 0
          ? `None of ${count} miners is fine.`
          : `${fine} of ${count} miners fine.`,
    paused: (count: number) => (count === 1 ? '1 of them is paused.' : `${count} of them are paused.`),
    waiting: (count: number) =>
      count === 1
        ? 'Waiting for your miner’s first answer.'
        : `Waiting for the first answer of ${count} miners.`,
    asking: (count: number) => (count === 1 ? 'Asking your miner …' : `Asking ${count} miners …`),
    noHelper: 'Nobody is watching: the helper does not answer.',
    offline: 'This device is offline. The computer that runs Davylamp may be watching.',
    away: 'This device does not reach the computer that runs Davylamp, which may be watching.',
    notPaired: 'Nobody is watching: the helper does not know this browser.',
    lastKnown: (time: string) => `What you see was true at ${time}.`,
    more: (count: number) => (count === 1 ? 'And one more thing.' : `And ${count} more things.`),
  },
  /** After a name, for a state that no alert explains. */
  stateSentence: {
    stale: (age: string) => `last answer ${age} ago, stale`,
    lost: (age: string) => `no answer for ${age}, lost`,
    neverAnswered: 'has not answered yet',
    offline: 'answers, but does not hash',
    degraded: 'hashes, but not as it should',
  },
  next: {
    lookAt: (name: string) => `Look at ${name}`,
    setPrice: 'Set my electricity price',
    checkConnection: 'Check the connection',
    pair: 'Pair this browser',
  },
  tiles: {
    label: 'The fleet in figures',
    hashrate: 'Hashrate',
    efficiency: 'Efficiency',
    net: 'Net a day',
    power: 'Power',
    hottest: 'Hottest chip',
    hottestVr: 'Hottest regulator',
    rateNote: (share: string) => `${share} of expected, 10 min`,
    rateNoteAlone: '10 min mean',
    leftOut: (count: number) => (count === 1 ? 'without 1 miner' : `without ${count} miners`),
    silentLeftOut: (name: string) => `without ${name}, which finds nothing`,
    lastKnown: (time: string) => `last known, ${time}`,
    noData: 'no miner answers',
    basis: { wall: 'at the wall', board: 'on the boards', mixed: 'part wall, part board' },
    powerUnknown: 'not told by the miners',
    ofMiners: (count: number, all: number, what: string) => `${count} of ${all} miners, ${what}`,
    netNote: (price: string, example: boolean) => `using ${price}${example ? ', example' : ''}`,
    netByClock: (example: boolean) =>
      example ? 'using example prices by the clock' : 'using your prices by the clock',
    netBySpot: (example: boolean) => `using the market’s prices${example ? ', example' : ''}`,
    workTyped: (age: string) => `hashprice typed ${age}`,
    workUndated: 'hashprice as typed',
    workOld: (age: string) => `worth of work told ${age}`,
    netNothing: 'nothing is earned now',
    noBitcoinPrice: 'no bitcoin price for satoshi',
    netMissing: {
      hashprice: 'tell what mining earns',
      'hashprice-for-algorithm': 'no price of its work',
      power: 'power unknown',
      hashrate: 'no hashrate yet',
      'power-price': 'price of power unknown',
    },
  },
  chart: {
    heading: 'Last 24 hours',
    label: 'Hashrate and power of the whole fleet, last 24 hours',
    hashrate: 'Hashrate',
    power: 'Power',
    band: 'expected',
    empty: 'The first readings are on their way. The curve grows from here.',
    failed: 'The history could not be read.',
    mark: (name: string, what: string) => `${name} ${what}`,
    /** Of the times when this many of all are known, which are the most there are. */
    ofMiners: (known: number, all: number) =>
      known >= all ? `while all ${all} miners are known` : `while ${known} of ${all} miners are known`,
    fewer: 'tinted: fewer miners known',
  },
  miners: {
    heading: 'Miners',
    sortBy: 'Sort by',
    sorts: {
      worst: 'Worst first',
      name: 'Name',
      hashrate: 'Hashrate',
      efficiency: 'Efficiency',
      temperature: 'Temperature',
    },
    efficiency: 'Efficiency',
    chip: 'ASIC',
    regulator: 'VR',
    board: 'Board',
    power: 'Power',
    ofExpected: (share: string) => `${share} of its expected rate`,
    noFinding: 'Nothing to report',
    paused: 'Paused by its owner',
    aged: (age: string) => `last known, ${age} ago`,
    neverAnswered: 'No answer yet',
    claimed: 'claimed, but no shares',
    sparkLabel: (span: string) => `Hashrate of the last hour: ${span}`,
    sparkSpan: (low: string, high: string) => `between ${low} and ${high}`,
    sparkGaps: (minutes: number) => `, ${minutes} min unknown`,
    sparkNothing: 'nothing known',
    add: 'Add a miner',
    list: 'Miners',
    tags: (tags: readonly string[]) => tags.join(', '),
    tagsLabel: 'Tags',
  },
  filter: {
    label: 'Show',
    counters: {
      all: 'All',
      problems: 'Problems',
      hashing: common.states.hashing,
      degraded: common.states.degraded,
      paused: common.states.paused,
      offline: common.states.offline,
      unanswered: 'Not answering',
    },
    search: 'Search name, model, address or tag',
    searchHint: 'Search',
    tag: 'Tag',
    anyTag: 'Any tag',
    tagCount: (tag: string, count: number) => `${tag} (${count})`,
    shown: (shown: number, all: number) => `Showing ${shown} of ${all} miners.`,
    clear: 'Show all',
    nothing: 'No miner fits',
    nothingPurpose: (all: number) =>
      `None of your ${all} miners fits what you asked for. They are all still watched.`,
  },
  choice: {
    begin: 'Choose',
    chooseMiner: (name: string) => `Choose ${name}`,
  },
  findings: {
    heading: 'Findings',
    none: 'Nothing is wrong. What Davylamp notices will stand here, with its reason and how sure it is.',
    notWatching: 'No miner answers right now, so nothing new can be noticed.',
    openHeading: 'Open',
    resolvedHeading: 'Over, last 24 h',
    since: (time: string) => `since ${time}`,
    over: (time: string) => `over at ${time}`,
    look: 'Look closer',
    more: (count: number) => `Show ${count} more`,
  },
  history: {
    label: 'Laying down 30 days of demo history',
    note: (share: string) => share,
  },
} as const;
