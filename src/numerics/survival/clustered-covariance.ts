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
  const sums = clusterSums(score, row, weight, size, cluster);
  const sandwich = new Float64Array(size * size);
  const shift = new Float64Array(size);
  for (let from = 0; from < sums.length; from += size) {
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += (finite[i * size + j] as number) * (sums[from + j] as number);
      shift[i] = sum;
    }
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        sandwich[i * size + j] =
          (sandwich[i * size + j] as number) + (shift[i] as number) * (shift[j] as number);
  }
  for (const i of unbounded) sandwich[i * size + i] = Number.POSITIVE_INFINITY;
  return sandwich;
}

/** Weighted residuals summed up, cluster by cluster. */
function clusterSums(
  score: Float64Array,
  row: Uint32Array,
  weight: Float64Array,
  size: number,
  cluster: ClusterOf | undefined,
): Float64Array {
  const numbers = new Map<number, number>();
  for (const name of cluster ? Array.from(cluster) : [])
    if (!numbers.has(name)) numbers.set(name, numbers.size);
  const sums = new Float64Array(size * (cluster ? numbers.size : row.length));
  for (let place = 0; place < row.length; place++) {
    const own = cluster ? (numbers.get(cluster[row[place] as number] as number) as number) : place;
    for (let i = 0; i < size; i++)
      sums[own * size + i] =
        (sums[own * size + i] as number) + (weight[place] as number) * (score[place * size + i] as number);
  }
  return sums;
}
