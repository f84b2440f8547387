/** How an evenly spaced series is smoothed. */
export interface LoessWindow {
  /** Neighbours that a local fit looks at, odd. */
  readonly length: number;
  /** 0 fits a local constant, 1 a local line. */
  readonly degree: 0 | 1;
  /** A fit is made at every so many places, and drawn straight in between. */
  readonly jump: number;
}

/**
 * Locally weighted regression (loess) of evenly spaced values, as Cleveland, Cleveland, McRae and Terpenning's STL needs
 * it (Journal of Official Statistics 6, 1990, section 2.2 and appendix; rounding and edge rules of their Fortran, which
 * statsmodels and R keep): tricube weights over the `length` nearest places, wider near the ends and where the series is
 * shorter than the window.
 *
 * One instance smooths many series without allocating: the tricube weights are kept as long as the reach stays the same.
 */
export class Loess {
  private readonly window: LoessWindow;
  private tricube: Float64Array;
  private tricubeReach = -1;

  constructor(window: LoessWindow) {
    this.window = window;
    this.tricube = new Float64Array(window.length + 1);
  }

  /**
   * Writes the smoothed first `count` values of `y` into `smooth` at `offset` and after.
   *
   * @param weights of the single values (robustness), or undefined for all alike.
   */
  smooth(
    y: Float64Array,
    count: number,
    weights: Float64Array | undefined,
    smooth: Float64Array,
    offset = 0,
  ): void {
    const { length, jump } = this.window;
    if (count < 2) {
      smooth[offset] = y[0] ?? Number.NaN;
      return;
    }
    const step = Math.min(jump, count - 1);
    const half = length >> 1;
    let last = 0;
    for (let i = 0; i < count; i += step) {
      const left = Math.max(0, Math.min(i - half, count - length));
      smooth[offset + i] = this.fitOr(y[i] ?? Number.NaN, y, count, i, left, weights);
      last = i;
    }
    if (step === 1) return;
    if (last !== count - 1) {
      const left = Math.max(0, Math.min(last - half, count - length));
      const end = y[count - 1] ?? Number.NaN;
      smooth[offset + count - 1] = this.fitOr(end, y, count, count - 1, left, weights);
    }
    interpolate(smooth, offset, count, step);
  }

  /** The local fit at place `at`, which may lie outside of the series, over the window that starts at `left`. */
  fitOr(
    otherwise: number,
    y: Float64Array,
    count: number,
    at: number,
    left: number,
    weights: Float64Array | undefined,
  ): number {
    const { length, degree } = this.window;
    const right = Math.min(left + length, count) - 1;
    const reach = Math.max(at - left, right - at) + (length > count ? (length - count) >> 1 : 0);
    const tricube = this.weightsFor(reach);
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let sy = 0;
    let sdy = 0;
    for (let j = left; j <= right; j++) {
      const d = j - at;
      let w = tricube[d < 0 ? -d : d] ?? 0;
      if (weights !== undefined) w *= weights[j] ?? 0;
      const wd = w * d;
      const value = y[j] ?? 0;
      s0 += w;
      s1 += wd;
      s2 += wd * d;
      sy += w * value;
      sdy += wd * value;
    }
    if (!(s0 > 0)) return otherwise;
    const mean = sy / s0;
    if (degree === 0 || reach <= 0) return mean;
    const a = s1 / s0;
    const c = s2 / s0 - a * a;
    // The Fortran's rule: over too narrow a spread of places a slope would be noise.
    if (!(c > 0) || Math.sqrt(c) <= 0.001 * (count - 1)) return mean;
    return mean - (a / c) * (sdy / s0 - a * mean);
  }

  /** (1 − (d/reach)³)³ by distance d; 1 within a thousandth of the reach and 0 beyond its last thousandth. */
  private weightsFor(reach: number): Float64Array {
    if (this.tricubeReach === reach) return this.tricube;
    if (this.tricube.length <= reach) this.tricube = new Float64Array(2 * reach + 1);
    const { tricube } = this;
    for (let d = 0; d <= reach; d++) {
      const cube = 1 - (d / reach) ** 3;
      if (d <= 0.001 * reach) tricube[d] = 1;
      else tricube[d] = d <= 0.999 * reach ? cube * cube * cube : 0;
    }
    this.tricubeReach = reach;
    return tricube;
  }
}

/** Straight lines between the fitted places, the last of which may be nearer. */
function interpolate(smooth: Float64Array, offset: number, count: number, step: number): void {
  for (let from = 0; from < count - 1; from += step) {
    const to = Math.min(from + step, count - 1);
    const start = smooth[offset + from] ?? Number.NaN;
    const slope = ((smooth[offset + to] ?? Number.NaN) - start) / (to - from);
    for (let j = from + 1; j < to; j++) smooth[offset + j] = start + slope * (j - from);
  }
}
