import type { QualityKind, QualityReason } from '../../../domain/data-quality.ts';

const many = (count: number, one: string, more: string) => (count === 1 ? one : more);

/** What a sentence about a finding is made of; figures come with their units. */
export interface FindingFigures {
  readonly count: string;
  readonly isOne: boolean;
  readonly stretches: string;
  readonly isOneStretch: boolean;
  readonly seen: string;
  readonly low: string;
  readonly high: string;
  /** A length of time. */
  readonly time: string;
  readonly factor: string;
  readonly goesAhead: boolean;
}

/** Words of the page on data quality. */
export const quality = {
  heading: 'Data quality',
  lead: 'How much of what is stored you can rely on, and why. Checked here, in this browser; it needs no network.',
  back: 'Back to your data',
  miner: 'Miner',
  window: 'Time',
  days: (days: number) => (days === 1 ? 'The last 24 hours' : `The last ${days} days`),
  checking: 'Checking what is stored …',
  failed: 'What is stored could not be checked just now.',
  noMiners: {
    heading: 'Nothing to check yet',
    purpose:
      'When a miner has been watched for a while, this page says how complete and how sound its data are.',
    action: 'Add a miner',
  },
  nothing: 'Nothing is stored of this miner in that time.',

  summary: {
    heading: (name: string) => `${name} as a whole`,
    score: (score: string) => `${score} of what should be there is there, and beyond doubt.`,
    sound: 'Nothing is wrong.',
    minor: 'What was found is too little to matter.',
    counts: (expected: string, missing: string, doubted: string) =>
      `Of ${expected} values ${missing} are missing and ${doubted} in doubt.`,
    how: 'How a score is made',
    rules: [
      'A score is a part of a whole: the values that are there and that no check doubts, divided by the values that should be there.',
      'There should be one a minute since the device first told the series. What a device never tells is not missing.',
      'A value that two checks doubt counts once. The score of the miner is made of the values of all its series.',
      'A repair that makes values right raises the score. One that leaves them out does not: they are missing then.',
    ],
  },
  ofRows: 'Whole rows',
  ofRowsHint:
    'What is wrong with whole rows is told here alone, and counts against every series that they tell.',
  series: 'Series by series',
  seriesHint: 'Worst first. Open one to see what was found and why.',
  figures: (expected: string, present: string, doubted: string) =>
    `${expected} values expected, ${present} there, ${doubted} of them doubted.`,
  formula: (present: string, doubted: string, expected: string, score: string) =>
    `(${present} − ${doubted}) ÷ ${expected} = ${score}`,
  fine: 'Nothing found',
  noted: (kinds: string) => `Noted only: ${kinds}`,
  withRows: 'Nothing of its own',
  notTold: (count: number) =>
    `${count} more ${many(count, 'series is', 'series are')} not told by this miner, and so not missing`,

  kinds: {
    range: 'Impossible values',
    missing: 'Missing values',
    'flat-line': 'Stood still',
    clock: 'Clock',
    duplicate: 'Told twice',
    unit: 'Another unit',
    counter: 'Counter began anew',
  } satisfies Record<QualityKind, string>,

  reasons: {
    'out-of-range': ({ count, isOne, seen, low, high }) =>
      `${count} ${isOne ? 'value that cannot be' : 'values that cannot be; the worst'}: ${seen}. Possible is ${high === '' ? `${low} or more` : `${low} to ${high}`}.`,
    'no-power-while-hashing': ({ count }) => `${count} values of 0 while it hashed.`,
    gaps: ({ count, isOne, stretches, isOneStretch, time }) =>
      `${count} ${isOne ? 'value is' : 'values are'} missing in ${stretches} ${isOneStretch ? 'gap' : 'gaps'}; the longest lasts ${time}.`,
    outage: ({ count, isOne, stretches, isOneStretch, time }) =>
      `${count} ${isOne ? 'row' : 'rows'} of all series ${isOne ? 'is' : 'are'} missing${isOneStretch ? `: nothing was recorded for ${time}` : ` in ${stretches} gaps; the longest lasts ${time}`}.`,
    frozen: ({ count, seen, high, stretches, isOneStretch }) =>
      `${isOneStretch ? `Stood at ${seen}, to the last digit, for ${count} more values` : `Stood still ${stretches} times, to the last digit, for ${count} more values; the longest at ${seen}`}. It never repeated a value more than ${high} times before.`,
    future: ({ count, isOne, time }) =>
      `${count} ${isOne ? 'row is' : 'rows are'} dated up to ${time} ahead of now.`,
    'out-of-order': ({ count, isOne }) =>
      `${count} ${isOne ? 'row came' : 'rows came'} with an earlier time than the one before.`,
    'clock-jump': ({ time, goesAhead, stretches, isOneStretch }) =>
      `The clock went ${time} ${goesAhead ? 'ahead of' : 'behind'} the miner’s own seconds, ${isOneStretch ? 'once' : `${stretches} times`}.`,
    'hour-shift': ({ count, time, goesAhead }) =>
      `${count} rows are exactly ${time} too ${goesAhead ? 'late' : 'early'}, as after a change of the clocks.`,
    'hour-left-out': ({ stretches, isOneStretch }) =>
      `${isOneStretch ? 'An hour has' : `${stretches} hours have`} no rows just where clocks are put on: a file of local times may have been read as UTC.`,
    'off-beat': ({ seen, high }) =>
      `Polls a minute: ${seen} on average, where ${high} are set. History that was filled in later is no finer.`,
    'told-twice': ({ count, isOne }) =>
      `${count} ${isOne ? 'moment is' : 'moments are'} told twice, with different values.`,
    'repeated-rows': ({ count, isOne }) =>
      `${count} ${isOne ? 'row repeats' : 'rows repeat'} all of the one before.`,
    factor: ({ count, seen, factor }) =>
      `${count} values at about ${seen}: times ${factor} they fit the rest.`,
    fahrenheit: ({ count, seen }) =>
      `${count} values at about ${seen}: taken for degrees Fahrenheit they fit the rest.`,
    'reset-without-restart': ({ count, isOne }) =>
      `Began anew ${isOne ? 'once' : `${count} times`} although the miner did not restart.`,
    'reset-unexplained': ({ count, isOne }) =>
      `Began anew ${isOne ? 'once' : `${count} times`}; the miner does not tell whether it restarted.`,
  } satisfies Record<QualityReason, (figures: FindingFigures) => string>,
  because: (source: string) => `Held against: ${source}.`,
  when: (from: string, to: string, time: string) => `${from} to ${to}, ${time}`,
  more: (count: string, isOne: boolean) => `and ${count} more ${isOne ? 'stretch' : 'stretches'}`,
  unlisted: (count: string) => `and ${count} that are no longer than these`,

  repair: {
    rescale: (factor: string) => `Read them times ${factor}`,
    celsius: 'Read them as °F',
    kelvin: 'Read them as kelvins',
    drop: 'Leave these values out',
    shift: (time: string, earlier: boolean) => `Move these rows ${time} ${earlier ? 'earlier' : 'later'}`,
    stays: 'What is stored stays as it is: a repair lies over it, and can be taken back.',
    done: 'Repaired.',
    undone: 'The repair was taken back.',
    failed: 'That could not be kept. Nothing was changed.',
  },
  repairs: {
    heading: 'Your repairs',
    none: 'None. Nothing is ever repaired without your asking.',
    made: (day: string, values: string) => `${day}, ${values} values`,
    undone: (day: string) => `taken back ${day}`,
    sample: (at: string, before: string, after: string) => `${at}: ${before} → ${after}`,
    moved: (from: string, to: string) => `${from} → ${to}`,
    missing: 'missing',
    undo: (what: string) => `Undo: ${what}`,
    what: {
      rescale: (series: string, factor: string) => `${series} times ${factor}`,
      converted: (series: string) => `${series} into °C`,
      drop: (series: string) => `${series} without impossible values`,
      shift: (time: string, earlier: boolean) => `Rows moved ${time} ${earlier ? 'earlier' : 'later'}`,
    },
  },
} as const;
