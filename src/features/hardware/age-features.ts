import type { FeatureDefinition } from '../definition.ts';
import { fact, firstOf, telemetry } from '../miner/telemetry-input.ts';
import { lag } from '../operators/lag.ts';
import { movingSum } from '../operators/moving-sum.ts';
import { columnOf, type Operator } from '../operators/operator.ts';
import { composed, input, perRow } from '../operators/row-wise.ts';
import { DAY_MS } from '../span.ts';
import { arrheniusFactor } from './arrhenius.ts';

const OF_MINER = {
  group: 'hardware',
  entity: 'miner',
  step: 'day',
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

/** As long as a home miner is used, at most; more would make every evaluation begin with reading a decade. */
const REMEMBERED_MS = 3 * 365 * DAY_MS;
const SEEN = { windowMs: REMEMBERED_MS, atLeast: 0 } as const;

/** Common for wear-out of silicon and its joints; a warm room's chip temperature is where an hour counts as one. */
const WEAR = { activationEv: 0.7, referenceC: 60 } as const;
const WEAR_SOURCE =
  'Arrhenius (JEDEC JESD91B); activation energy 0.7 eV, the usual one where the mechanism is not known (JEDEC JEP122H).';

/** Days from the moment in the first input to the end of the row. */
const daysSince: Operator =
  ({ stepMs }) =>
  (inputs, out, rows, startMs) => {
    const moments = columnOf(inputs, 0);
    for (let i = 0; i < rows; i++) {
      const days = (startMs + (i + 1) * stepMs - (moments[i] ?? Number.NaN)) / DAY_MS;
      out[i] = Number.isFinite(days) ? days : Number.NaN;
    }
  };

/** The counter may bridge a silence that began the day before. */
const hoursOfDay = (uptimeS: number) => Math.min(24, uptimeS / 3_600);

const WORN_BY = [telemetry('uptimeS', 'increment'), telemetry('tempChipAvgC'), telemetry('tempChipMaxC')];

/** How old a miner is, how hard it has lived, and what it runs. */
export const AGE_FEATURES: readonly FeatureDefinition[] = [
  {
    ...OF_MINER,
    name: 'age_days',
    unit: 'd',
    formula: 'Days from when it was bought to the end of the day.',
    source: 'The owner’s word.',
    inputs: [fact('boughtAtMs')],
    windowMs: 0,
    range: [0, 10_000],
    outlier: 'drop',
    evaluator: daysSince,
  },
  {
    ...OF_MINER,
    name: 'warranty_days_left',
    unit: 'd',
    formula: 'Days from the end of the day to that of the warranty; below 0 it is over.',
    source: 'The owner’s word.',
    inputs: [fact('warrantyUntilMs')],
    windowMs: 0,
    range: [-10_000, 4_000],
    outlier: 'drop',
    evaluator: composed(
      perRow((days: number) => -days),
      daysSince,
    ),
  },
  {
    ...OF_MINER,
    name: 'running_hours',
    unit: 'h',
    formula:
      'Hours that the device ran on the days of the last 3 years on which it was seen: by how much its uptime rose. At least, because what nobody saw is not in it.',
    source: 'Device.',
    inputs: [telemetry('uptimeS', 'increment')],
    windowMs: REMEMBERED_MS,
    range: [0, 3 * 366 * 24],
    evaluator: composed(movingSum(SEEN), perRow(hoursOfDay)),
  },
  {
    ...OF_MINER,
    name: 'ageing_factor',
    unit: '',
    formula:
      'Hours at 60 °C that an hour at the day’s mean chip temperature (mean of the chips, else hottest) wears as much as: exp(0.7 eV ÷ k × (1/333.15 K − 1/T)).',
    source: WEAR_SOURCE,
    inputs: [telemetry('tempChipAvgC'), telemetry('tempChipMaxC')],
    windowMs: 0,
    range: [0, 100],
    evaluator: perRow((chipsC: number, hottestC: number) => arrheniusFactor(firstOf(chipsC, hottestC), WEAR)),
  },
  {
    ...OF_MINER,
    name: 'wear_hours',
    unit: 'h',
    formula:
      'Sum over the days of the last 3 years on which it was seen of running hours × ageing_factor: hours at 60 °C that would have worn it as much. At least, because what nobody saw is not in it.',
    source: WEAR_SOURCE,
    inputs: WORN_BY,
    windowMs: REMEMBERED_MS,
    range: [0, 3 * 366 * 24 * 100],
    evaluator: composed(
      movingSum(SEEN),
      perRow(
        (uptimeS: number, chipsC: number, hottestC: number) =>
          hoursOfDay(uptimeS) * arrheniusFactor(firstOf(chipsC, hottestC), WEAR),
      ),
    ),
  },
  {
    ...OF_MINER,
    name: 'firmware_number',
    unit: '',
    formula:
      'A number that stands for the version of the firmware: another one, another number. It says which, not how new.',
    source: 'Device.',
    inputs: [fact('firmwareNumber')],
    windowMs: 0,
    range: [0, 2 ** 32],
    evaluator: input(0),
  },
  {
    ...OF_MINER,
    name: 'firmware_age_days',
    unit: 'd',
    formula: 'Days since the version of the firmware that it runs was first seen on it.',
    source: 'Device.',
    inputs: [fact('firmwareSinceMs')],
    windowMs: 0,
    range: [0, 10_000],
    outlier: 'drop',
    evaluator: daysSince,
  },
  {
    ...OF_MINER,
    name: 'firmware_changes_90d',
    unit: '',
    formula: 'How many days of the last 90 ended with another firmware than the day before.',
    source: 'Device.',
    inputs: [fact('firmwareNumber')],
    windowMs: 91 * DAY_MS,
    range: [0, 90],
    evaluator: composed(
      movingSum({ windowMs: 90 * DAY_MS, atLeast: 0 }),
      composed(
        perRow((now: number, before: number) =>
          Number.isNaN(now) || Number.isNaN(before) ? Number.NaN : Number(now !== before),
        ),
        input(0),
        lag(DAY_MS),
      ),
    ),
  },
];
