/**
 * Kullback–Leibler divergence Σ p·ln(p/q) in nats, of the probabilities as they are given (see {@link normalised}).
 * Infinity where p has what q has not; terms with p = 0 are 0. NaN
 * where a probability is missing.
 *
 * @throws RangeError where the lengths differ, or a probability is negative
 */
export function kullbackLeibler(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let sum = 0;
  eachPair(p, q, (a, b) => {
    if (a !== 0) sum += a * Math.log(a / b);
  });
  return sum;
}

/**
 * Jensen–Shannon divergence in nats, ½·KL(p‖m) + ½·KL(q‖m) with m = (p + q)/2: symmetric, from 0 to ln 2 (Lin, IEEE
 * Transactions on Information Theory 37, 1991). Divide by ln 2 for bits; its root is a distance. Both are made to sum
 * to 1 first, so counts will do. NaN where one of them sums to 0. Agrees with SciPy's `jensenshannon` squared.
 *
 * @throws RangeError as {@link kullbackLeibler}
 */
export function jensenShannon(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let sum = 0;
  eachPair(normalised(p), normalised(q), (a, b) => {
    const m = (a + b) / 2;
    if (a !== 0) sum += (a / 2) * Math.log(a / m);
    if (b !== 0) sum += (b / 2) * Math.log(b / m);
  });
  return Math.max(0, sum);
}

/** The root of {@link jensenShannon} in nats: a metric (Endres & Schindelin 2003), from 0 to √ln 2. */
export function jensenShannonDistance(p: ArrayLike<number>, q: ArrayLike<number>): number {
  return Math.sqrt(jensenShannon(p, q));
}

/** Weights, such as counts, made to sum to 1; all NaN where they sum to 0. */
export function normalised(weights: ArrayLike<number>): Float64Array {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) sum += weights[at] ?? 0;
  return Float64Array.from(weights, (weight) => weight / sum);
}

function eachPair(p: ArrayLike<number>, q: ArrayLike<number>, visit: (a: number, b: number) => void): void {
  if (p.length !== q.length) throw new RangeError(`${p.length} probabilities beside ${q.length}`);
  for (let at = 0; at < p.length; at++) {
    const [a, b] = [p[at] ?? Number.NaN, q[at] ?? Number.NaN];
    if (a < 0 || b < 0) throw new RangeError(`the probability at ${at} is negative`);
    visit(a, b);
  }
}
