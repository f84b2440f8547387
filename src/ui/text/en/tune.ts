import type {
  CannotTune,
  TuningBreach,
  TuningEnd,
  TuningObjective,
  TuningWay,
} from '../../../domain/tuning.ts';

/** Words of the page that tunes a miner. */
export const tune = {
  heading: 'Tune',
  lead: 'Finds the setting at which a miner does best, in about an hour, and never leaves your limits.',
  loading: 'Asking the miner how it is set …',
  failed: 'How this miner can be tuned could not be found out just now.',
  miner: 'Miner',
  noMiners: {
    heading: 'Nothing to tune yet',
    purpose:
      'Add a miner, and this page finds its best clock and voltage step by step, with the way back always open.',
    action: 'Add a miner',
  },
  cannot: {
    'watch-only': 'This miner is only watched. Allow Davylamp to change it first.',
    'not-offered':
      'This firmware takes neither clock and voltage nor a preset, a mode or a power limit from outside.',
    'no-limits-known': 'Nobody says within which limits this hardware may be set, so it is not tuned.',
    'nothing-told': 'It tells no hashrate or no power, and tuning by nothing would be guessing.',
    away: 'The miner does not answer just now.',
    'no-locks':
      'This page was not opened securely, so nothing keeps another tab from changing the miner at the same time.',
    'tuning-already': 'It is being tuned.',
  } satisfies Readonly<Record<CannotTune, string>>,
  toMiner: 'To the miner’s page',
  start: {
    heading: 'What shall it do best?',
    objective: 'Goal',
    objectives: {
      efficiency: 'Least energy',
      net: 'Most money',
      hashrate: 'Most hashes',
      quiet: 'Quiet',
    } satisfies Readonly<Record<TuningObjective['kind'], string>>,
    explains: {
      efficiency: 'The least energy for each terahash.',
      net: (earned: string, price: string) =>
        `The most money a day, at ${earned} for 1 TH/s a day and ${price} on average over the next day.`,
      hashrate: 'All the hashes that your limits leave.',
      quiet: (least: string) => `The least heat to be blown away, at no less than ${least}.`,
    },
    way: 'What is changed',
    ways: {
      clock: 'Clock and voltage',
      preset: 'Presets',
      'work-mode': 'Modes',
      'power-limit': 'Power limit',
      fan: 'Fan speed',
      'target-temp': 'Target temperature',
    } satisfies Readonly<Record<TuningWay, string>>,
    limits: 'Your limits',
    power: 'Power at most',
    chip: 'Chip at most',
    regulator: 'Regulator at most',
    fan: 'Fan at most',
    notANumber: 'Please type a number.',
    outOf: (low: string, high: string) => `Between ${low} and ${high}.`,
    range: (clock: string, voltage: string) =>
      `It may be set to ${clock} and ${voltage}, in steps of at most 10 %.`,
    ladder: (count: number, low: string, high: string) =>
      `It has ${count} settings, from ${low} to ${high}. A higher one is tried only when the one below it was borne.`,
    takes: (trials: number, minutes: number) =>
      `At most ${trials} trials of at most ${minutes} minutes. Each is entered only if it stays within all limits with 99 % chance.`,
    risk: 'More voltage shortens a chip’s life. Davylamp goes back to the best point measured when you stop it, when the miner gets too hot, or when it stops answering. Leave this page open in a tab.',
    begin: 'Start tuning',
  },
  session: {
    heading: 'Tuning now',
    measuring: (point: string, trial: number, most: number) =>
      `Measuring ${point}: trial ${trial} of at most ${most}.`,
    setting: (point: string) => `Setting ${point} …`,
    returning: (point: string) => `Going back to ${point} …`,
    settling: 'Waiting until it has warmed through.',
    samples: (count: string) => `${count} readings so far.`,
    last: (age: string) => `Last reading ${age}.`,
    best: (point: string) => `Best so far: ${point}.`,
    stop: 'Stop and go back to the best',
    pause: 'Pause',
    goOn: 'Go on',
    paused: (point: string) => `Paused at ${point}. The point is measured once more when it goes on.`,
    ended: 'Last tuning',
    rehearsal: 'The demo tuned a copy of this simulated miner. The miner itself is set as it was.',
    ends: {
      'no-more-to-gain': 'Nothing more to gain: the best point is set.',
      'trials-used': 'All trials are used: the best point is set.',
      stopped: 'You stopped it: the best point so far is set.',
      'lost-link':
        'The miner stopped answering; it was brought back to its last good point as soon as it answered.',
      alarm: 'It overheated; its own protection has set it.',
      breach: 'A limit was broken; it went back at once.',
      'changed-by-others': 'Somebody else set the miner meanwhile, so it was left as it is.',
      'consent-withdrawn':
        'Davylamp may only watch this miner now, so it was left at the point that it stood at.',
      'not-applied': 'The miner did not take a setting. Nothing was sent twice: look at how it is set.',
      'nothing-to-measure': 'It told no hashrate or no power at the new setting.',
      'frozen-sensor':
        'A sensor repeated itself while the load changed, so nobody knows how hot it is: it went back to its last good point.',
      unsteady: 'It started anew or lost its work again and again, so nothing could be measured.',
    } satisfies Readonly<Record<TuningEnd, string>>,
    breaches: {
      power: 'Power',
      chip: 'Chip temperature',
      regulator: 'Regulator temperature',
      input: 'Input voltage',
      fan: 'Fan',
      errors: 'Wrong answers',
    } satisfies Readonly<Record<TuningBreach['limit'], string>>,
    breach: (limit: string, value: string, bound: string) => `${limit} ${value}, the limit is ${bound}.`,
    gained: (from: string, to: string) => `From ${from} to ${to}.`,
  },
  chart: {
    heading: 'Energy for a hash, by hashrate',
    rateAxis: 'Hashrate, TH/s',
    energyAxis: 'Energy, J/TH',
    tested: 'Tested',
    predicted: 'Expected best at each setting, 8 times of 10 within the band',
    summary: (tested: string, low: string, high: string) =>
      `${tested} points tested, from ${low} to ${high}.`,
    table: 'As a table',
    columns: ['Setting', 'Hashrate', 'Power', 'Energy', 'Wrong answers', 'Chip', 'Measured for'],
    endings: { measured: '', 'time-over': 'time was up', hopeless: 'clearly worse', breach: 'broke a limit' },
  },
  picks: {
    heading: 'Your picks',
    names: { quiet: 'Quiet', cheap: 'Cheap', fast: 'Fast' },
    means: {
      quiet: 'Least heat at three quarters of the fastest or more',
      cheap: 'Least energy for a hash',
      fast: 'Most hashes',
    },
    apply: 'Set this',
    applyOf: (name: string) => `Set ${name}`,
    isSet: 'Set now',
    board: 'Power as the miner tells it.',
  },
  silicon: {
    heading: 'Your chip',
    needs: (share: string, low: string, high: string, clock: string) =>
      `At ${clock} it needs ${share} of the voltage that its maker ships for half of its answers to be right (19 times of 20 between ${low} and ${high}).`,
    good: 'Less is better: most of its kind need about 90 %.',
    copy: 'Copy without names or addresses',
    copied: 'Copied.',
    share: (model: string, share: string, low: string, high: string, energy: string) =>
      `${model}: needs ${share} (${low}–${high}) of the default core voltage at its default clock; best measured ${energy}.`,
    place: (better: string, low: string, high: string) =>
      `It does better than about ${better} of 100 chips of its kind (19 times of 20 between ${low} and ${high}).`,
    placeUnknown: 'These trials do not tell how it stands among chips of its kind.',
    placeSource: 'The kind is simulated, with the spread of published sweeps.',
    sharePlace: (better: string, low: string, high: string) =>
      `Better than about ${better} (${low}–${high}) of 100 simulated chips of its kind.`,
    measuredWith: 'Measured with Davylamp.',
  },
  past: {
    heading: 'Earlier sessions',
    line: (when: string, trials: number, best: string) => `${when}: ${trials} trials, ended at ${best}`,
  },
  stopped: 'Going back to the best point so far.',
  pausing: 'Going back to the best point so far, to wait there.',
  goesOn: 'It goes on.',
  started: 'Tuning has begun. The present setting is measured first.',
  point: (clock: string, voltage: string) => `${clock} at ${voltage}`,
  rungs: {
    preset: (name: string) => `preset ${name}`,
    mode: (name: string) => `mode ${name}`,
    limit: (power: string) => `a limit of ${power}`,
    fan: (speed: string) => `fans at ${speed}`,
    target: (temperature: string) => `a target of ${temperature}`,
  },
} as const;
