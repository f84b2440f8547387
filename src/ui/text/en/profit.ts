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
    work: 'Work by the',
    currency: (code: string) => `Another currency than ${code}`,
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
    old: (who: string, age: string) => `${who}, ${age}: not quite fresh`,
    beforeFee: 'Before the pool’s fee. The pool’s own terms are not in it.',
    silent: 'What counts while sources are silent',
    silentHint: 'Nothing of this is counted now.',
    typed: 'Counts as typed, because no source tells it now.',
  },

  waterfall: {
    heading: 'From work to what is left',
    whose: 'Of',
    all: 'all counted miners',
    parts: {
      work: 'What the work is worth',
      fee: 'Pool fee',
      lost: 'Rejected shares',
      power: 'Power',
      heat: 'Heat saved',
      net: 'What is left',
    },
    summary: (work: string, off: string, net: string) => `Of ${work} a day, ${off} go off: ${net} is left.`,
    summaryHeat: (work: string, off: string, heat: string, net: string) =>
      `Of ${work} a day, ${off} go off and ${heat} of heat come to it: ${net} is left.`,
    lostUnknown: (names: string) => `${names}: rejected shares are not told, so none are taken off.`,
  },

  map: {
    heading: 'Today and tomorrow by the hour',
    today: 'Today',
    tomorrow: 'Tomorrow',
    caption: (unit: string) =>
      `Large: what the counted miners earn in an hour, ${unit}. Small: the price of a kilowatt-hour.`,
    same: 'Power costs the same at every hour, so no hour is better than another.',
    hour: (from: string, net: string, price: string) => `${from}: ${net}, at ${price}`,
    unknownHour: (from: string) => `${from}: the price is not known yet`,
    unknownDay: 'Prices of tomorrow are not known yet. Most markets publish them in the early afternoon.',
    someUnknown: 'Hours with a dash: their price is not known.',
    off: 'off',
    past: 'past',
    now: 'now',
    offFrom: (from: string, to: string, saving: string) => `${from} to ${to}: off would save ${saving}`,
    offHeading: 'Hours worth switching off',
    noneOff: 'None of the hours to come is worth switching off.',
    tomorrowAt: (time: string) => `tomorrow ${time}`,
    legend: { gain: 'earns', loss: 'costs more than it earns: off', past: 'is over' },
  },

  sum: {
    inSats: 'Net in satoshi',
    sats: (net: string, price: string) => `${net} ÷ ${price} for a bitcoin`,
  },

  breakEvens: {
    heading: 'What would have to happen',
    lead: 'Each with all else as it is today.',
    fleet: {
      power: (at: string, now: string) =>
        `Running pays while a kilowatt-hour costs less than ${at}. It costs ${now}.`,
      powerNever: (now: string) =>
        `The work earns nothing, so running pays at no price of power above zero. It costs ${now}.`,
      work: (at: string, now: string) => `Work has to earn more than ${at}. It earns ${now}.`,
      workAny: (now: string) => `The heat alone pays for the power, whatever work earns. It earns ${now}.`,
      bitcoin: (at: string, now: string) =>
        `Bitcoin has to be above ${at}, at today’s difficulty. It is at ${now}.`,
      bitcoinAny: (now: string) =>
        `The heat alone pays for the power, at any price of bitcoin. It is at ${now}.`,
      efficiency: (at: string, now: string) => `Machines that need less than ${at} pay. Yours need ${now}.`,
      efficiencyAny: (now: string) => `Machines of any efficiency pay. Yours need ${now}.`,
    },
    holds: 'holds',
    fails: 'does not hold',
    noBitcoin: 'From which bitcoin price on it pays cannot be said: no price is known.',
    several: 'Your miners do several kinds of work: what each has to earn stands by the miner.',
    table: 'Where each miner stops to pay',
    miner: 'Miner',
    power: 'Power below',
    work: 'Work above',
    bitcoin: 'Bitcoin above',
    efficiency: 'J/TH below',
    any: 'any',
  },

  outlook: {
    heading: 'What is coming',
    retarget: {
      less: (day: string, part: string) => `From about ${day}, ${part} less a day`,
      more: (day: string, part: string) => `From about ${day}, ${part} more a day`,
      same: (day: string) => `About ${day} the difficulty changes by next to nothing`,
      sums: (then: string, now: string) => `${then} instead of ${now}.`,
      why: (change: string) => `Difficulty is expected to change by ${change}.`,
      told: (who: string, age: string) => `${who} expects this, ${age}. Until the day comes, it moves.`,
      old: (who: string, age: string) => `${who} said so ${age}: too old to count with.`,
      passed: (who: string, day: string) =>
        `${who} expected the last change for ${day}. Nothing newer has been heard.`,
    },
    halving: {
      heading: (day: string, part: string) => `About ${day}, ${part} less a day`,
      why: (blocks: string, height: string, subsidy: string) =>
        `In ${blocks} blocks, at block ${height}, the reward of a block falls to ${subsidy} BTC and its fees.`,
      told: (who: string, age: string) => `Height by ${who}, ${age}; the rest is Bitcoin’s rule.`,
      asNow: 'Reckoned with the price and the difficulty of today, which will be others by then.',
      noFees: 'Fees of blocks are not told and left out: in truth a little less is lost.',
    },
    unknown: 'When difficulty changes next, nobody has told. A source for Bitcoin’s chain can.',
    unknownAction: 'Choose sources',
    unread: 'What sources say of it could not be read just now.',
  },
} as const;
