import { countUpTo, sorted } from '../ranks.ts';

/** Parts below this count as this: a bin that one side leaves empty would be infinitely far otherwise. */
export const USUAL_FLOOR = 1e-4;

/**
 * Population stability index Σ (b − a)·ln(b/a) over bins, from the parts of two populations that fall into them
 * (Siddiqi, "Credit Risk Scorecards", 2006, chapter 9): below 0.1 they are taken as the same, from 0.25 as different.
 * It is the sum of both Kullback–Leibler divergences. NaN where a part is missing.
 *
 * @throws RangeError where the lengths differ
 */
export function populationStability(a: ArrayLike<number>, b: ArrayLike<number>, floor = USUAL_FLOOR): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} bins beside ${b.length}`);
  let sum = 0;
  for (let bin = 0; bin < a.length; bin++) {
    const [partA, partB] = [Math.max(floor, a[bin] ?? Number.NaN), Math.max(floor, b[bin] ?? Number.NaN)];
    sum += (partB - partA) * Math.log(partB / partA);
  }
  return sum;
}

/**
 * The part of a sample in each bin, of which there is one more than inner edges (ascending): a value equal to an edge
 * goes to the upper bin. Missing values (NaN) are left out; all parts are NaN where none is left.
 */
export function binParts(sample: ArrayLike<number>, edges: ArrayLike<number>): Float64Array {
  const values = sorted(sample);
  const parts = new Float64Array(edges.length + 1);
  let before = 0;
  for (let bin = 0; bin < parts.length; bin++) {
    const edge = edges[bin];
    const upTo = edge === undefined ? values.length : countUpTo(values, edge, true);
    parts[bin] = (upTo - before) / values.length;
    before = upTo;
  }
  return parts;
}

/**
 * Inner edges that cut a sample into `bins` bins of equal count: its quantiles by linear interpolation (Hyndman & Fan
 * 1996, type 7, as numpy). Where many values are the same, edges repeat, and bins between them stay empty.
 *
 * @throws RangeError for a sample without values or fewer than two bins
 */
export function quantileEdges(sample: ArrayLike<number>, bins: number): Float64Array {
  const values = sorted(sample);
  if (values.length === 0 || !Number.isInteger(bins) || bins < 2)
    throw new RangeError(`${bins} bins of ${values.length} values`);
  return Float64Array.from({ length: bins - 1 }, (_, index) => {
    const place = ((index + 1) / bins) * (values.length - 1);
    const below = values[Math.floor(place)] ?? Number.NaN;
    const above = values[Math.ceil(place)] ?? Number.NaN;
    return below + (above - below) * (place - Math.floor(place));
  });
}
