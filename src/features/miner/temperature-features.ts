import type { FeatureDefinition } from '../definition.ts';
import { dividedBy, firstThere, minus, ratioFrom } from '../operators/arithmetic.ts';
import { movingStd } from '../operators/moving-moments.ts';
import { movingSlope } from '../operators/moving-slope.ts';
import { composed, input, perRow } from '../operators/row-wise.ts';
import { DAY_MS, MINUTE_MS } from '../span.ts';
import { buckets, OF_MINER, telemetry } from './telemetry-input.ts';

/** Solder gives way at 183 to 220 °C, and no sensor of a miner is made for less than −40. */
const PLAUSIBLE_C = [-40, 150] as const;

/** How warm a miner is, how steadily, and what its fans do about it. */
export const TEMPERATURE_FEATURES: readonly FeatureDefinition[] = [
  {
    ...OF_MINER,
    name: 'avg_chip_temp_c',
    unit: '°C',
    formula:
      'Mean temperature of the chips over the minute; of a device that tells only its hottest (or has one chip) that.',
    source: 'Device.',
    inputs: [telemetry('tempChipAvgC'), telemetry('tempChipMaxC')],
    range: PLAUSIBLE_C,
    evaluator: firstThere(),
  },
  {
    ...OF_MINER,
    name: 'max_chip_temp_c',
    unit: '°C',
    formula: 'Highest temperature of the hottest chip within the minute.',
    source: 'Device.',
    inputs: [telemetry('tempChipMaxC', 'max')],
    range: PLAUSIBLE_C,
    evaluator: input(0),
  },
  {
    ...OF_MINER,
    name: 'chip_temp_spread_k',
    unit: 'K',
    formula: 'Warmest less coldest chip (board, where chips are not told), mean over the minute.',
    source: 'Device.',
    inputs: [telemetry('tempChipSpreadC')],
    range: [0, 150],
    evaluator: input(0),
  },
  {
    ...OF_MINER,
    name: 'thermal_efficiency',
    unit: 'TH/s/K',
    formula:
      'Hashrate in TH/s ÷ kelvins of the chips (mean, else hottest) above the air that cools them (at the inlet, else of the room); missing where that is less than 1 K.',
    source: 'Definition.',
    inputs: [
      telemetry('hashrateHs'),
      telemetry('tempChipAvgC'),
      telemetry('tempChipMaxC'),
      telemetry('tempInletC'),
      telemetry('roomTempC'),
    ],
    range: [0, 1_000],
    evaluator: composed(ratioFrom(1), dividedBy(1e12), composed(minus(), firstThere(1, 2), firstThere(3, 4))),
  },
  {
    ...OF_MINER,
    name: 'chip_temp_stability_k',
    unit: 'K',
    formula:
      'Standard deviation of all polls of the hottest chip over the last 24 hours, half of which must be there: the smaller, the steadier.',
    source: 'Sample standard deviation; buckets joined as in Chan, Golub & LeVeque 1983.',
    inputs: buckets('tempChipMaxC'),
    step: 'hour',
    windowMs: DAY_MS,
    range: [0, 60],
    outlier: 'flag',
    evaluator: movingStd({ windowMs: DAY_MS, atLeast: 0.5 }),
  },
  {
    ...OF_MINER,
    name: 'chip_temp_gradient_k_per_min',
    unit: 'K/min',
    formula:
      'Least-squares slope of the hottest chip’s minute means over the last 10 minutes, 5 of which must be there.',
    source: 'Ordinary least squares on time.',
    inputs: [telemetry('tempChipMaxC')],
    windowMs: 10 * MINUTE_MS,
    range: [-30, 30],
    outlier: 'flag',
    evaluator: movingSlope({ windowMs: 10 * MINUTE_MS, atLeast: 0.5 }, MINUTE_MS),
  },
  {
    ...OF_MINER,
    name: 'fan_speed_percent',
    unit: '%',
    formula:
      'Fan speed as a share of full speed that the device tells (its fastest fan), mean over the minute.',
    source: 'Device.',
    inputs: [telemetry('fanPercent')],
    range: [0, 100],
    evaluator: input(0),
  },
  {
    ...OF_MINER,
    name: 'fan_speed_rpm',
    unit: 'rpm',
    formula: 'Turns a minute of the fastest fan, mean over the minute.',
    source: 'Device.',
    inputs: [telemetry('fanRpm')],
    range: [0, 30_000],
    evaluator: input(0),
  },
  {
    ...OF_MINER,
    name: 'fan_rpm_stability',
    unit: '',
    formula:
      '1 − standard deviation ÷ mean of all polls of the fastest fan within the hour: 1 turns evenly; missing where it stands still or with fewer than two polls.',
    source: 'Coefficient of variation (Pearson 1896).',
    inputs: buckets('fanRpm'),
    step: 'hour',
    range: [0, 1],
    outlier: 'winsorise',
    evaluator: perRow((mean: number, count: number, m2: number) =>
      count >= 2 && mean > 0 ? 1 - Math.sqrt(m2 / (count - 1)) / mean : Number.NaN,
    ),
  },
];
