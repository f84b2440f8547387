import type { Algorithm } from '../../../domain/miner.ts';

/** Words of what the Profit page tells of outside figures, of the way from work to net, of hours and of what may come. */
export const profit = {
  algorithms: {
    sha256: 'SHA-256',
    scrypt: 'Scrypt',
    equihash: 'Equihash',
    kheavyhash: 'kHeavyHash',
    'blake2b-sia': 'Blake2b (Sia)',
    blake2s: 'Blake2s',
    blake3: 'Blake3',
    eaglesong: 'Eaglesong',
    etchash: 'Etchash',
    handshake: 'Handshake',
    randomx: 'RandomX',
    x11: 'X11',
    other: 'Other work',
  } satisfies Record<Algorithm, string>,

  view: {
    label: 'How figures are written',
    amounts: 'Sums in',
    satoshi: 'satoshi',
    sats: {
      at: (price: string, who: string) => `Satoshi at ${price} for a bitcoin (${who}).`,
      typed: (age: string) => `typed ${age}`,
      undated: 'as typed',
      example: 'an example of the demo',
      unknown: (currency: string) => `No price of bitcoin is known, so sums stay in ${currency}.`,
      sources: 'Let a source tell it',
    },
    work: 'Work by the',
    currency: (code: string) => `Another currency than ${code}, and other units`,
  },

  next: 'What comes next →',
  parts: {
    label: 'On this page',
    names: {
      sums: 'Breakdown',
      miners: 'Miners',
      limits: 'Break-even',
      coins: 'Coins',
      luck: 'Luck',
      pools: 'Pools',
      books: 'Books',
      ahead: 'Outlook',
      prices: 'Prices',
    },
  },

  whose: {
    label: 'Of',
    all: 'all counted miners',
  },

  live: {
    none: 'These figures are typed by hand. Sources can keep them up to date.',
    noneAction: 'Choose sources',
    waiting: 'Sources are on, but tell no price of this now. What is typed below counts.',
    waitingAction: 'See how they do',
    demo: 'The demo asks nobody: its figures are examples.',
    label: 'What sources tell',
    bitcoin: 'Bitcoin',
    work: (algorithm: string, coins: string) => `${algorithm} work (${coins})`,
    price: (price: string, unit: string) => `${price} per ${unit} a day`,
    told: (who: string, age: string) => `${who}, ${age}`,
    unverified: (coins: string) => `No first-hand source confirms what a block of ${coins} pays`,
    old: (who: string, age: string) => `${who}, ${age}: not quite fresh`,
    beforeFee: 'Before the pool’s fee. The pool’s own terms are not in it.',
    silent: 'What counts while sources are silent',
    silentHint: 'Nothing of this is counted now.',
  },

  waterfall: {
    heading: 'From work to what is left',
    parts: {
      work: 'What the work is worth',
      fee: 'Pool fee',
      lost: 'Rejected shares',
      power: 'Power',
      demand: 'Demand charge, a day’s part',
      heat: 'Saved heating, not earned',
      net: 'What is left',
    },
    summary: (work: string, off: string, net: string) => `Of ${work} a day, ${off} go off: ${net} is left.`,
    summaryHeat: (work: string, off: string, heat: string, net: string) =>
      `Of ${work} a day, ${off} go off. ${heat} of heating is saved besides: ${net} in all.`,
  },

  map: {
    heading: 'By the hour',
    figures: 'Each hour in figures',
    always: (net: string, price: string) => `The same at every hour: ${net} an hour, at ${price}.`,
    today: 'Today',
    tomorrow: 'Tomorrow',
    caption: (unit: string, priceUnit: string | undefined) =>
      `Large: what the counted miners earn in an hour, ${unit}. Small: the price of a kilowatt-hour${priceUnit === undefined ? '' : `, ${priceUnit}`}.`,
    nearNothing: '≈ 0',
    hour: (from: string, net: string, price: string) => `${from}: ${net}, at ${price}`,
    sun: (part: string) =>
      `Prices hold your spare solar power, at what the grid would have paid: up to ${part} of what the miners take.`,
    unknownHour: (from: string) => `${from}: the price is not known yet`,
    unknownDay: 'Prices of tomorrow are not known yet. Most markets publish them in the early afternoon.',
    off: 'off',
    past: 'past',
    now: 'now',
    offFrom: (from: string, to: string, saving: string) => `${from} to ${to}: off would save ${saving}`,
    offHeading: 'Hours worth switching off',
    noneOff: 'None of the hours to come is worth switching off.',
    tomorrowAt: (time: string) => `tomorrow ${time}`,
    allTomorrow: (sentence: string) => `Tomorrow, ${sentence}`,
  },

  strip: {
    label: (day: string) => `${day} by the hour`,
    extremes: (best: string, worst: string) => `Best: ${best}. Worst: ${worst}.`,
  },

  sum: {
    mean: (count: string) => `The price is the mean of the ${count} prices of the day.`,
    inSats: 'Net in satoshi',
    sats: (net: string, price: string) => `${net} ÷ ${price} for a bitcoin`,
  },

  breakEvens: {
    heading: 'Where it stops to pay',
    pays: 'Running pays now. Any one of these would end that, with all else as it is today:',
    paysNot: 'Running does not pay now. Any one of these would change that, with all else as it is today:',
    both: (inCurrency: string, inSats: string) => `${inCurrency} (${inSats})`,
    distance: (now: string, way: string) => `${now}: ${way}.`,
    noDistance: (now: string) => `${now}.`,
    mayRise: (part: string) => `that may rise by ${part}`,
    mayFall: (part: string) => `that may fall by ${part}`,
    mustRise: (part: string) => `that would have to rise by ${part}`,
    mustFall: (part: string) => `that would have to fall by ${part}`,
    power: {
      above: (at: string) => `A kilowatt-hour for more than ${at}`,
      below: (at: string) => `A kilowatt-hour for less than ${at}`,
      now: (now: string) => `Today it costs ${now} on average`,
      never: 'No price of power above zero: the work earns nothing.',
      always: 'No price of power, however high: the heating it saves would pay the same.',
    },
    work: {
      above: (at: string) => `Work worth more than ${at}`,
      below: (at: string) => `Work worth less than ${at}`,
      now: (now: string) => `It is worth ${now}`,
      never: 'No worth of work: the heat alone pays for the power.',
    },
    bitcoin: {
      above: (at: string) => `Bitcoin above ${at}, at today’s difficulty`,
      below: (at: string) => `Bitcoin below ${at}, at today’s difficulty`,
      now: (now: string) => `It is at ${now}`,
      never: 'No price of bitcoin: the heat alone pays for the power.',
    },
    efficiency: {
      above: (at: string) => `Machines that need more than ${at}`,
      below: (at: string) => `Machines that need less than ${at}`,
      now: (now: string) => `Yours need ${now}`,
      never: 'No efficiency: power costs nothing, or its heat is worth as much.',
    },
    noBitcoin: 'From which bitcoin price on it pays cannot be said: no price is known.',
    several: 'Your miners do several kinds of work: what each has to earn stands by the miner.',
    byMiner: 'Miner by miner',
    table: 'Where each miner stops to pay',
    miner: 'Miner',
    powerBelow: 'Power below',
    workAbove: 'Work above',
    bitcoinAbove: 'Bitcoin above',
    needs: 'Needs',
    atMost: (most: string) => `pays up to ${most}`,
    any: 'any',
    perUnit: (unit: string) => `per ${unit}`,
  },

  halving: {
    title: 'The next halving',
    heading: (day: string, part: string) => `About ${day}, ${part} less a day`,
    sums: (then: string, now: string) => `${then} instead of ${now} from SHA-256 work.`,
    why: (blocks: string, height: string, subsidy: string) =>
      `In ${blocks} blocks, at block ${height}, the reward of a block falls to ${subsidy} BTC and its fees.`,
    told: (who: string, age: string) => `Height by ${who}, ${age}; the rest is Bitcoin’s rule.`,
    asNow: 'Reckoned with the price and the difficulty of today, which will be others by then.',
    noFees: 'Fees of blocks are not told and left out: in truth a little less is lost.',
  },
} as const;
