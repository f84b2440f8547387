/** Words of the card on what pools pay. */
export const audit = {
  heading: 'Do your pools pay what they owe?',
  noAccount:
    'No pool tells what it pays you. With an account among the sources, its pay is held against your own shares.',
  demo: 'The demo has no account at a pool. With your own, its pay is held against your own shares.',
  sources: 'Choose sources',
  lead: 'What each pool credited, against the shares that your own miners counted, at the difficulty and fees of then.',
  check: 'Check my pools',
  again: 'Check again',
  failed: 'The past could not be read, so nothing was checked.',
  nothing: 'No pool tells pay that can be checked. Who mines alone is paid by luck.',
  name: (pool: string, coin: string) => `${pool}, ${coin}`,
  worth: (sum: string, worth: string) => `${sum} (${worth})`,
  verdicts: {
    paid: (visible: string) => `Paid as owed. A shortfall of ${visible} or more would have shown.`,
    less: (missing: string, part: string, chance: string) =>
      `${missing} less than owed by these terms, ${part} of it. A pool that keeps them pays so little with a chance of ${chance}. If you were promised other terms, set them below.`,
    more: (extra: string) =>
      `${extra} more than owed: merged coins, a bonus or a lower fee that is not reckoned here.`,
    wait: (wait: string, visible: string) =>
      `Too early to tell: chance alone hides a shortfall of up to ${visible}. Wait ${wait} more for 5 %.`,
    cannot: (visible: string) =>
      `Cannot be told: chance and the pool’s own rule of fees hide a shortfall of up to ${visible}, however long one waits.`,
    allHidden: 'Cannot be told yet: chance alone would hide any shortfall.',
    noWork: 'No accepted share is recorded of that time.',
    noBlock: 'The pool found no block in that time, so nothing was owed.',
    blocksUnknown: 'It pays when it finds blocks, and does not tell how many were to be expected.',
  },
  missing: {
    pay: 'It tells no pay of a time that can be placed.',
    terms: 'It has several ways to pay, or none that is listed. Say below which is yours, and what it keeps.',
    market: 'It pays what buyers bid for work, which no chain decides: there is nothing to hold it against.',
    solo: 'It pays who finds a block, so there is nothing to check.',
    miners: 'None of your miners is at this pool now.',
    workers:
      'The account has more workers than Davylamp watches there, so your shares here are not all of it.',
    'pool-changed': 'A miner changed its pool within that time, so nobody knows which shares went where.',
    work: (recorded: string) =>
      `Only ${recorded} of that time is recorded. From nine tenths on it can be checked; the helper’s recorder fills the gaps.`,
    workUnknown: 'Too little of that time is recorded.',
    chain: 'The difficulty and fees of then are not known. A source for this chain keeps them from now on.',
  },
  lines: {
    time: 'Time',
    span: (from: string, to: string) => `${from} to ${to}`,
    credited: 'Credited',
    creditedBy: (sum: string, by: string) => `${sum}, ${by}`,
    creditWays: {
      days: 'by the pool’s days',
      blocks: 'by the pool’s blocks',
      growth: 'by what your account grew, payments included',
      'last-day': 'as the pool says of its last 24 hours',
    },
    owed: 'Owed',
    part: 'Paid of owed',
    interval: (part: string, low: string, high: string) => `${part} (between ${low} and ${high})`,
    open: (part: string, low: string) => `${part} (at least ${low})`,
    luck: 'Luck of the pool',
    luckOf: (luck: string, low: string, high: string) =>
      `${luck} of expected blocks (${low} to ${high} by chance)`,
    terms: 'Terms',
    fee: (scheme: string, fee: string, by: string) => `${scheme}, ${fee} fee, ${by}`,
    termsBy: {
      owner: 'as you said',
      pool: 'the fee as the pool tells it of your account',
      table: 'from the list of pools that comes with Davylamp',
    },
    payout: 'Next payout',
    payoutAt: (median: string, earliest: string, latest: string) =>
      `about ${median}, nine times of ten between ${earliest} and ${latest}`,
    payoutNow: 'the balance is large enough; it comes with the pool’s next round of payments',
    told: 'Told',
  },
  terms: {
    change: 'How it pays you',
    scheme: 'Way of pay',
    asListed: 'As the list of pools says',
    notSaid: 'Not said yet',
    schemes: {
      PPS: 'PPS: each share, without fees of transactions',
      'PPS+': 'PPS+: each share, and fees when it finds blocks',
      FPPS: 'FPPS: each share, fees included',
      PPLNS: 'PPLNS: when the pool finds blocks, by your last shares',
      PROP: 'PROP: when the pool finds a block, by your shares of the round',
      TIDES: 'TIDES: when the pool finds blocks, by a window of eight',
      SOLO: 'SOLO: when you find a block',
      market: 'Market: what buyers bid for work',
    },
    fee: 'It keeps',
    feeHint: 'It stands on the pool’s page, or in your account there.',
    notANumber: 'That is no number.',
    failed: 'That was not kept.',
  },
  offers: {
    heading: 'What other pools would leave',
    caption: (coin: string) => `Pools of ${coin} by what they would leave of your work`,
    pool: 'Pool',
    fee: 'Fee',
    left: 'Left a day',
    payout: 'Paid out',
    every: (time: string) => `every ${time}`,
    notTold: 'not told',
    all: (count: number) => `Show all ${count}`,
    fewer: 'Show the best only',
    basis: (lost: string) =>
      `In the mean over luck, by the fee and way of pay that each publishes, with your rejected shares of now (${lost}) at all of them. Not counted, since nobody knows them beforehand: how far a pool is from you, what it takes for sending, and merge-mined coins.`,
  },
} as const;
