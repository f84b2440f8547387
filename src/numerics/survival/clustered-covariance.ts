import type { RiskOrder } from './risk-order.ts';

/** By row: a number that rows which hang together share. */
export type ClusterOf = ArrayLike<number>;

/**
 * The sandwich V (Σ_c u_c u_cᵀ) V, with u_c the weighted score residuals of a cluster summed up (Lin & Wei, JASA 84, 1989; clusters:
 * Lee, Wei & Amato 1992), as R's coxph with `cluster`. Where V is Infinity, so is the sandwich.
 *
 * @param score by place, so many numbers each as V has rows
 * @param covariance V, row by row
 */
export function clusteredCovariance(
  score: Float64Array,
  { row, weight }: RiskOrder,
  covariance: Float64Array,
  cluster?: ClusterOf,
): Float64Array {
  const size = Math.round(Math.sqrt(covariance.length));
  if (cluster && cluster.length !== row.length)
    throw new RangeError(`${cluster.length} clusters for ${row.length} rows`);
  const unbounded = [...Array(size).keys()].filter(
    (i) => covariance[i * size + i] === Number.POSITIVE_INFINITY,
  );
  const finite = covariance.map((each) => (Number.isFinite(each) ? each : 0));
  const sums = new Map<number, Float64Array>();
  for (const [place, name] of row.entries()) {
    const own = cluster?.[name] ?? name;
    const sum = sums.get(own) ?? new Float64Array(size);
    sums.set(own, sum);
    for (let i = 0; i < size; i++)
      sum[i] = (sum[i] as number) + (weight[place] as number) * (score[place * size + i] as number);
  }
  const sandwich = new Float64Array(size * size);
  const shift = new Float64Array(size);
  for (const sum of sums.values()) {
    for (let i = 0; i < size; i++) {
      shift[i] = 0;
      for (let j = 0; j < size; j++)
        shift[i] = (shift[i] as number) + (finite[i * size + j] as number) * (sum[j] as number);
    }
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        sandwich[i * size + j] =
          (sandwich[i * size + j] as number) + (shift[i] as number) * (shift[j] as number);
  }
  for (const i of unbounded) sandwich[i * size + i] = Number.POSITIVE_INFINITY;
  return sandwich;
}
