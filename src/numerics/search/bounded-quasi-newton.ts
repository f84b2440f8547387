/** A function to make small, and its slope. */
export type Slope = (at: Float64Array) => { readonly value: number; readonly gradient: Float64Array };

export interface QuasiNewtonOptions {
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
  /** Most evaluations of the function; 200 when absent. */
  readonly mostEvaluations?: number | undefined;
  /** It ends where no free coordinate's slope is larger; 1e-6 when absent. */
  readonly tolerance?: number | undefined;
  /** It ends, too, after a step that gains less than this part of the value; 1e-10 when absent. */
  readonly leastGain?: number | undefined;
}

export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
  readonly evaluations: number;
}

/** Part of the slope's promise that a step must keep (Armijo). */
const SUFFICIENT = 1e-4;
const MOST_HALVINGS = 25;

/**
 * A local minimum between bounds: BFGS over the coordinates that are free to move, projected back into the box, with a
 * backtracking line search (Bertsekas 1982, projected Newton; Nocedal & Wright, Numerical Optimization, 2nd edition,
 * chapters 6 and 16.7). For few coordinates: the inverse Hessian is kept whole. A value that is no number counts as
 * infinitely bad, so that the search backs off from it.
 *
 * @param start inside of the bounds, or moved to them
 */
export function minimiseWithin(slope: Slope, start: ArrayLike<number>, options: QuasiNewtonOptions): Minimum {
  const { lower, upper, mostEvaluations = 200, tolerance = 1e-6, leastGain = 1e-10 } = options;
  const size = start.length;
  const clip = (at: Float64Array): Float64Array =>
    at.map((each, j) => Math.min(upper[j] as number, Math.max(lower[j] as number, each)));
  let at: Float64Array = clip(Float64Array.from(start));
  let { value, gradient } = slope(at);
  let evaluations = 1;
  let inverse: Float64Array = identity(size);
  while (evaluations < mostEvaluations && Number.isFinite(value)) {
    const free = Uint8Array.from(at, (each, j) =>
      (each <= (lower[j] as number) && (gradient[j] as number) > 0) ||
      (each >= (upper[j] as number) && (gradient[j] as number) < 0)
        ? 0
        : 1,
    );
    if (gradient.every((each, j) => !free[j] || Math.abs(each) <= tolerance)) break;
    let direction = downhill(inverse, gradient, free);
    if (dot(direction, gradient) >= 0) {
      inverse = identity(size);
      direction = downhill(inverse, gradient, free);
    }
    // The first step knows no curvature: it goes no further than 1 in any coordinate.
    const steepest = Math.max(...direction.map(Math.abs));
    let length = evaluations === 1 && steepest > 1 ? 1 / steepest : 1;
    let next: { at: Float64Array; value: number; gradient: Float64Array } | undefined;
    for (let halving = 0; halving < MOST_HALVINGS && evaluations < mostEvaluations; halving++) {
      const there = clip(at.map((each, j) => each + length * (direction[j] as number)));
      const found = slope(there);
      evaluations++;
      const promised = dot(
        gradient,
        there.map((each, j) => each - (at[j] as number)),
      );
      if (found.value <= value + SUFFICIENT * promised) {
        next = { at: there, ...found };
        break;
      }
      length /= 2;
    }
    if (!next) break;
    const gained = value - next.value;
    inverse = updated(inverse, difference(next.at, at), difference(next.gradient, gradient), free);
    ({ at, value, gradient } = next);
    if (gained <= leastGain * Math.max(1, Math.abs(value))) break;
  }
  return { at, value, evaluations };
}

/** BFGS's update of the inverse Hessian (Nocedal & Wright, equation 6.17); none where the curvature is not positive. */
function updated(
  inverse: Float64Array,
  step: Float64Array,
  change: Float64Array,
  free: Uint8Array,
): Float64Array {
  const size = step.length;
  const [s, y] = [step.map((each, j) => (free[j] ? each : 0)), change.map((each, j) => (free[j] ? each : 0))];
  const curvature = dot(s, y);
  if (!(curvature > 1e-12 * Math.sqrt(dot(s, s) * dot(y, y)))) return inverse;
  const turned = Float64Array.from({ length: size }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += (inverse[i * size + j] as number) * (y[j] as number);
    return sum;
  });
  const factor = (1 + dot(y, turned) / curvature) / curvature;
  return inverse.map((each, index) => {
    const [i, j] = [Math.floor(index / size), index % size];
    const [si, sj, ti, tj] = [s[i] as number, s[j] as number, turned[i] as number, turned[j] as number];
    return each + factor * si * sj - (ti * sj + si * tj) / curvature;
  });
}

function downhill(inverse: Float64Array, gradient: Float64Array, free: Uint8Array): Float64Array {
  const size = gradient.length;
  return gradient.map((_, i) => {
    if (!free[i]) return 0;
    let sum = 0;
    for (let j = 0; j < size; j++)
      if (free[j]) sum -= (inverse[i * size + j] as number) * (gradient[j] as number);
    return sum;
  });
}

function identity(size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, index) => (index % (size + 1) === 0 ? 1 : 0));
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((each, j) => each - (b[j] as number));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j] as number) * (b[j] as number);
  return sum;
}
