import { cholesky, solvePositive } from '../linear/cholesky.ts';

/** A concave function around a point. */
export interface Surroundings {
  readonly value: number;
  readonly gradient: Float64Array;
  /** Minus the second derivatives, row by row. */
  readonly information: Float64Array;
}

export interface Summit {
  readonly point: Float64Array;
  readonly around: Surroundings;
  readonly steps: number;
  /** The last step. Long where the summit lies at infinity: see {@link movingParameters}. */
  readonly step: Float64Array;
}

/** A parameter that nothing in the data tells apart from others, or from 0. */
export class UnidentifiedParameter extends RangeError {
  override readonly name = 'UnidentifiedParameter';
  /** Its place, from 0. */
  readonly parameter: number;

  constructor(parameter: number) {
    super(`parameter ${parameter} says nothing that those before it do not say`);
    this.parameter = parameter;
  }
}

/** Gain still to be had, as a share of 1 + |value|, below which a point is the summit. */
const NO_GAIN = 1e-11;
const MOST_STEPS = 100;
const MOST_HALVINGS = 40;
/**
 * At a summit the last step is as short as what is left to gain; where there is none, each step is as long as the one before. In
 * units of the parameters' scale, which is near 1.
 */
const STILL_MOVING = 0.05;
/** A pivot, as a share of what it was before its column was told by others, that is rounding only. As R's survival, toler.chol. */
const ROUNDING = 1.8e-12;

/**
 * The highest point of a concave function, by Newton's steps that are halved until they rise.
 *
 * @param at the function; a value that is not finite counts as lower than any
 * @param start where the function is finite; parameters should be scaled so that a step of 1 is a large one
 * @throws UnidentifiedParameter where the function is flat in some direction at the start
 */
export function newtonAscent(at: (point: Float64Array) => Surroundings, start: Float64Array): Summit {
  let point = start;
  let around = at(start);
  requireIdentified(around.information, start.length);
  let step = new Float64Array(start.length);
  for (let steps = 1; steps <= MOST_STEPS; steps++) {
    const next = newtonStep(around);
    if (!next) return { point, around, steps, step };
    step = next;
    const gain = 0.5 * step.reduce((sum, each, place) => sum + each * (around.gradient[place] as number), 0);
    const further = risen(at, point, around, step);
    if (further) ({ point, around } = further);
    if (!further || gain <= NO_GAIN * (1 + Math.abs(around.value))) return { point, around, steps, step };
  }
  return { point, around, steps: MOST_STEPS, step };
}

function risen(
  at: (point: Float64Array) => Surroundings,
  point: Float64Array,
  around: Surroundings,
  step: Float64Array,
) {
  let share = 1;
  for (let halving = 0; halving <= MOST_HALVINGS; halving++, share /= 2) {
    const next = point.map((each, place) => each + share * (step[place] as number));
    const there = at(next);
    // Infinity is where rounding has left nothing at risk.
    if (Number.isFinite(there.value) && there.value >= around.value) return { point: next, around: there };
  }
  return undefined;
}

/** Undefined where so little is left of the information that rounding rules. */
function newtonStep({ gradient, information }: Surroundings): Float64Array<ArrayBuffer> | undefined {
  const { scaled, sizes } = unitDiagonal(information, gradient.length);
  try {
    const right = gradient.map((each, place) => each / (sizes[place] as number));
    const solved = solvePositive(scaled, right, gradient.length, 1);
    const step = Float64Array.from(solved, (each, place) => each / (sizes[place] as number));
    return step.every(Number.isFinite) ? step : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Parameters that were still on their way when the function no longer rose: they have no best value. */
export function movingParameters(step: Float64Array): readonly number[] {
  return [...step.keys()].filter((place) => Math.abs(step[place] as number) > STILL_MOVING);
}

function requireIdentified(information: Float64Array, size: number): void {
  const { scaled, sizes } = unitDiagonal(information, size);
  const none = sizes.findIndex((each) => !(each > 0));
  if (none >= 0) throw new UnidentifiedParameter(none);
  for (let known = 1; known <= size; known++) {
    const part = Float64Array.from(
      { length: known * known },
      (_, at) => scaled[Math.floor(at / known) * size + (at % known)] as number,
    );
    try {
      if ((cholesky(part, known).at(-1) as number) ** 2 > ROUNDING) continue;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    throw new UnidentifiedParameter(known - 1);
  }
}

/** Parameters of very different information are told apart only after scaling. */
function unitDiagonal(information: Float64Array, size: number) {
  const sizes = Float64Array.from({ length: size }, (_, i) => Math.sqrt(information[i * size + i] as number));
  const scaled = information.map(
    (each, at) => each / ((sizes[Math.floor(at / size)] as number) * (sizes[at % size] as number)),
  );
  return { scaled, sizes };
}
