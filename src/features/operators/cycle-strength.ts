import { movingCoMoments } from './moving-correlation.ts';
import type { MovingWindow, Operator } from './operator.ts';

/** Less variance than this share of the squared mean is rounding, not a cycle. */
const FLAT = 1e-20;

/** Below this share of count² the rows that are there stand at too few places of the cycle to tell a sine. */
const SINGULAR = 1e-6;

/**
 * How much of the window's variance is a sine of one period: R² of the least-squares fit of x = a + b·cos ωt + c·sin ωt,
 * 0..1. In a window of whole periods without a gap that is the spectrum's own share, 2|X_k|²/(n·Σ(x−x̄)²), of the Fourier
 * transform at that frequency; with gaps it is the generalised Lomb–Scargle periodogram (Zechmeister & Kürster 2009,
 * eq. 5), which takes nothing for a missing row. Missing where nothing varies, and with no more rows than the fit has numbers.
 */
export function cycleStrength(window: MovingWindow, periodMs: number): Operator {
  return (setting) => {
    const perRow = (2 * Math.PI * setting.stepMs) / periodMs;
    const period = periodMs / setting.stepMs;
    return movingCoMoments(
      window,
      {
        variables: 3,
        load: (into, first, inputs, i, row) => {
          const angle = perRow * (row % period);
          into[first] = Math.cos(angle);
          into[first + 1] = Math.sin(angle);
          into[first + 2] = inputs[0]?.[i] ?? Number.NaN;
        },
      },
      explainedShare,
    )(setting);
  };
}

/** Σcc Σcs Σcx Σss Σsx Σxx stand from index 4 on. */
function explainedShare(sums: Float64Array): number {
  const [, , , mean = 0, cc = 0, cs = 0, cx = 0, ss = 0, sx = 0, xx = 0] = sums;
  const count = sums[0] ?? 0;
  if (count <= 3) return Number.NaN;
  const determinant = cc * ss - cs * cs;
  if (!(determinant > SINGULAR * count * count) || !(xx > FLAT * count * mean * mean) || xx === 0)
    return Number.NaN;
  const explained = (ss * cx * cx - 2 * cs * cx * sx + cc * sx * sx) / determinant;
  return Math.max(0, Math.min(1, explained / xx));
}
