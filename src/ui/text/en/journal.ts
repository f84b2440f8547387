import type { ChangedKind, EffectFigure, MinerChange } from '../../../domain/change-effect.ts';

/** What a change did, in words. */
export const journal = {
  figures: {
    hashrate: 'hash',
    power: 'W',
    jPerTh: 'J/TH',
    moneyPerDay: 'a day',
    chipC: 'chip',
    regulatorC: 'regulator',
    errorPercent: 'errors',
    rejectPercent: 'rejects',
  } satisfies Record<EffectFigure, string>,
  rows: {
    hashrate: 'Hashrate',
    power: 'Power',
    jPerTh: 'Energy per hash (J/TH)',
    moneyPerDay: 'Left of a day',
    chipC: 'Chip',
    regulatorC: 'Regulator',
    errorPercent: 'Wrong answers',
    rejectPercent: 'Rejected shares',
  } satisfies Record<EffectFigure, string>,
  ours: {
    setting: 'clock or voltage set',
    preset: 'preset set',
    mode: 'mode set',
    'power-limit': 'power limit set',
    fan: 'fan set',
    pool: 'pools set',
    firmware: 'firmware changed',
    restart: 'restarted',
  } satisfies Record<Exclude<ChangedKind, 'work'>, string>,
  /** Who did it, beside what was seen. */
  byWhom: {
    ours: 'By you, from here.',
    recovery: 'By Davylamp, as it found nothing.',
    tuner: 'By Davylamp, tuning it.',
    planner: 'By Davylamp, after its plan.',
    elsewhere: 'Changed elsewhere: nobody asked for it from here.',
    itself: 'By the device itself: it went over to another pool of its list.',
    owner: 'Written into the log by you.',
  } satisfies Record<MinerChange['by'], string>,
  restartedElsewhere: 'Not asked for from here.',
  fromTo: (what: string, from: string, to: string) => `${what}: ${from} to ${to}`,
  waiting: (hours: string) => `What it did is not known yet: needs ${hours} more of steady work.`,
  tooShort: {
    before: 'What it did cannot be told: too little was seen before it.',
    after: 'What it did cannot be told: the next change came too soon.',
  },
  older: 'What it did is worked out of newer changes only.',
  withNext: 'Told together with the next change: they lie too close to be told apart.',
  together: (count: number) => `These ${count} changes together:`,
  effect: (change: string, figure: string) => `${change} ${figure}`,
  sure: {
    better: (percent: string, figure: string) => `${percent} sure: better ${figure}.`,
    worse: (percent: string, figure: string) => `${percent} sure: worse ${figure}.`,
  },
  same: (limit: string) => `No difference in J/TH of ${limit} or more.`,
  unclear: 'Too noisy to tell whether J/TH is better or worse.',
  unclearFor: (hours: string) => `Too noisy to tell yet: about ${hours} more would show a difference of 2 %.`,
  nothing: 'The miner tells nothing that a difference could be seen in.',
  why: 'Why, and how sure',
  interval: (low: string, high: string) => `${low} to ${high}`,
  columns: { figure: 'Figure', change: 'Change', interval: 'With 95 % within' },
  compared: (before: string, after: string) =>
    `${before} before it are compared with ${after} after it. The first half hour is left out, until heat has settled.`,
  air: (difference: string, rose: boolean) =>
    `The air was ${difference} ${rose ? 'warmer' : 'cooler'} afterwards. What that does to power and heat is taken out, as is the hour of the day.`,
  airSame: 'The air was as warm as before. Hours of the day are taken out.',
  airUntold: 'Nothing tells how warm the air was: a change of weather may be part of it.',
  byDevice: 'Hashes are counted by the device itself, so the luck of shares is not in it.',
  luck: (before: string, after: string) =>
    `Shares found, of those that were due: ${before} before, ${after} after.`,
  byShares: 'The device tells no rate: hashes are counted by shares, and ± has their luck in it.',
} as const;
