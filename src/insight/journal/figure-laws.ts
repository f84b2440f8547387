import type { EffectFigure } from '../../domain/change-effect.ts';
import type { CoefficientPrior } from '../../numerics/time-series/slow-noise-regression.ts';
import type { JournalQuarter } from './journal-quarter.ts';

/** What an hour's work earns and costs, for the money of a change; absent where it is not known. */
export interface MoneyRates {
  /** Per H/s a day, and per W a day, in the owner's currency. */
  readonly perHsDay: number;
  readonly perWattDay: number;
}

/** What matters of each figure, and how air (per K) and volts (per part) may move it. */
export interface FigureLaw {
  readonly read: (quarter: JournalQuarter, rates: MoneyRates | undefined) => number | undefined;
  /** Its logarithm is taken, and changes are parts. */
  readonly relative: boolean;
  readonly matters: number;
  readonly perAirK: CoefficientPrior;
  /** Of ln V. */
  readonly perVolts: CoefficientPrior;
  /** By how much a course over air with a bend may be wrong, for each K that air spreads. */
  readonly misfitPerK: number;
  /** Half of the swing that an hour of the day makes beyond what air explains. */
  readonly hour: number;
}

/** A slope of which nothing is known but how steep it may be. */
export const about0 = (deviation: number): CoefficientPrior => ({ mean: 0, deviation });

export const LAWS: Readonly<Record<Exclude<EffectFigure, 'rejectPercent' | 'moneyPerDay'>, FigureLaw>> = {
  hashrate: {
    read: ({ hashrateHs }) => hashrateHs,
    relative: true,
    matters: 0.02,
    perAirK: about0(0.003),
    perVolts: about0(0.5),
    misfitPerK: 0.0001,
    hour: 0.005,
  },
  power: {
    read: ({ powerW }) => powerW,
    relative: true,
    matters: 0.02,
    perAirK: { mean: 0.002, deviation: 0.005 },
    perVolts: about0(1),
    misfitPerK: 0.0001,
    hour: 0.005,
  },
  jPerTh: {
    read: ({ powerW, hashrateHs }) =>
      powerW === undefined || !hashrateHs ? undefined : powerW / (hashrateHs / 1e12),
    relative: true,
    matters: 0.02,
    perAirK: { mean: 0.002, deviation: 0.005 },
    perVolts: about0(1),
    misfitPerK: 0.0001,
    hour: 0.005,
  },
  errorPercent: {
    read: ({ errorPercent }) => errorPercent,
    relative: false,
    matters: 0.2,
    perAirK: about0(0.1),
    perVolts: about0(20),
    misfitPerK: 0.01,
    hour: 0.1,
  },
  chipC: {
    read: ({ chipC }) => chipC,
    relative: false,
    matters: 1,
    perAirK: { mean: 0.8, deviation: 0.5 },
    perVolts: about0(20),
    misfitPerK: 0.2,
    hour: 1,
  },
  regulatorC: {
    read: ({ regulatorC }) => regulatorC,
    relative: false,
    matters: 1,
    perAirK: { mean: 0.8, deviation: 0.5 },
    perVolts: about0(20),
    misfitPerK: 0.2,
    hour: 1,
  },
};

/** Money is a sum of rate and power: both together, so that what moves them together counts once. */
export function moneyLaw(
  before: readonly JournalQuarter[],
  rates: MoneyRates | undefined,
): FigureLaw | undefined {
  if (!rates) return undefined;
  const turnover = meanOf(before, ({ hashrateHs, powerW }) =>
    hashrateHs === undefined || powerW === undefined
      ? undefined
      : rates.perHsDay * hashrateHs + rates.perWattDay * powerW,
  );
  if (turnover === undefined || !(turnover > 0)) return undefined;
  return {
    read: ({ hashrateHs, powerW }, its) =>
      its === undefined || hashrateHs === undefined || powerW === undefined
        ? undefined
        : its.perHsDay * hashrateHs - its.perWattDay * powerW,
    relative: false,
    matters: 0.02 * turnover,
    perAirK: about0(0.005 * turnover),
    perVolts: about0(turnover),
    misfitPerK: 0.0001 * turnover,
    hour: 0.005 * turnover,
  };
}

/** Of the quarters that tell it; undefined of none. */
export function meanOf(
  quarters: readonly JournalQuarter[],
  of: (quarter: JournalQuarter) => number | undefined,
): number | undefined {
  const known = quarters.flatMap((quarter) => of(quarter) ?? []);
  return known.length > 0 ? known.reduce((sum, each) => sum + each, 0) / known.length : undefined;
}
