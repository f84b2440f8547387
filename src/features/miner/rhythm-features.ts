import type { FeatureDefinition, FeatureInput } from '../definition.ts';
import { cycleStrength } from '../operators/cycle-strength.ts';
import { levelShifts } from '../operators/level-shifts.ts';
import { movingMean } from '../operators/moving-sum.ts';
import type { Operator } from '../operators/operator.ts';
import { composed, input, perRow } from '../operators/row-wise.ts';
import { seasonalMean } from '../operators/seasonal-mean.ts';
import { DAY_MS, HOUR_MS } from '../span.ts';
import { telemetry } from './telemetry-input.ts';

const OF_MINER = {
  group: 'miner',
  entity: 'miner',
  step: 'hour',
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

/** A quantity that is looked at for rhythm, level and rest. */
interface Rhythmic {
  readonly name: string;
  readonly words: string;
  readonly input: FeatureInput;
  /** Into the unit of the features. */
  readonly scale: number;
  readonly unit: string;
  /** Of differences. */
  readonly apartUnit: string;
  readonly ending: string;
  readonly apartEnding: string;
  readonly range: readonly [number, number];
}

const RHYTHMIC: readonly Rhythmic[] = [
  {
    name: 'hashrate',
    words: 'hashrate',
    input: telemetry('hashrateHs'),
    scale: 1e-12,
    unit: 'TH/s',
    apartUnit: 'TH/s',
    ending: 'th_s',
    apartEnding: 'th_s',
    range: [0, 5_000],
  },
  {
    name: 'chip_temp',
    words: 'temperature of the hottest chip',
    input: telemetry('tempChipMaxC'),
    scale: 1,
    unit: '°C',
    apartUnit: 'K',
    ending: 'c',
    apartEnding: 'k',
    range: [-40, 150],
  },
];

const WEEK_MS = 7 * DAY_MS;
const trend = movingMean({ windowMs: WEEK_MS, atLeast: 0.5 });
const apart = perRow((value: number, level: number) => value - level);
const season = composed(
  seasonalMean({ periodMs: DAY_MS, cycles: 7, atLeast: 0.5 }),
  composed(apart, input(0), trend),
);

const scaled = (scale: number, operator: Operator) =>
  composed(
    perRow((value: number) => value * scale),
    operator,
  );

const PARTS =
  'One-sided classical decomposition (after Hyndman & Athanasopoulos, Forecasting, 3rd edition, section 3.4): STL and the centred mean look into the future, which is not known yet.';

const partsOf = ({ name, words, scale, unit, apartUnit, ending, apartEnding, range, ...rest }: Rhythmic) => {
  const common = { ...OF_MINER, source: PARTS, inputs: [rest.input] };
  const apartRange = [-range[1], range[1]] as const;
  return [
    {
      ...common,
      name: `${name}_trend_${ending}`,
      unit,
      formula: `Mean of the hourly ${words} over the last 7 days, half of whose hours must be there.`,
      windowMs: WEEK_MS,
      range,
      evaluator: scaled(scale, trend),
    },
    {
      ...common,
      name: `${name}_season_${apartEnding}`,
      unit: apartUnit,
      formula: `Mean of ${words} less its trend at this hour (24 hours apart, not the clock’s) of the last 7 days, 4 of which must be there.`,
      windowMs: WEEK_MS + 6 * DAY_MS,
      range: apartRange,
      evaluator: scaled(scale, season),
    },
    {
      ...common,
      name: `${name}_residual_${apartEnding}`,
      unit: apartUnit,
      formula: `Hourly ${words} less its trend and its season.`,
      windowMs: WEEK_MS + 6 * DAY_MS,
      range: apartRange,
      evaluator: scaled(
        scale,
        composed(
          perRow((value: number, level: number, ofHour: number) => value - level - ofHour),
          input(0),
          trend,
          season,
        ),
      ),
    },
  ] satisfies FeatureDefinition[];
};

const CYCLE_SOURCE =
  'The Fourier spectrum’s own share where no hour is missing; with gaps the generalised Lomb–Scargle periodogram (Zechmeister & Kürster 2009).';

const cycle = (name: string, words: string, its: FeatureInput, periodMs: number, windowMs: number) =>
  ({
    ...OF_MINER,
    name,
    unit: '',
    formula: `Share of the variance of the hourly ${words} over the last ${windowMs / DAY_MS} days that one sine of ${periodMs / HOUR_MS} hours explains: 0 none, 1 all. Half of the hours must be there.`,
    source: CYCLE_SOURCE,
    inputs: [its],
    windowMs,
    range: [0, 1],
    evaluator: cycleStrength({ windowMs, atLeast: 0.5 }, periodMs),
  }) satisfies FeatureDefinition;

/** Days and weeks in what a miner does, when its level changed, and what is left when both are taken off. */
export const RHYTHM_FEATURES: readonly FeatureDefinition[] = [
  cycle('hashrate_daily_cycle_strength', 'hashrate', telemetry('hashrateHs'), DAY_MS, WEEK_MS),
  cycle('hashrate_weekly_cycle_strength', 'hashrate', telemetry('hashrateHs'), WEEK_MS, 4 * WEEK_MS),
  cycle(
    'chip_temp_daily_cycle_strength',
    'temperature of the hottest chip',
    telemetry('tempChipMaxC'),
    DAY_MS,
    WEEK_MS,
  ),
  ...RHYTHMIC.flatMap(partsOf),
  {
    ...OF_MINER,
    name: 'hashrate_change_points_7d',
    unit: '',
    formula:
      'How many times the level of the hourly hashrate changed in the 7 days up to the last midnight (UTC); a level lasts 3 hours at least, and noise of half a per cent is always reckoned with. Half of the hours must be there.',
    source: 'PELT (Killick, Fearnhead & Eckley, JASA 107, 2012), penalty 3·σ²·ln n.',
    inputs: [telemetry('hashrateHs')],
    windowMs: 8 * DAY_MS,
    range: [0, 56],
    evaluator: levelShifts({
      windowMs: WEEK_MS,
      atLeast: 0.5,
      leastMs: 3 * HOUR_MS,
      everyMs: DAY_MS,
      leastNoise: 0.005,
    }),
  },
];
