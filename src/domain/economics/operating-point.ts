import { HS_PER_PHS, type RevenueInputs, revenuePerDay } from './revenue.ts';

/** A setting that a miner can run at, as measured: what it hashes and what it draws at the wall. */
export interface OperatingPoint {
  readonly hashrateHs: number;
  readonly powerW: number;
}

/** What work earns and what power costs. */
export interface PointPrices extends Omit<RevenueInputs, 'hashrateHs'> {
  /** Money per kWh, less what the heat is worth; may be below 0. */
  readonly costPerKwh: number;
}

const HS_PER_THS = 1e12;

/**
 * Efficiency at which work earns exactly its power, (P/h)* = x · (1 − f)(1 − s) · 1000 / (24 · c), J/TH, with x the
 * hashprice of one TH/s (economics section 8). `Infinity` where power costs nothing, or earns.
 *
 * @example 40.8 per PH/s per day at 0.10 per kWh, no fee: 17 J/TH
 */
export function breakEvenJoulesPerTh({ costPerKwh, ...earning }: PointPrices): number {
  if (costPerKwh <= 0) return Number.POSITIVE_INFINITY;
  const perThPerDay = revenuePerDay({ ...earning, hashrateHs: HS_PER_PHS }) / 1000;
  return (perThPerDay * 1000) / (24 * costPerKwh);
}

/** A step up from one point to the next, and what its added work costs. */
export interface MarginalStep<Point extends OperatingPoint> {
  /** Absent for the first: from standing still. */
  readonly from?: Point | undefined;
  readonly to: Point;
  /** ΔP/Δh, J/TH: the step pays while this is below {@link breakEvenJoulesPerTh}. */
  readonly marginalJoulesPerTh: number;
}

/**
 * The points worth running at some price of power at or above 0, from the least to the most work, each with the
 * marginal efficiency of the step to it (economics section 8). Marginal J/TH rises from step to step: a point that
 * another one, or two others in turn, beat at every price is left out (the lower convex hull of power over work).
 *
 * @param idlePowerW drawn while off, W
 */
export function marginalSteps<Point extends OperatingPoint>(
  points: readonly Point[],
  idlePowerW = 0,
): readonly MarginalStep<Point>[] {
  const steps: MarginalStep<Point>[] = [];
  const upwards = points
    .filter(({ hashrateHs }) => hashrateHs > 0)
    .sort((a, b) => a.hashrateHs - b.hashrateHs || a.powerW - b.powerW);
  for (const to of upwards) {
    let step = stepTo(to, steps.at(-1)?.to, idlePowerW);
    for (let last = steps.at(-1); last && step.marginalJoulesPerTh <= last.marginalJoulesPerTh; ) {
      steps.pop();
      step = stepTo(to, steps.at(-1)?.to, idlePowerW);
      last = steps.at(-1);
    }
    if (Number.isFinite(step.marginalJoulesPerTh)) steps.push(step);
  }
  return steps;
}

function stepTo<Point extends OperatingPoint>(
  to: Point,
  from: Point | undefined,
  idlePowerW: number,
): MarginalStep<Point> {
  const addedW = to.powerW - (from?.powerW ?? idlePowerW);
  const addedThs = (to.hashrateHs - (from?.hashrateHs ?? 0)) / HS_PER_THS;
  return { from, to, marginalJoulesPerTh: addedW / addedThs };
}

/**
 * The point up to which each step pays; undefined where not even the first does and the miner had better be off.
 * With prices of power above 0 no other point earns more.
 */
export function pointByMarginalRule<Point extends OperatingPoint>(
  points: readonly Point[],
  prices: PointPrices,
  idlePowerW = 0,
): Point | undefined {
  const worth = breakEvenJoulesPerTh(prices);
  return marginalSteps(points, idlePowerW).findLast(({ marginalJoulesPerTh }) => marginalJoulesPerTh < worth)
    ?.to;
}
