import { kaplanMeier, type SurvivalCurve } from './kaplan-meier.ts';
import { stepsBefore, stepsUntil } from './step-times.ts';

/** Who lived how long, and whether that was an end or only all that was seen of it. */
export interface Outcomes {
  readonly stop: ArrayLike<number>;
  readonly event: ArrayLike<number>;
}

/**
 * Mean squared error of foretold survival at each moment, for outcomes that are partly censored: those that are not known by then are
 * stood for by others that were as likely to be censored (Graf and others, Statistics in Medicine 18, 1999; weights by Kaplan's and
 * Meier's estimate for censoring). 0.25 is what 50 % for everybody gets.
 *
 * @param survival foretold, by moment, then row
 * @param censoring of whom the chance of being censored is taken; the outcomes themselves, or those that were learnt from
 * @returns NaN at moments after which nobody was watched
 */
export function brierScores(
  { stop, event }: Outcomes,
  survival: readonly ArrayLike<number>[],
  moments: ArrayLike<number>,
  censoring: Outcomes = { stop, event },
): Float64Array {
  const watched = censoringCurve(censoring);
  return Float64Array.from(moments, (moment, at) => {
    const foretold = survival[at];
    if (foretold?.length !== stop.length)
      throw new RangeError(`${foretold?.length ?? 0} survivals for ${stop.length} rows at moment ${moment}`);
    const beyond = watched.survival[stepsUntil(watched.times, moment) - 1] ?? 1;
    let sum = 0;
    for (let row = 0; row < stop.length; row++) {
      const end = stop[row] as number;
      const said = foretold[row] as number;
      if (end > moment) sum += (1 - said) ** 2 / beyond;
      else if (event[row] === 1)
        sum += said ** 2 / (watched.survival[stepsBefore(watched.times, end) - 1] ?? 1);
    }
    return beyond > 0 ? sum / stop.length : Number.NaN;
  });
}

/**
 * The mean of Brier scores over time, by trapezoids between the moments (Graf and others 1999).
 *
 * @param moments rising, at least two
 */
export function integratedBrierScore(scores: ArrayLike<number>, moments: ArrayLike<number>): number {
  let area = 0;
  for (let at = 1; at < moments.length; at++)
    area +=
      (((scores[at] as number) + (scores[at - 1] as number)) / 2) *
      ((moments[at] as number) - (moments[at - 1] as number));
  return area / ((moments[moments.length - 1] as number) - (moments[0] as number));
}

/** Probability of being watched still; ends of a moment come before who is censored at it. */
function censoringCurve({ stop, event }: Outcomes): SurvivalCurve {
  return kaplanMeier({ stop, event: Uint8Array.from(event, (each) => 1 - each) });
}
