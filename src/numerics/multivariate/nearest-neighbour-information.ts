import { mean } from '../mean.ts';
import { Random } from '../random.ts';

export interface NearestNeighbourOptions {
  /** Neighbours that tell how dense it is around a point: 3. More are steadier, and blur. */
  readonly neighbours?: number;
  /** Source of the tiny noise that parts equal values: seeded with 0. */
  readonly random?: Random;
}

/**
 * Mutual information of two continuous variables in nats by the nearest neighbours of Kraskov, Stögbauer and Grassberger
 * (Physical Review E 69, 066138, 2004, equation 8): ψ(n) + ψ(k) − ⟨ψ(nₓ + 1) + ψ(n_y + 1)⟩, not below 0.
 *
 * Like scikit-learn's `mutual_info_regression` it first divides both by their standard deviation and adds noise of 1e-10
 * of their mean size, so that equal values are no ties. Agrees with it to 1e-12 where no values are equal; among equal
 * values the noise decides, in both, and moves the answer by hundredths of a nat.
 *
 * Pairs with a value that is not finite are left out. Each point looks for its neighbours along one variable, which takes
 * about n^1.5 steps where it is spread, n² where most of both is one value.
 *
 * @returns 0 where one of them never changes, NaN where there are not more pairs than neighbours.
 * @throws RangeError where there are not as many x as y, or for no whole number of neighbours.
 */
export function nearestNeighbourInformation(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { neighbours: k = 3, random = new Random(0) }: NearestNeighbourOptions = {},
): number {
  if (x.length !== y.length) throw new RangeError(`${x.length} values beside ${y.length}`);
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`${k} neighbours are none`);
  const known = Array.from({ length: x.length }, (_, i) => i).filter(
    (i) => Number.isFinite(x[i]) && Number.isFinite(y[i]),
  );
  const n = known.length;
  if (n <= k) return Number.NaN;
  const scaledX = atUnitDeviation(Float64Array.from(known, (i) => x[i] ?? Number.NaN));
  const scaledY = atUnitDeviation(Float64Array.from(known, (i) => y[i] ?? Number.NaN));
  if (scaledX === undefined || scaledY === undefined) return 0;
  // The search goes along one of both: along the one with more values it meets fewer that are no neighbours.
  const [along, across] = hasMoreValues(scaledY, scaledX) ? [scaledY, scaledX] : [scaledX, scaledY];
  const points = sortedByX(jittered(along, random), jittered(across, random));
  const radii = neighbourRadii(points.x, points.y, k);
  const harmonic = harmonicNumbers(n);
  const sortedY = points.y.toSorted();
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const radius = radii[i] ?? 0;
    sum += harmonic[countWithin(points.x, points.x[i] ?? 0, radius)] ?? 0;
    sum += harmonic[countWithin(sortedY, points.y[i] ?? 0, radius)] ?? 0;
  }
  // ψ(m) = H(m − 1) − γ, and γ falls out of the difference.
  return Math.max(0, (harmonic[n - 1] ?? 0) + (harmonic[k - 1] ?? 0) - sum / n);
}

/** H(0) … H(n). */
function harmonicNumbers(n: number): Float64Array {
  const harmonic = new Float64Array(n + 1);
  for (let m = 1; m <= n; m++) harmonic[m] = (harmonic[m - 1] ?? 0) + 1 / m;
  return harmonic;
}

/** Divided by the standard deviation (of n); undefined where it is 0. */
function atUnitDeviation(values: Float64Array): Float64Array | undefined {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  if (squares === 0) return undefined;
  const deviation = Math.sqrt(squares / values.length);
  return values.map((value) => value / deviation);
}

function hasMoreValues(one: Float64Array, other: Float64Array): boolean {
  return new Set(one).size > new Set(other).size;
}

function jittered(values: Float64Array, random: Random): Float64Array {
  const size = values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
  const amplitude = 1e-10 * Math.max(1, size);
  return values.map((value) => value + amplitude * random.normal());
}

function sortedByX(x: Float64Array, y: Float64Array): { readonly x: Float64Array; readonly y: Float64Array } {
  const order = Uint32Array.from(x, (_, i) => i).sort((i, j) => (x[i] ?? 0) - (x[j] ?? 0));
  return {
    x: Float64Array.from(order, (i) => x[i] ?? 0),
    y: Float64Array.from(order, (i) => y[i] ?? 0),
  };
}

/** Distance of each point to its k-th neighbour, the larger of both differences; x rising. */
function neighbourRadii(x: Float64Array, y: Float64Array, k: number): Float64Array {
  const n = x.length;
  const radii = new Float64Array(n);
  // The k nearest found so far, rising.
  const nearest = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    nearest.fill(Number.POSITIVE_INFINITY);
    const ownX = x[i] ?? 0;
    const ownY = y[i] ?? 0;
    let reach = Number.POSITIVE_INFINITY;
    let left = i - 1;
    let right = i + 1;
    for (;;) {
      const toLeft = left >= 0 ? ownX - (x[left] ?? 0) : Number.POSITIVE_INFINITY;
      const toRight = right < n ? (x[right] ?? 0) - ownX : Number.POSITIVE_INFINITY;
      const alongX = Math.min(toLeft, toRight);
      if (!(alongX < reach)) break;
      const other = toLeft < toRight ? left-- : right++;
      const alongY = Math.abs((y[other] ?? 0) - ownY);
      const distance = Math.max(alongX, alongY);
      if (!(distance < reach)) continue;
      let place = k - 1;
      for (; place > 0 && (nearest[place - 1] ?? 0) > distance; place--)
        nearest[place] = nearest[place - 1] ?? 0;
      nearest[place] = distance;
      reach = nearest[k - 1] ?? 0;
    }
    radii[i] = reach;
  }
  return radii;
}

/** How many other values of a rising list are nearer to `centre`, which is one of them, than `radius`. */
function countWithin(sorted: Float64Array, centre: number, radius: number): number {
  const from = firstPlace(sorted, (value) => centre - value < radius);
  const to = firstPlace(sorted, (value) => value - centre >= radius);
  return Math.max(0, to - from - 1);
}

/** Least place of which `holds` is true; it must be false before and true after. */
function firstPlace(sorted: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(sorted[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
