import type { ForecastQuantity } from '../../../domain/forecast.ts';

/** Words of the page of forecasts. */
export const forecast = {
  heading: 'What comes next',
  lead: 'What Davylamp expects, how sure it is, who says so, and how often it was right before.',
  models: 'Models',
  demo: 'Demo: forecasts for the made-up fleet.',

  what: 'Forecast of',
  horizon: 'How far ahead',
  hours: (count: number) => `${count} h`,
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  notYet: (name: string) => `${name} – not yet`,

  groups: {
    earnings: 'Earnings',
    price: 'Prices',
    difficulty: 'Difficulty',
    fees: 'Fees',
    'power-price': 'Price of power',
    miners: 'Miners',
    temperatures: 'Temperatures',
  },
  names: {
    earnings: (whose: string) => `What ${whose} earns`,
    earningsAt: (coin: string, pool: string) => `What ${coin} earns at ${pool}`,
    price: (whose: string) => `Price of ${whose}`,
    difficulty: (whose: string) => `Difficulty of ${whose}`,
    'network-hashrate': (whose: string) => `Network rate of ${whose}`,
    fees: (whose: string) => `Fees in a block of ${whose}`,
    'power-price': () => 'Price of power',
    'power-price-of': (site: string) => `Price of power, ${site}`,
    hashrate: (whose: string) => `Hashrate of ${whose}`,
    power: (whose: string) => `Power of ${whose}`,
    'room-temperature': () => 'Air of the room',
    'outdoor-temperature': () => 'Air outside',
  },
  allMiners: 'all miners',
  /** Written where a column has nothing to say. */
  none: '–',
  lag: (steps: number) => `Its own value ${steps} steps before`,
  /** Other parts of the target's own past that models look at. */
  own: {
    last: 'Its own last step',
    level: 'Where it stands now',
    mean: (steps: number) => `Its own mean over ${steps} steps`,
    seasons: (count: number) => `Its own value ${count === 1 ? 'one season' : `${count} seasons`} before`,
    lately: (label: string) => `${label}, at the last known step`,
    step: 'How far ahead it says',
  },

  opening: 'Opening the learner …',
  making: 'Working out the forecast …',
  failed: 'Forecasts cannot be made just now.',
  broken: 'The part of Davylamp that learns has stopped.',
  why: (detail: string) => `More exactly: ${detail}`,
  blocked: 'Another tab with an older Davylamp holds the data. Close it, then try again.',
  newer: 'Another tab has a newer Davylamp. Load this page anew.',
  reload: 'Load anew',

  empty: {
    heading: 'Nothing to forecast yet',
    purpose:
      'Add a miner, or switch on a source of prices and difficulty. As soon as enough of its past is known, a forecast stands here with its range, and with how often such ranges held.',
    add: 'Add a miner',
    sources: 'Choose sources',
  },

  lack: {
    heading: 'Not yet',
    known: (has: string, needs: string) => `${has} of ${needs} known`,
    hours: (count: string) => (count === '1' ? '1 hour' : `${count} hours`),
    days: (count: string) => (count === '1' ? '1 day' : `${count} days`),
    enough: (known: string, when: string) => `${known}; enough on ${when} if the source goes on.`,
    whoKnows: (known: string) => `${known}. Nothing new comes in, so nobody can say when it will be enough.`,
    constant: (value: string) =>
      `It never changed: ${value} all the time. There is nothing to learn, and it is said to stay.`,
    badData: (detail: string) => `Something is wrong with what is stored: ${detail}`,
    untold: {
      earnings: 'Nobody tells what work earns. Switch on a source of prices and one of difficulty.',
      price: 'Nobody tells this price. Switch on a source of prices.',
      difficulty: 'Nobody tells the difficulty. Switch on a source of it.',
      'network-hashrate': 'Nobody tells the network’s rate. Switch on a source of difficulty.',
      fees: 'Nobody tells the fees. Switch on a source of them, such as mempool.space.',
      'power-price': 'Nobody tells what power costs by the hour. Say your tariff on the Profit page.',
      hashrate: 'No miner has told its rate yet.',
      power: 'Nobody tells what it draws. Assign a plug to it in the settings.',
      'room-temperature': 'No sensor tells it. Assign one under Plugs and sensors in the settings.',
      'outdoor-temperature': 'Nobody tells it. Switch on a source of weather.',
    } satisfies Record<ForecastQuantity, string>,
    ways: {
      sources: 'Choose sources',
      tariff: 'Say my tariff',
      add: 'Add a miner',
      settings: 'Open the settings',
    },
    allHeading: 'What could be forecast',
    ready: (known: string) => `${known} known`,
    suffices: 'Enough known',
  },

  outlook: {
    /** The first sentence of all. */
    expected: (what: string, ahead: string, when: string, value: string) =>
      `${what} in ${ahead} (${when}): about ${value}.`,
    known: (what: string, ahead: string, when: string, value: string) =>
      `${what} in ${ahead} (${when}): ${value}. That is known, not foreseen.`,
    range: (low: string, high: string) => `Four times of five it lies between ${low} and ${high}`,
    wide: (low: string, high: string) => `, nineteen times of twenty between ${low} and ${high}.`,
    now: (value: string) => `Last known: ${value}.`,
    least: (value: string, when: string) => `Least around ${when} (${value})`,
    most: (value: string, when: string) => `most around ${when} (${value}).`,
    made: (age: string) => `Made ${age}.`,
  },

  chart: {
    label: (what: string, ahead: string) => `${what}: the past, and ${ahead} ahead`,
    pastLabel: (what: string, when: string) => `${what}: the forecast of ${when} over what came`,
    lastKnown: (value: string, when: string) => `Known up to ${when}, last ${value}.`,
    ahead: (value: string, low: string, high: string, when: string) =>
      `Forecast for ${when}: ${value}, 80 % range ${low} to ${high}.`,
    knownAhead: (value: string, when: string) => `${when}: ${value}, known.`,
    knownSteps: (count: number, all: number) => `${count} of ${all} steps ahead are known, not foreseen.`,
  },

  past: {
    heading: 'Forecasts of before',
    now: 'Now',
    earlier: 'Earlier forecast',
    later: 'Later forecast',
    none: 'No forecast has been kept yet. The first stands here when its time is over.',
    showNow: 'The forecast of now',
    made: {
      kept: (when: string) => `Made ${when}, and kept.`,
      replayed: (when: string) => `Replayed: as it would have been made ${when}, from what was known then.`,
    },
    held: (inside: string, all: string) => `${inside} of ${all} values lay within its 80 % range.`,
    open: 'Nothing of what it foresaw has come yet.',
    place: (at: number, all: number) => `${at} of ${all}`,
  },

  coverage: {
    heading: 'Do the ranges hold?',
    held: (level: string, share: string, span: string) => `${level} ranges held ${share} of the last ${span}`,
    heldContest: (level: string, share: string, span: string) =>
      `${level} ranges held ${share} in the contest over ${span}`,
    hours: (count: string) => `${count} hours`,
    steps: (count: string) => `${count} days`,
    right: 'As they should.',
    narrow: 'Too narrow: be more careful than they say.',
    wide: 'Wider than they need be.',
    few: 'Too few to judge.',
    none: 'Nothing to count yet: a range is judged when its time has come.',
    known: 'Nothing is foreseen here, so there are no ranges to hold.',
    meter: (level: string, share: string) => `Held ${share}, promised ${level}`,
  },

  speaker: {
    heading: 'Who speaks, and why',
    none: 'No contest was held yet, so the simple rule speaks, with ranges from its own past.',
    all: { hour: (to: number) => `All ${to} hours`, day: (to: number) => `All ${to} days` },
    one: { hour: (at: number) => `Hour ${at}`, day: (at: number) => `Day ${at}` },
    band: {
      hour: (from: number, to: number) => `Hours ${from} to ${to}`,
      day: (from: number, to: number) => `Days ${from} to ${to}`,
    },
    ruleBetter: (figures: string) => `The simple rule is better here (${figures}).`,
    notBetter: (name: string, figures: string) =>
      `The simple rule speaks: no lead over it is beyond chance (nearest: ${name}, ${figures}).`,
    onlyRule: 'The simple rule speaks: nobody else took part.',
    tooShort: 'The simple rule speaks: the past is too short for anything else.',
    allFailed: 'The simple rule speaks: all others failed.',
    flawless:
      'The simple rule speaks: the season repeats itself to the letter, and leaves nothing to do better.',
    allKnown: 'Nobody has to: all that is shown is published, or a rule that is known.',
    better: (name: string, figures: string) => `${name}: better than the simple rule here (${figures}).`,
    owner: (name: string, figures: string) =>
      `${name}: speaks because you said so. The contest does not show that it is better than the simple rule (${figures}).`,
    another: (name: string) => `Here speaks: ${name}.`,
    mases: (one: string, other: string, whose: string) =>
      `MASE ${one} against ${other}${whose === '' ? '' : ` of ${whose}`}`,
    days: (count: string) => `on ${count} days`,
    oneDay: 'on 1 day',
    held: (when: string, origins: string) =>
      `The contest was held on ${when}: ${origins} forecasts were made from what was known then, and compared with what came.`,
    open: 'The contest in figures',
    table: 'Who misses least stands first.',
    columns: {
      name: 'Who',
      verdict: 'Verdict',
      mae: 'Misses by (MAE)',
      mase: 'MASE',
      p: 'p',
      coverage: '80 % held',
      gain: 'Gain a day',
    },
    verdicts: {
      speaks: 'Wins',
      'beats-rule': 'Beats the rule',
      'not-better': 'No better than the rule',
      loses: 'Loses to the rule',
      'too-little-data': 'Too little data',
      failed: 'Failed',
      'is-rule': 'The simple rule',
    },
    detail: (name: string, detail: string) => `${name}: ${detail}`,
    decisions: {
      'cheap-hours': 'Gains: power is drawn in the third of the hours that is said to be the cheapest.',
      'run-or-rest':
        'Gains: your miners run where they are said to earn more than their power costs, and rest where not.',
      'sell-or-hold':
        'Gains: the coins of a day are held where they are said to be worth more then, and sold at once where not.',
      none: 'No decision in money is known to hang on this: who misses less decides alone, and no gain is told.',
    },
    gain: (mean: string, low: string, high: string) => `${mean} (${low} to ${high})`,
    names: {
      persistence: 'As now (persistence)',
      'seasonal naive': 'As a season ago (seasonal naive)',
      drift: 'Straight on (drift)',
      smoothing: 'Smoothed past (exponential smoothing)',
      theta: 'Half the trend (theta)',
      autoregression: 'From its own last values (autoregression)',
      'direct linear': 'Weighted sum (direct linear)',
      ridge: 'Weighted sum (ridge)',
      'direct-linear': 'Weighted sum (ridge)',
      'recurrent net': 'Recurrent net (LSTM)',
      'recurrent-net': 'Recurrent net (LSTM)',
      'base net': 'Net that came with the app (trained on simulated rooms)',
      transformer: 'Attention net (transformer)',
      'temporal convolution': 'Filter net (temporal convolution)',
      'temporal-convolution': 'Filter net (temporal convolution)',
      'boosted trees': 'Boosted trees',
      'boosted-trees': 'Boosted trees',
      'random forest': 'Random forest',
      'random-forest': 'Random forest',
      mixture: 'Mixture of several (ensemble)',
      ensemble: 'Mixture of several (ensemble)',
    } as Readonly<Record<string, string>>,
  },

  terms: {
    heading: 'What the figures mean',
    mae: ['MAE', 'Mean absolute error: by how much a forecast missed, on average, in the same unit.'],
    mase: [
      'MASE',
      'Mean absolute scaled error: how much it missed by, in units of what repeating the last season misses by. Below 1 is better than that, above 1 worse.',
    ],
    p: [
      'p',
      'How easily a lead like this one comes about by chance alone, if there is no difference (Diebold and Mariano’s test). 0.05 and less counts as a real lead.',
    ],
    coverage: [
      '80 % held',
      'How often what came lay within the range that should hold four times of five. 80 % is right; less means that the range is too narrow.',
    ],
    gain: [
      'Gain a day',
      'What decisions taken by it would have earned over those taken by the simple rule, with the range that holds four times of five.',
    ],
  } as const,

  direction: {
    heading: 'Up or down?',
    share: (share: string, count: string, low: string, high: string) =>
      `It said the right direction ${share} of ${count} times (in the long run ${low} to ${high}).`,
    base: (share: string) => `Always saying the more frequent one is right ${share} of the time.`,
    better: 'It does better than that.',
    same: 'It does no better than that, as far as can be told.',
    worse: 'It does worse than that.',
    unknown: 'Too few to tell.',
  },
  residuals: {
    heading: 'What the errors say',
    related: (p: string) => `Its errors follow from those before (${p}): there is more to be learned.`,
    unrelated: (p: string) => `Its errors do not follow from those before (${p}).`,
    biased: (p: string) => `It leans to one side (${p}).`,
    unbiased: (p: string) => `It leans to neither side (${p}).`,
    misfit: (p: string) => `The errors are not spread as the ranges say (${p}).`,
    fit: (p: string) => `The errors are spread as the ranges say (${p}).`,
    unknown: 'Too few errors to tell.',
  },

  reasons: {
    heading: 'Why it says so',
    none: 'Whoever speaks here goes by nothing but how it went itself before.',
    up: (label: string, value: string, push: string) => `${label} is ${value}: that pushes it up by ${push}.`,
    down: (label: string, value: string, push: string) =>
      `${label} is ${value}: that pushes it down by ${push}.`,
    ownUp: (push: string) => `How it went itself lately pushes it up by ${push}.`,
    ownDown: (push: string) => `How it went itself lately pushes it down by ${push}.`,
    method: {
      shares:
        'Pushes are the model’s own exact shares (Shapley values): all of them together are what it says beyond its average.',
      occlusion:
        'A push is how far the forecast would move with that figure at its usual value; several together may do more or less than their sum.',
    },
    retarget: (when: string, change: string, low: string, high: string) =>
      `The difficulty changes on ${when} by about ${change} (${low} to ${high}): so the chain’s rule has it at this pace.`,
    subsidy: (when: string, change: string) =>
      `The reward of a block changes on ${when} by ${change}: a rule of the chain.`,
    published: (when: string) => `Up to ${when} it is published: known, not foreseen.`,
    season: {
      hour: (steps: number) => `It repeats what was ${steps} hours before.`,
      day: (steps: number) => `It repeats what was ${steps} days before.`,
    },
    asNow: (value: string) => `It is said to stay as it was last: ${value}.`,
  },

  learn: {
    heading: 'Learn',
    now: 'Learn now',
    what: 'Trains models on your own past, lets them compete with the simple rule, and lets the winner speak. It takes some minutes; you can go on using Davylamp meanwhile.',
    more: 'More choices and all models',
    notStarted: 'It could not be started.',
  },

  failures: {
    'unknown-target': 'This is not forecast any more: its miner or its source has gone.',
    'unknown-model': 'This model is not kept any more.',
    'unknown-training': 'This training is over.',
    lacking: 'Not enough is known for that.',
    'features-differ':
      'This model was trained with figures that are worked out otherwise now, so it cannot be used. Train it anew.',
    'damaged-model': 'This is no model of Davylamp, or it is damaged. Nothing was changed.',
    'time-limit': 'It took too long and was given up. Try again when less is going on.',
    store: 'What is stored on this device cannot be read or written just now.',
    closed: 'The learner was closed meanwhile. Try again.',
    defect: 'Something went wrong in Davylamp itself. Nothing was changed.',
  },
} as const;
