import type { FigureEffect } from '../../domain/change-effect.ts';
import { studentCdf, studentQuantile } from '../../numerics/student-t.ts';
import { verdictOf } from './step-effect.ts';

/** What was counted in one quarter of an hour, and of how much. */
export interface Counted {
  readonly count: number;
  /** Shares, for a part of them; what a count would be at a rate of 1, for a rate. */
  readonly of: number;
}

/**
 * How a rate of rare counts changed. Counts of one side have the variance of Poisson's law times a dispersion that all
 * quarters tell together (quasi-likelihood: Wedderburn, Biometrika 61, 1974), never less than 1: luck comes in streaks,
 * and never evens out better than by chance. Half a count more keeps a side without any from being sure of 0.
 *
 * @param scale by which the rate is told: 100 for percent
 * @param relative as a part of the rate before, by the delta method on its logarithm
 * @param matters a difference that would matter, as it is told
 */
export function countEffect(
  before: readonly Counted[],
  after: readonly Counted[],
  {
    scale,
    relative,
    matters,
  }: { readonly scale: number; readonly relative: boolean; readonly matters: number },
): FigureEffect | undefined {
  const [was, is] = [totalOf(before), totalOf(after)];
  if (!(was.of > 0) || !(is.of > 0)) return undefined;
  const spread = dispersion(before, was.rate, after, is.rate);
  const degrees = Math.max(1, before.length + after.length - 2);
  const quantile = studentQuantile(0.975, degrees);
  const told = (low: number, change: number, high: number, chanceHigher: number): FigureEffect => ({
    change,
    low,
    high,
    chanceHigher,
    before: scale * was.rate,
    verdict: verdictOf(low, high, matters),
  });
  if (relative) {
    const step = Math.log(is.rate / was.rate);
    const error = Math.sqrt(spread * (1 / was.count + 1 / is.count));
    const [low, high] = [step - quantile * error, step + quantile * error].map(Math.expm1) as [
      number,
      number,
    ];
    return told(low, Math.expm1(step), high, studentCdf(step / error, degrees));
  }
  const step = scale * (is.rate - was.rate);
  const error = scale * Math.sqrt(spread * (was.rate / was.of + is.rate / is.of));
  return told(step - quantile * error, step, step + quantile * error, studentCdf(step / error, degrees));
}

function totalOf(quarters: readonly Counted[]) {
  const of = quarters.reduce((sum, each) => sum + each.of, 0);
  const count = quarters.reduce((sum, each) => sum + each.count, 0.5);
  return { of, count, rate: count / of };
}

/** Pearson's χ² of all quarters about their side's rate, by its degrees of freedom. */
function dispersion(before: readonly Counted[], was: number, after: readonly Counted[], is: number): number {
  const squares = (quarters: readonly Counted[], rate: number) =>
    quarters.reduce((sum, { count, of }) => (of > 0 ? sum + (count - rate * of) ** 2 / (rate * of) : sum), 0);
  const degrees = before.length + after.length - 2;
  return Math.max(1, degrees > 0 ? (squares(before, was) + squares(after, is)) / degrees : 1);
}
