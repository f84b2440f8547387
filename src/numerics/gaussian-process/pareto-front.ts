import { expectedImprovement } from './acquisition.ts';
import type { Belief } from './gaussian-process.ts';

/** Two quantities of one choice, of both of which less is better. */
export type Costs = readonly [number, number];

/** Those that no other beats in both, by rising first cost; of equals one. */
export function nonDominated(points: readonly Costs[]): readonly Costs[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const front: Costs[] = [];
  for (const point of sorted)
    if (point[1] < (front.at(-1)?.[1] ?? Number.POSITIVE_INFINITY)) front.push(point);
  return front;
}

/** The area that a front beats up to a reference point, in both costs worse than what counts. */
export function hypervolume(points: readonly Costs[], reference: Costs): number {
  let [area, above] = [0, reference[1]];
  for (const [first, second] of nonDominated(points.filter((each) => isWithin(each, reference)))) {
    area += (reference[0] - first) * (above - second);
    above = second;
  }
  return area;
}

function isWithin([first, second]: Costs, reference: Costs): boolean {
  return first < reference[0] && second < reference[1];
}

/**
 * Expected growth of {@link hypervolume} by one more point whose two costs are believed independent normals; exact. The
 * area not yet beaten is cut into strips between the front's first costs, and in each the growth is
 * ∫ P(first ≤ x) dx · ∫ P(second ≤ y) dy, as by Fubini (Emmerich, Yang & Deutz 2016, section 3).
 */
export function expectedHypervolumeGain(
  beliefs: readonly [Belief, Belief],
  points: readonly Costs[],
  reference: Costs,
): number {
  const front = nonDominated(points.filter((each) => isWithin(each, reference)));
  const edges = [Number.NEGATIVE_INFINITY, ...front.map(([first]) => first), reference[0]];
  const heights = [reference[1], ...front.map(([, second]) => second)];
  let gain = 0;
  for (const [strip, height] of heights.entries()) {
    const width =
      meanShortfall(beliefs[0], edges[strip + 1] as number) -
      meanShortfall(beliefs[0], edges[strip] as number);
    gain += Math.max(0, width) * meanShortfall(beliefs[1], height);
  }
  return gain;
}

/** E max(0, limit − X) = ∫_{−∞}^{limit} P(X ≤ x) dx. */
function meanShortfall({ mean, variance }: Belief, limit: number): number {
  if (limit === Number.NEGATIVE_INFINITY) return 0;
  return expectedImprovement({ mean: -mean, variance }, -limit);
}
