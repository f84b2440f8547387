import type { Floats } from './matrices.ts';

/** How wrong what a net says of one example is. Wanted values that are missing (NaN) cost nothing. */
export interface RowLoss {
  /** Values that an example wants said. */
  readonly wanted: number;
  /**
   * @param said begins at `at`, `wanted` at `from`
   * @param gradient takes the derivative by each value said, times `share`, at the same places
   */
  of(
    said: Floats,
    at: number,
    wanted: ArrayLike<number>,
    from: number,
    gradient?: { readonly into: Floats; readonly share: number },
  ): number;
}

/** The mean of squared differences. */
export function squaredLoss(wanted: number): RowLoss {
  return {
    wanted,
    of(said, at, values, from, gradient) {
      let sum = 0;
      for (let place = 0; place < wanted; place++) {
        const difference = (said[at + place] as number) - (values[from + place] as number);
        const counts = !Number.isNaN(values[from + place] as number);
        if (counts) sum += difference * difference;
        if (gradient) gradient.into[at + place] = counts ? (2 * gradient.share * difference) / wanted : 0;
      }
      return sum / wanted;
    },
  };
}

/**
 * Squared differences of means, and behind them for each level the check loss of quantiles, (level − [y < q]) (y − q) (Koenker &
 * Bassett, Econometrica 46, 1978): the net says `wanted` means, then as many values for each level. The mean over all of them.
 *
 * @param levels each 0..1
 */
export function meanAndQuantileLoss(wanted: number, levels: readonly number[]): RowLoss {
  const squared = squaredLoss(wanted);
  const heads = 1 + levels.length;
  return {
    wanted,
    of(said, at, values, from, gradient) {
      const share = (gradient?.share ?? 0) / heads;
      let sum = squared.of(said, at, values, from, gradient && { into: gradient.into, share });
      for (const [head, level] of levels.entries())
        for (let place = 0; place < wanted; place++) {
          const own = at + (1 + head) * wanted + place;
          const residual = (values[from + place] as number) - (said[own] as number);
          const slope = Number.isNaN(residual) ? 0 : level - Number(residual < 0);
          if (slope !== 0) sum += (slope * residual) / wanted;
          if (gradient) gradient.into[own] = (-share * slope) / wanted;
        }
      return sum / heads;
    },
  };
}
