import type { MissingInput } from '../../../domain/economics/daily-net.ts';

/** Words of the Profit page: does it pay now, and what that rests on. */
export const pay = {
  heading: 'Profit',
  question: 'Does it pay now?',
  loading: 'Reading the fleet …',
  verdict: {
    all: (does: string) => `Running all now ${does}.`,
    one: (name: string, does: string) => `Running ${name} now ${does}.`,
    some: (counted: number, all: number, does: string) => `Running ${counted} of ${all} now ${does}.`,
    earns: (net: string) => `earns ${net}`,
    loses: (net: string) => `loses ${net}`,
    thisHour: (net: string, price: string) => `This hour: ${net}, with power at ${price}.`,
    needHashprice: 'Tell me the hashprice first.',
    needHashpriceWhy:
      'It is what one PH/s (1,000 TH/s) earns in a day. With it, I can say what running costs or earns you.',
    goToHashprice: 'Type the hashprice',
    noneRuns: 'No miner hashes now, so nothing is earned and hardly anything spent.',
    noneAnswers: 'No running miner answers now, so I cannot say.',
    needPower: 'No running miner tells its power, so I cannot say what it costs.',
    needPowerPrice: 'Not all prices of power of today are known, so I cannot say what running costs.',
    needHashrate: 'No running miner has told its hashrate yet.',
    needMore: 'Each running miner lacks one thing: its power, its hashrate, or what its work is worth.',
    otherAlgorithm:
      'The hashprice is for SHA-256, and none of the running miners does that. What other work is worth is told by sources alone.',
    goToSources: 'Choose sources',
  },
  solo: {
    all: 'Your pools are solo pools: this is the mean of a lottery. Until a block is found, nothing is earned.',
    some: (solo: number, counted: number) =>
      `${solo} of ${counted} mine on solo pools alone: what ${solo === 1 ? 'it earns' : 'they earn'} is the mean of a lottery. Until a block is found, it is nothing.`,
    odds: (rate: string, years: string, chance: string) =>
      `At ${rate} that is one block in ${years} years on average; the chance within a year is ${chance}.`,
  },
  basis: 'For today, midnight to midnight, at the present hashrate and power of each miner.',
  loses: 'Power costs more than the work earns.',
  losesHeated: (heat: string) =>
    `Power costs more than the work earns, even with ${heat} of saved heating counted in.`,
  heated: (heat: string, rest: string) =>
    `${heat} of that is saved heating, not earned: mining by itself leaves ${rest}.`,
  off: {
    save: (from: string, to: string, saving: string) => `Off from ${from} to ${to} would save ${saving}.`,
    always: (saving: string) => `Off all day would save ${saving}.`,
    never: 'At these prices no hour is worth switching off.',
    each: (saving: string) =>
      `Each miner off in its own hours, as listed below, would save ${saving} together.`,
  },
  empty: {
    heading: 'No miner to count yet',
    purpose:
      'Once a miner is added, this page says what it earns and costs today, hour by hour, at your price of power.',
    action: 'Add a miner',
    demo: 'Look at the demo',
  },
  uncounted: {
    idle: {
      'no-shares': (names: string) => `${names}: no shares now, so nothing earned.`,
      'no-answer': (names: string) => `${names}: no answer now, so nothing is known.`,
    },
    missing: {
      hashrate: (names: string) => `${names}: no hashrate known yet.`,
      power: (names: string) => `${names}: power not told, so the cost is unknown.`,
      'power-price': (names: string) => `${names}: not all prices of power of today are known.`,
      hashprice: (names: string) => `${names}: the hashprice is not known.`,
      'hashprice-for-algorithm': (names: string) =>
        `${names}: not SHA-256, which the hashprice is for. Sources can tell what such work is worth.`,
    } satisfies Record<MissingInput, (names: string) => string>,
  },
  tiles: {
    label: 'Today in money',
    revenue: 'Earned',
    revenueNoteFee: (fee: string) => `after ${fee} pool fee`,
    power: 'Power',
    ofSun: (kwh: string) => `${kwh} of it from your sun`,
    ofDemand: (amount: string) => `with ${amount} of demand charge`,
    heat: 'Saved heating',
    heatNote: 'not earned: it need not be paid',
    net: 'Net',
    netToday: 'Net today',
    revenueToday: 'Earned today',
    powerToday: 'Power today',
    heatToday: 'Saved heating today',
    netNote: 'earned − power',
    netNoteHeat: 'earned + saved heating − power',
  },
  boardPower: (names: string) =>
    `${names}: power is told by the board. The power supply's own loss, often 10 to 20 %, comes on top.`,
  hours: {
    heading: 'Through the day',
    perHour: (net: string) => `${net} an hour`,
    stretch: (from: string, to: string, net: string) => `${from} to ${to}: ${net}`,
    allDay: (net: string) => `All day: ${net}`,
    now: 'now',
  },
  miners: {
    heading: 'Miner by miner',
    caption: 'What each miner earns and costs today',
    all: (count: string) => `Show all ${count}`,
    fewer: 'Show fewer',
    miner: 'Miner',
    revenue: 'Earned',
    cost: 'Power',
    net: 'Net',
    breakEven: 'Pays below',
    anyPrice: 'any price',
    breakEvenHint:
      'Pays below: the price of power at which the miner earns exactly what it costs. J/TH: the energy of one terahash, the less the better; “wall” is measured at the plug, “board” is told by the miner, without the loss in its power supply.',
    offWindow: 'Switch off',
    never: 'never',
    allDay: 'all day',
    window: (from: string, to: string) => `${from}–${to}`,
    saves: (saving: string) => `saves ${saving}`,
  },
  sum: {
    heading: 'How it is counted',
    times: (factors: readonly string[]) => factors.join(' × '),
    work: (rate: string, unit: string) => `${rate} ${unit}`,
    workNote: (rejected: string) =>
      `Work is each miner’s mean of the last 10 minutes where known, less rejected shares (${rejected}).`,
    hashprice: (price: string, unit: string) => `${price} per ${unit} a day`,
    afterFee: (part: string) => `${part} after the pool’s fee`,
    longDay: (hours: string) => `${hours} h / 24 h`,
    kilowatts: (kilowatts: string) => `${kilowatts} kW`,
    hours: (hours: string, price: string) => `${hours}\u00a0h × ${price}`,
    bracket: (parts: readonly string[]) => `(${parts.join(' + ')})`,
    wanted: (energy: string) => `${energy} of wanted heat`,
    demand: 'Demand charge, a day’s part',
    demandPrice: (price: string) => `${price} per kW`,
    mixed: (sun: string, tiers: string | undefined) =>
      `A price is that of the grid and of the sun as they mix: ${sun} come from your sun, at what the grid would have paid.${
        tiers === undefined ? '' : ` Tiers add ${tiers} to each kWh from the grid.`
      }`,
    tiers: (tiers: string) => `Tiers are in the prices: they add ${tiers} to each kWh.`,
    net: (plus: readonly string[], minus: readonly string[]) => [plus.join(' + '), ...minus].join(' − '),
  },
  example: 'example',
  exampleNotice: (price: string) =>
    `Counted with ${price}, which is an example. Type your own under “What power costs”.`,
  exampleNoticeByClock:
    'Counted with prices of power by the clock, which are an example. Type your own under “What power costs”.',
  exampleNoticeBySpot:
    'Counted with the market’s prices and example additions. Type your own under “What power costs”.',
  market: {
    heading: 'What work earns',
    hashprice: 'Hashprice',
    hashpriceHint:
      'What one PH/s (1,000 TH/s) earns in a day, before the pool’s fee. Pools show it on their statistics page; Luxor’s Hashrate Index publishes it as “hashprice”.',
    hashpricePerTh: (price: string) => `For one TH/s that is ${price} a day.`,
    hashpriceUnit: (currency: string) => `${currency} per PH/s per day`,
    fromDemo: 'An example that comes with the demo, not a live price.',
    entered: (age: string) => `Typed ${age}. It moves with price and difficulty: check it every few days.`,
    btcPrice: 'Bitcoin price (optional)',
    btcPriceHint: 'For sums in satoshi, and for the price of bitcoin from which on it pays.',
    btcEntered: (age: string) => `Typed ${age}.`,
    poolFee: 'Pool fee',
    poolFeeHint: 'Solo pools take 0 to 2 %, others 0 to 4 %.',
  },
  power: {
    unit: (currency: string) => `${currency}/kWh`,
  },
  notANumber: 'Write a number, such as 0.25.',
  negative: 'Cannot be below zero.',
  tooLargePercent: 'At most 100 %.',
  percent: '%',
  saved: {
    hashprice: 'Hashprice kept.',
    btcPrice: 'Bitcoin price kept.',
    poolFee: 'Pool fee kept.',
    tariff: 'Price of power kept.',
    heat: 'Heat kept.',
    failed: 'Could not be kept. The page still counts with it until you leave.',
  },
} as const;
