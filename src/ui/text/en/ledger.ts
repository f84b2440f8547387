/** Words of the books on the Profit page. */
export const ledger = {
  heading: 'The books',
  lead: 'Every day with its energy, cost and pay, and every payout with its worth then, as tables (CSV) for a spreadsheet or the tax office. They are made here and sent nowhere.',
  span: 'Days back from yesterday',
  days: (days: number) => `${days} days`,
  make: 'Make the tables',
  stop: 'Stop',
  reading: (done: number, all: number) => `Reading day ${done} of ${all} …`,
  failed: 'The past could not be read. Nothing was made.',
  saveDays: 'Save the days',
  savePayouts: 'Save the payouts',
  preview: 'The last days in the table',
  previewPayouts: 'The last payouts in the table',
  columns: {
    day: 'Day',
    running: 'Ran',
    energy: 'Energy',
    cost: 'Power',
    credited: 'Credited',
    revenue: 'Worth',
    at: 'When',
    amount: 'Amount',
    worth: 'Worth then',
    pool: 'Pool',
  },
  unknown: '–',
  gaps: {
    whole: (from: string, to: string) => `From ${from} to ${to}.`,
    silent: (days: number) =>
      days === 1
        ? 'On 1 day nothing was recorded: its columns are empty.'
        : `On ${days} days nothing was recorded: their columns are empty.`,
    part: (days: number) =>
      days === 1
        ? 'On 1 day a part was not recorded: it holds what was.'
        : `On ${days} days a part was not recorded: they hold what was.`,
    unpriced: (days: number) =>
      days === 1
        ? 'On 1 day the price of power is not known: its cost is empty.'
        : `On ${days} days the price of power is not known: their cost is empty.`,
    noPower: (names: string) => `${names}: tells no power, so its energy is missing.`,
    noAccount: 'No pool tells your pay, so credits, worth and payouts are empty.',
    noPrice: (coins: string) => `The price of ${coins} then is not known for all of them.`,
    tariff:
      'Power costs what was set here at the time, as each row says; what it cost before you set anything is reckoned with what you set first. Tiers, peaks and standing charges, which go by the month, are not in it.',
    owed: 'Owed is what your accepted shares should have brought by the pool’s terms; nineteen of twenty days lie between low and high.',
    notOwed:
      'What your pools owe is left out: it takes a pool whose terms are known, its chain’s past, and your recorded shares.',
    exampleTariff: 'Power is counted at the example price: type your own first.',
    pool: 'A pool’s day is mostly UTC; it stands on the day of yours in which it began.',
  },
  account: 'Add a pool account',
} as const;
