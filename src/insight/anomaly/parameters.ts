import type { ParameterName } from '../../domain/health/parameter-name.ts';
import type { DriftRule } from './drift.ts';
import type { SlopePrior } from './learned-law.ts';
import type { Quarter } from './quarter.ts';

export interface Parameter {
  readonly name: ParameterName;
  readonly rule: DriftRule;
  /** What moves the figure besides wear, learned as a straight line with physics' own slope beforehand. */
  readonly law?: SlopePrior;
  /** Normal belongs to the settings: learned anew where they change. */
  readonly bySettings: boolean;
  /** The figure, and what it is a line of; undefined where the device does not tell enough. */
  readonly read: (quarter: Quarter, airC: number) => { readonly x: number; readonly y: number } | undefined;
}

/**
 * Error rates below this are noise of few counts, percent: 0.1 % costs nobody anything, and 0.1 % more is one tenth
 * of a percent of the hashrate.
 */
const ERROR_FLOOR_PERCENT = 0.1;

/**
 * Speeds are told in steps, of 120 rpm by stock Antminers; one that lies between two seems to swing by half of that, and
 * one that does not seems to stand. Less than this tells nothing of a bearing, rpm.
 */
const LEAST_SPREAD_RPM = 45;

export const PARAMETERS: readonly Parameter[] = [
  {
    name: 'cooling',
    // Two sensors, each good to 1 K (EMC2101 and usual room sensors), over a rise of 40 K.
    rule: { tolerance: 0.05, floor: 0.005 },
    // Half to three quarters of the resistance is the air's, of which Nu ∝ Re^0.8 moves the forced part.
    law: { mean: -0.35, deviation: 0.1, noise: 0.03 },
    bySettings: false,
    read: ({ chipC, powerW, fanRpm }, airC) => {
      if (!isMore(powerW, 0) || !isMore(chipC, airC) || !isMore(fanRpm, 0)) return undefined;
      return { x: Math.log(fanRpm), y: Math.log((chipC - airC) / powerW) };
    },
  },
  {
    name: 'cooling-by-clock',
    rule: { tolerance: 0.05, floor: 0.005 },
    law: { mean: -0.35, deviation: 0.1, noise: 0.03 },
    bySettings: true,
    read: ({ chipC, powerW, frequencyMhz, fanRpm }, airC) => {
      if (powerW !== undefined || !isMore(frequencyMhz, 0) || !isMore(fanRpm, 0)) return undefined;
      if (!isMore(chipC, airC)) return undefined;
      return { x: Math.log(fanRpm), y: Math.log((chipC - airC) / frequencyMhz) };
    },
  },
  {
    name: 'chip-over-sink',
    rule: { tolerance: 1.5, floor: 0.3 },
    // The difference goes with the power: 5 to 15 K in home machines.
    law: { mean: 10, deviation: 5, noise: 0.5 },
    bySettings: true,
    read: ({ chipC, regulatorC, outletC, powerW }) => {
      const sinkC = regulatorC ?? outletC;
      if (chipC === undefined || sinkC === undefined || !isMore(powerW, 0)) return undefined;
      return { x: Math.log(powerW), y: chipC - sinkC };
    },
  },
  {
    name: 'fan-speed',
    rule: { tolerance: 0.03, floor: 0.004 },
    // A fan's speed goes about with its duty; some keep turning at none.
    law: { mean: 1, deviation: 0.15, noise: 0.03 },
    bySettings: false,
    read: ({ fanRpm, fanPercent }) =>
      isMore(fanPercent, 0) && fanRpm !== undefined
        ? { x: Math.log(fanPercent), y: Math.log(Math.max(fanRpm, 1)) }
        : undefined,
  },
  {
    name: 'fan-jitter',
    rule: { tolerance: Math.LN2, floor: 0.05 },
    // Counters that tell whole turns a second swing by the same at any speed, a bearing by a part of it: in between.
    law: { mean: 0.5, deviation: 0.3, noise: 0.3 },
    bySettings: false,
    read: ({ fanSpread, fanRpm }) =>
      fanSpread !== undefined && isMore(fanRpm, 0)
        ? { x: Math.log(fanRpm), y: Math.log(Math.max(fanSpread * fanRpm, LEAST_SPREAD_RPM)) }
        : undefined,
  },
  {
    name: 'supply',
    rule: { tolerance: 0.005, floor: 0.0005 },
    // Drop by current, both as parts of their usual: leads and supply of a healthy miner lose 1 to 4 %.
    law: { mean: -0.025, deviation: 0.02, noise: 0.003 },
    bySettings: false,
    read: ({ inputV, powerW }) =>
      isMore(inputV, 0) && isMore(powerW, 0)
        ? { x: Math.log(powerW / inputV), y: Math.log(inputV) }
        : undefined,
  },
  {
    name: 'errors',
    rule: { tolerance: 0.2, floor: 0.05 },
    bySettings: true,
    read: (quarter) => {
      const percent = errorPercent(quarter);
      return percent === undefined ? undefined : { x: 0, y: Math.log(percent + ERROR_FLOOR_PERCENT) };
    },
  },
  {
    name: 'hashrate',
    rule: { tolerance: 0.01, floor: 0.002 },
    bySettings: true,
    read: (quarter) => {
      const { hashrateHs, expectedHashrateHs } = quarter;
      if (!isMore(hashrateHs, 0) || !isMore(expectedHashrateHs, 0)) return undefined;
      const right = 1 - Math.min(99, errorPercent(quarter) ?? 0) / 100;
      return { x: 0, y: Math.log(hashrateHs / (expectedHashrateHs * right)) };
    },
  },
  {
    name: 'hashrate-by-clock',
    // Chips lose no more by it than what their clock promises.
    rule: { tolerance: 0.01, floor: 0.002 },
    bySettings: true,
    read: (quarter) => {
      const { hashrateHs, expectedHashrateHs, frequencyMhz } = quarter;
      if (expectedHashrateHs !== undefined || !isMore(hashrateHs, 0) || !isMore(frequencyMhz, 0))
        return undefined;
      const right = 1 - Math.min(99, errorPercent(quarter) ?? 0) / 100;
      return { x: 0, y: Math.log(hashrateHs / (frequencyMhz * right)) };
    },
  },
  {
    name: 'boards',
    rule: { tolerance: 0.03, floor: 0.005 },
    bySettings: false,
    read: ({ weakestBoard }) =>
      weakestBoard === undefined ? undefined : { x: 0, y: Math.log(Math.max(weakestBoard, 0.01)) },
  },
  {
    name: 'power',
    rule: { tolerance: 0.03, floor: 0.003 },
    bySettings: true,
    read: ({ powerW }) => (isMore(powerW, 0) ? { x: 0, y: Math.log(powerW) } : undefined),
  },
];

/**
 * What the device says, else what follows from its count: some tell 0 for ever and count all the same (stock Antminer).
 * Hashes of one unit of difficulty bear one answer: 2³².
 */
export function errorPercent({
  errorPercent: told,
  hwErrors,
  hashrateHs,
  fromMs,
  toMs,
}: Quarter): number | undefined {
  if (isMore(told, 0) || hwErrors === undefined || !isMore(hashrateHs, 0)) return told;
  const right = (hashrateHs * (toMs - fromMs)) / 1000 / 2 ** 32;
  return (100 * hwErrors) / (hwErrors + right);
}

function isMore(value: number | undefined, than: number): value is number {
  return value !== undefined && value > than;
}
