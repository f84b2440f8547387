import type { FeatureDefinition, FeatureInput } from '../definition.ts';
import { fact, firstOf, telemetry } from '../miner/telemetry-input.ts';
import { movingRelativeSlope } from '../operators/moving-slope.ts';
import { composed, perRow } from '../operators/row-wise.ts';
import { DAY_MS } from '../span.ts';

const OF_MINER = {
  group: 'thermal',
  entity: 'miner',
  step: 'hour',
  windowMs: 0,
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

/** More, and the hour was one of warming up or cooling down: heat that is stored is not heat that is carried off. */
const STEADY_WITHIN_K = 3;

const CHIP: readonly FeatureInput[] = [telemetry('tempChipAvgC'), telemetry('tempChipMaxC')];
/** What cools it: the air at its inlet where it has a sensor there, else that of the room. */
const AIR: readonly FeatureInput[] = [telemetry('tempInletC'), telemetry('roomTempC')];

const resistance = (name: string, words: string, power: FeatureInput): FeatureDefinition => ({
  ...OF_MINER,
  name,
  unit: 'K/W',
  formula: `(Chips, mean, else hottest − air at the inlet, else of the room) ÷ ${words}, of the means of the hour; only of hours in which the hottest chip kept within a standard deviation of ${STEADY_WITHIN_K} K.`,
  source: 'Definition of thermal resistance: steady temperature rise per watt (JEDEC JESD51-1).',
  inputs: [...CHIP, ...AIR, power, telemetry('tempChipMaxC', 'count'), telemetry('tempChipMaxC', 'm2')],
  range: [0, 20],
  outlier: 'drop',
  evaluator: perRow(
    (
      chipsC: number,
      hottestC: number,
      inletC: number,
      roomC: number,
      powerW: number,
      count: number,
      m2: number,
    ) => {
      const isSteady = count >= 2 && m2 / (count - 1) <= STEADY_WITHIN_K ** 2;
      const riseK = firstOf(chipsC, hottestC) - firstOf(inletC, roomC);
      return isSteady && powerW > 0 ? riseK / powerW : Number.NaN;
    },
  ),
});

const drift = (name: string, of: string): FeatureDefinition => ({
  ...OF_MINER,
  name,
  unit: '%',
  formula: `100 × least-squares slope of ${of} over 30 days ÷ its mean over them: by how many per cent it grew in the month; a third of the hours must be there. Above 0 dust settles or paste dries. Where the fan follows the temperature it turns faster instead: cooling_effort_per_kw shows that.`,
  source: 'Ordinary least squares on time.',
  inputs: [{ from: 'feature', name: of }],
  windowMs: 30 * DAY_MS,
  range: [-100, 300],
  evaluator: composed(
    perRow((sharePerMonth: number) => 100 * sharePerMonth),
    movingRelativeSlope({ windowMs: 30 * DAY_MS, atLeast: 1 / 3 }, 30 * DAY_MS),
  ),
});

/** How well the heat gets away, where it does not, and what the fans spend on it. */
export const THERMAL_FEATURES: readonly FeatureDefinition[] = [
  resistance('thermal_resistance_wall', 'power at the wall', telemetry('wallPowerW')),
  resistance('thermal_resistance_board', 'power that the device says of itself', telemetry('powerW')),
  drift('thermal_resistance_wall_drift_30d_percent', 'thermal_resistance_wall'),
  drift('thermal_resistance_board_drift_30d_percent', 'thermal_resistance_board'),
  {
    ...OF_MINER,
    name: 'hot_spot_score',
    unit: '',
    formula:
      '(Hottest chip − mean of the chips) ÷ (mean of the chips − air), of the means of the hour: 0 where all are as warm, 0.2 where the hottest is a fifth further above the air than the mean. Missing of devices that do not tell both, and less than 5 K above the air.',
    source: 'Definition.',
    inputs: [...CHIP, ...AIR],
    range: [0, 5],
    evaluator: perRow((chipsC: number, hottestC: number, inletC: number, roomC: number) => {
      const aboveAirK = chipsC - firstOf(inletC, roomC);
      return aboveAirK >= 5 ? (hottestC - chipsC) / aboveAirK : Number.NaN;
    }),
  },
  {
    ...OF_MINER,
    name: 'chip_headroom_k',
    unit: 'K',
    formula: 'Chip temperature at which the device stops − highest chip temperature within the hour.',
    source: 'Hardware catalogue for the limit.',
    inputs: [telemetry('tempChipMaxC', 'max'), fact('maxChipC')],
    range: [-50, 150],
    evaluator: perRow((hottestC: number, limitC: number) => limitC - hottestC),
  },
  {
    ...OF_MINER,
    name: 'regulator_headroom_k',
    unit: 'K',
    formula: 'Temperature of the voltage regulator at which the device stops − its highest within the hour.',
    source: 'Hardware catalogue for the limit.',
    inputs: [telemetry('tempVrC', 'max'), fact('maxVrC')],
    range: [-50, 200],
    evaluator: perRow((hottestC: number, limitC: number) => limitC - hottestC),
  },
  {
    ...OF_MINER,
    name: 'cooling_effort_per_kw',
    unit: '1/kW',
    formula:
      '(Fan speed ÷ full speed)³ ÷ power in kW that the device turns into heat, of the means of the hour: the part of the fan’s full power that each kilowatt removed costs.',
    source: 'Fan affinity laws: the power of a fan goes with the cube of its speed (ASHRAE Handbook, Fans).',
    inputs: [telemetry('fanPercent'), telemetry('powerW')],
    range: [0, 1_000],
    evaluator: perRow((fanPercent: number, powerW: number) =>
      powerW > 0 ? (fanPercent / 100) ** 3 / (powerW / 1_000) : Number.NaN,
    ),
  },
];
