import type { HistoryTier, ThinningReason } from '../../../domain/retention.ts';
import type { Settings } from '../../../domain/settings.ts';

const tiersInText: Readonly<Record<HistoryTier, string>> = {
  raw: 'polls',
  minute: 'minutes',
  quarter: 'quarter hours',
  hour: 'hours',
  day: 'days',
};

const thinnedBecause: Readonly<Record<ThinningReason, string>> = {
  age: 'as it was old enough',
  budget: 'as your limit was reached',
  space: 'as the browser ran short of room',
};

/** Words of the Settings page. */
export const settings = {
  heading: 'Settings',
  loading: 'Reading the settings …',
  /** What an Undo beside it takes back. */
  kept: {
    pollMs: 'Time between questions kept.',
    lostAfterMs: 'Time until a miner is lost kept.',
    currency: 'Currency kept.',
    sumsIn: 'Unit of sums kept.',
    hashrateUnit: 'Unit of hashrate kept.',
    temperatureUnit: 'Unit of temperature kept.',
    theme: 'Colours kept.',
    density: 'Spacing kept.',
    perWorkHour: 'Price of your time kept.',
    notify: 'Notifications kept.',
    historyMb: 'Room for history kept.',
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
    heading: 'Money and units',
    currency: 'Currency',
    currencyHint: 'Prices that you typed are not converted: check them after a change.',
    currencyName: (name: string, code: string) => `${name} (${code})`,
    sums: 'Sums in',
    satoshi: 'satoshi',
    hashrate: 'SHA-256 hashrate in',
    hashrateAuto: 'as it fits',
    temperature: 'Temperatures in',
    tariff: 'Price of power',
    tariffByClock: (periods: number, base: string) =>
      periods === 1
        ? `by the clock: 1 period, otherwise ${base}`
        : `by the clock: ${periods} periods, otherwise ${base}`,
    tariffBySpot: 'by the market, hour by hour',
    tariffExample: (tariff: string) => `${tariff} (example)`,
    edit: 'Change prices',
    workHour: 'An hour of your time counts',
    workHourUnit: (currency: string) => `${currency}/h`,
    workHourHint: 'The Health page weighs repairs and checks by it. 0: your time costs nothing.',
    workHourTooLittle: 'At least 0.',
    workHourTooMuch: 'At most 1,000,000.',
  },
  looks: {
    heading: 'Looks',
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
    rows: 'Minutes kept',
    learnt: 'Learned',
    learntModels: (count: number) => (count === 1 ? '1 model' : `${count} models`),
    learntForecasts: (count: number, figure: string) =>
      count === 1
        ? '1 forecast to be held against what comes'
        : `${figure} forecasts to be held against what comes`,
    learntTrainings: (count: number) =>
      count === 1 ? '1 training under way' : `${count} trainings under way`,
    learntHolds: (what: string, bytes: string) => `${what}; about ${bytes}`,
    history: 'History',
    tiers: {
      raw: 'As polled',
      minute: 'Minutes',
      quarter: 'Quarter hours',
      hour: 'Hours',
      day: 'Days',
    } satisfies Record<HistoryTier, string>,
    tierHolds: (bytes: string, since: string) => `${bytes}, since ${since}`,
    tierEmpty: 'nothing yet',
    kept: 'Polls are kept for 2 days, minutes for 4 months, quarter hours for 2 years; hours and days for good.',
    next: (tier: HistoryTier, day: string) => `Next to go: the oldest ${tiersInText[tier]}, on ${day}.`,
    nextDue: (tier: HistoryTier) => `Next to go: the oldest ${tiersInText[tier]}, within a day.`,
    budget: 'History may take at most',
    budgetUnit: 'MB',
    budgetNone: 'no limit',
    budgetHint:
      'Empty: as much as the browser gives. Where room runs short, the oldest polls go first, then minutes, quarter hours and hours, and none before something coarser holds them. The last days stay whole. It takes effect within the hour.',
    budgetTooSmall: (least: number) => `At least ${least} MB.`,
    budgetTooGreat: (greatest: string) => `At most ${greatest} MB.`,
    overBudget: (bytes: string) =>
      `It takes ${bytes} now, more than you allow: what may go goes within the hour; if it stays so, all that may go is gone.`,
    thinned: (day: string, bytes: string, reason: ThinningReason) =>
      `${day}: let go of ${bytes}, ${thinnedBecause[reason]}`,
    thinnedTier: (tier: HistoryTier, day: string) => `${tiersInText[tier]} before ${day}`,
    where: 'All of it lies in this browser on this computer, and nowhere else.',
    unprotected:
      'The browser may delete your history when the disk fills up, and some do after weeks without a visit.',
    protect: 'Protect my history',
    protectGranted: 'The browser will keep your history until you delete it.',
    protectRefused:
      'The browser said no. It says yes more readily to a site that is installed, bookmarked or often visited: try again later.',
    cleared:
      'Clearing “site data” or “cookies and site data” for this address deletes all of it: miners, history, models, prices and settings. The miners themselves are not touched.',
  },
  helper: {
    heading: 'Helper',
    what: 'The small program, on the computer that runs Davylamp, that reaches the miners for this page.',
    checking: 'Asking the helper …',
    ok: (version: string) => `It answers and knows this browser (version ${version}).`,
    okUnnamed: 'It answers and knows this browser.',
    noProxy: {
      here: 'It does not answer. Start it on this computer with “npm start”.',
      away: 'This device does not reach it.',
      offline: 'This device has no network, so it does not reach it.',
    },
    notPaired: 'It answers, but does not know this browser yet.',
    notLetIn: 'It answers, but this device is not let in, or not any more.',
    failed: 'It could not be asked.',
    again: 'Ask again',
    connect: 'Connect',
  },
  recorder: {
    heading: 'Recorder',
    what: 'A part of the helper that asks your miners day and night, so that the history has no hole while no page of Davylamp is open.',
    asking: 'Asking the helper …',
    failed: {
      noProxy: 'The helper does not answer, so nobody knows whether it records.',
      notPaired: 'The helper does not know this browser, so it does not tell whether it records.',
      away: 'This device does not reach the helper, so it does not know whether it records.',
    },
    again: 'Look again',
    off: 'It is off. Of the time in which no page is open, only what the miners themselves remember is known.',
    switchOn: 'To switch it on, start the helper like this, on a computer that stays on:',
    command: 'npm start -- --record',
    limits: 'It keeps 14 days and 200 MB at most; the options record-days and record-mb change that.',
    on: 'It records.',
    followed: 'It records, and asks each miner once for all your tabs and phones together.',
    asked: 'Miners it asks',
    miners: (count: number) => (count === 1 ? '1 miner' : `${count} miners`),
    since: 'Recorded since',
    size: 'Size',
    sizeOf: (bytes: string, most: string) => `${bytes} of ${most}`,
    kept: 'Kept for',
    days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
    folder: 'Folder',
    taking: 'Taking over what was recorded',
    problem: (code: string) =>
      code === 'ENOSPC'
        ? 'The disk of that computer is full: the oldest hours are given up for new ones.'
        : `It cannot write just now (${code}), and tries again.`,
    lostRows: (count: number) => `${count} readings were lost because the disk did not take them.`,
    damaged: (count: number) =>
      count === 1
        ? 'One place in its files cannot be read; all around it can.'
        : `${count} places in its files cannot be read; all around them can.`,
    clock: (minutes: number) =>
      minutes > 0
        ? `The clock of that computer is ${minutes} min behind this one; its readings are shifted by that.`
        : `The clock of that computer is ${-minutes} min ahead of this one; its readings are shifted by that.`,
    stores:
      'It stores which miners you have (address, MAC, kind) and their figures: rates, watts, temperatures, counters. They lie in files on the computer that runs the helper, for your user alone, and nowhere else. Not stored: pools, payout addresses, plugs and sensors.',
    passwords:
      'Passwords for devices stay in this browser. Miners that tell nothing without one are asked by open pages, as without a recorder.',
    alarms: 'While it records it also watches, and tells you as set up under Settings → Alarms.',
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
