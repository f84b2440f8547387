/**
 * Count, means and sums of products of deviations of d variables, in a row of numbers: count, d means, then the upper
 * triangle of Σ(x_a − mean_a)(x_b − mean_b) row by row. Joined as in `moving-moments.ts`, with δ_a·δ_b in the place of δ²
 * (Chan, Golub & LeVeque 1983; Bennett et al. 2009 for the products).
 */
export class CoMoments {
  readonly variables: number;
  /** Numbers that one set takes. */
  readonly width: number;

  constructor(variables: number) {
    this.variables = variables;
    this.width = 1 + variables + (variables * (variables + 1)) / 2;
  }

  /** Adds the set at `from` of `source` to the one at `to` of `target`. */
  join(target: Float64Array, to: number, source: Float64Array, from: number): void {
    const d = this.variables;
    const added = source[from] ?? 0;
    if (added === 0) return;
    const had = target[to] ?? 0;
    const total = had + added;
    const share = added / total;
    let product = 1 + d;
    for (let a = 1; a <= d; a++) {
      const apartA = had === 0 ? 0 : (source[from + a] ?? 0) - (target[to + a] ?? 0);
      for (let b = a; b <= d; b++, product++) {
        const apartB = had === 0 ? 0 : (source[from + b] ?? 0) - (target[to + b] ?? 0);
        target[to + product] =
          (target[to + product] ?? 0) + (source[from + product] ?? 0) + apartA * apartB * had * share;
      }
    }
    for (let a = 1; a <= d; a++) {
      const mean = target[to + a] ?? 0;
      const other = source[from + a] ?? 0;
      target[to + a] = had === 0 ? other : mean + (other - mean) * share;
    }
    target[to] = total;
  }
}
