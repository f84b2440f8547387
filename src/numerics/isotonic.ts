/**
 * The sequence that never falls and lies nearest to the values in least squares: pool adjacent violators (Barlow, Bartholomew,
 * Bremner & Brunk, Statistical Inference under Order Restrictions, 1972). Missing values (NaN) stay missing and count nothing.
 */
export function neverFalling(values: Float64Array): Float64Array {
  const pools: { mean: number; count: number }[] = [];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    let pool = { mean: value, count: 1 };
    for (let before = pools.at(-1); before && before.mean > pool.mean; before = pools.at(-1)) {
      const count = before.count + pool.count;
      pool = { mean: (before.mean * before.count + pool.mean * pool.count) / count, count };
      pools.pop();
    }
    pools.push(pool);
  }
  const level = pools.flatMap(({ mean, count }) => new Array<number>(count).fill(mean));
  let place = 0;
  return values.map((value) => (Number.isNaN(value) ? value : (level[place++] ?? value)));
}
