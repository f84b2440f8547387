import type { FeatureDefinition } from '../definition.ts';
import { fact, firstOf, POWER_INPUTS, telemetry } from '../miner/telemetry-input.ts';
import { movingMean } from '../operators/moving-sum.ts';
import { composed, input, perRow } from '../operators/row-wise.ts';
import { DAY_MS } from '../span.ts';

const OF_MINER = {
  group: 'hardware',
  entity: 'miner',
  step: 'hour',
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

const HALF_A_DAY = { windowMs: DAY_MS, atLeast: 0.5 } as const;

/**
 * Per cent of core voltage that a chip needs more for a per cent of clock: measured sweeps of BM1368 (490 to 575 MHz) and
 * BM1370 (525 to 800 MHz) come to 0.25 to 0.3, as the device models of the twin are fitted to them.
 */
const VOLTS_PER_CLOCK = 0.3;

/**
 * (R/f)/(R₀/f₀) · (1 − e) · V₀(f)/V with V₀(f) = V₀·(1 + 0.3·(f/f₀ − 1)): R hashrate, f clock, V core volts, e share of
 * wrong nonces; ₀ of the model. The cores that work, what of it is right, and how few volts that takes at its clock.
 */
function siliconQuality(
  rateHs: number,
  clockMhz: number,
  setV: number,
  measuredV: number,
  errorPercent: number,
  ratedHs: number,
  stockMhz: number,
  stockMv: number,
): number {
  // The maker's figure is what is set, too; what is measured is a little less.
  const coreV = firstOf(setV, measuredV);
  if (!(rateHs > 0 && clockMhz > 0 && coreV > 0 && ratedHs > 0 && stockMhz > 0 && stockMv > 0))
    return Number.NaN;
  const coresAtWork = rateHs / clockMhz / (ratedHs / stockMhz);
  const modelV = (stockMv / 1_000) * (1 + VOLTS_PER_CLOCK * (clockMhz / stockMhz - 1));
  const right = Number.isNaN(errorPercent) ? 1 : 1 - errorPercent / 100;
  return (coresAtWork * right * modelV) / coreV;
}

/**
 * At the same volts, power and so the rise above the air go with the clock (P = C·V²·f). The nearer of both limits
 * counts; with one unknown nothing is promised.
 */
function headroomPercent(
  hottestC: number,
  inletC: number,
  roomC: number,
  powerW: number,
  limitC: number,
  limitW: number,
): number {
  const airC = firstOf(inletC, roomC);
  const riseK = hottestC - airC;
  if (!(riseK >= 1 && powerW > 0)) return Number.NaN;
  return 100 * (Math.min((limitC - airC) / riseK, limitW / powerW) - 1);
}

/** What the foundry gave this one device, and what is left of it. */
export const SILICON_FEATURES: readonly FeatureDefinition[] = [
  {
    ...OF_MINER,
    name: 'silicon_quality_score',
    unit: '',
    formula:
      'Mean over 24 hours, half of which must be there, of (hashrate per MHz ÷ that of its model) × (1 − share of wrong nonces, where told) × (core volts that its model is set to, and 0.3 % more of them for each per cent more of clock ÷ those that it is set to, measured where it does not tell them): 1 is as its maker promises, above it does as well on fewer volts. A chip that could do with fewer than it is given is better than this says.',
    source:
      'Definition; 0.3 from measured sweeps of BM1368 and BM1370 between 490 and 800 MHz. Hardware catalogue for the model.',
    inputs: [
      telemetry('hashrateHs'),
      telemetry('frequencyMhz'),
      telemetry('voltageCoreSetV'),
      telemetry('voltageCoreV'),
      telemetry('hwErrorPct'),
      fact('ratedHashrateHs'),
      fact('defaultFrequencyMhz'),
      fact('defaultCoreVoltageMv'),
    ],
    windowMs: DAY_MS,
    range: [0, 3],
    evaluator: composed(movingMean(HALF_A_DAY), perRow(siliconQuality)),
  },
  {
    ...OF_MINER,
    name: 'overclock_headroom_percent',
    unit: '%',
    formula:
      '100 × (the lesser of (chip limit − air) ÷ (hottest chip − air) and power limit of the board ÷ power − 1), of the hour: by how much more clock at the same volts would reach the first limit. Missing unless both limits are known; below 0 one is passed already.',
    source:
      'P = C·V²·f (Rabaey, Digital Integrated Circuits, section 5.5): at the same volts power and temperature rise go with the clock. Hardware catalogue for the limits.',
    inputs: [
      telemetry('tempChipMaxC', 'max'),
      telemetry('tempInletC'),
      telemetry('roomTempC'),
      telemetry('powerW'),
      fact('maxChipC'),
      fact('maxPowerW'),
    ],
    windowMs: 0,
    range: [-100, 500],
    evaluator: perRow(headroomPercent),
  },
  {
    ...OF_MINER,
    name: 'efficiency_vs_rated',
    unit: '',
    formula:
      '(Mean power ÷ mean hashrate over 24 hours, half of which must be there) ÷ (rated power ÷ rated hashrate): 1 is as promised, 1.1 costs a tenth more a terahash. Power at the wall where it is measured, else as the device tells.',
    source: 'Definition; hardware catalogue.',
    inputs: [...POWER_INPUTS, telemetry('hashrateHs'), fact('ratedPowerW'), fact('ratedHashrateHs')],
    windowMs: DAY_MS,
    range: [0, 20],
    evaluator: composed(
      perRow((powerW: number, rateHs: number, ratedW: number, ratedHs: number) =>
        rateHs > 0 && ratedW > 0 && ratedHs > 0 ? powerW / rateHs / (ratedW / ratedHs) : Number.NaN,
      ),
      composed(movingMean(HALF_A_DAY), perRow(firstOf)),
      composed(movingMean(HALF_A_DAY), input(2)),
      input(3),
      input(4),
    ),
  },
];
