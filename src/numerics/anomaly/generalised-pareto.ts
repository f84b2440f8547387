/** The law of what lies above a high threshold: P(excess > y) = (1 + γ·y/σ)^(−1/γ), e^(−y/σ) at γ = 0. */
export interface GeneralisedPareto {
  /** γ: above 0 heavy tails, 0 the exponential law, below 0 an end at −σ/γ. */
  readonly shape: number;
  /** σ, in the unit of the values. */
  readonly scale: number;
}

/** Below this shape the law cannot be told from the exponential one, and its formulas lose their digits. */
const EXPONENTIAL_BELOW = 1e-8;
/** Places at which a change of sign is looked for on either side of 0, and how often a found one is halved. */
const [PLACES, HALVINGS] = [24, 44];
/** Factors that are multiplied before one logarithm is taken of them; each is below 1e26. */
const FACTORS = 8;

/** Probability of an excess above y ≥ 0. */
export function paretoTail({ shape, scale }: GeneralisedPareto, y: number): number {
  if (Math.abs(shape) < EXPONENTIAL_BELOW) return Math.exp(-y / scale);
  const base = 1 + (shape * y) / scale;
  return base > 0 ? base ** (-1 / shape) : 0;
}

/** The excess that is passed with probability `tail` in (0, 1]: the inverse of {@link paretoTail}. */
export function paretoExcess({ shape, scale }: GeneralisedPareto, tail: number): number {
  if (Math.abs(shape) < EXPONENTIAL_BELOW) return -scale * Math.log(tail);
  return (scale * Math.expm1(-shape * Math.log(tail))) / shape;
}

/**
 * The law by which the excesses are most likely, by Grimshaw's reduction to one unknown x = γ/σ ("Computing maximum likelihood
 * estimates for the generalized Pareto distribution", Technometrics 35, 1993), as Siffer et al. use it (KDD 2017, section 4.3):
 * maxima are where u(x)·v(x) = 1, with u the mean of 1/(1 + x·y) and v one more than that of ln(1 + x·y); then γ = v − 1 and
 * σ = γ/x. Of those with γ > −1, below which the likelihood has no bound, and of the exponential law the most likely one.
 *
 * @param excesses above 0 and finite; NaN for both parameters without any
 */
export function fitPareto(excesses: ArrayLike<number>): GeneralisedPareto {
  const count = excesses.length;
  if (count === 0) return { shape: Number.NaN, scale: Number.NaN };
  let [greatest, least, sum] = [0, Number.POSITIVE_INFINITY, 0];
  for (let at = 0; at < count; at++) {
    greatest = Math.max(greatest, excesses[at] as number);
    least = Math.min(least, excesses[at] as number);
  }
  for (let at = 0; at < count; at++) sum += (excesses[at] as number) / greatest;
  // In units of their mean, so that no place of a root depends on the unit.
  const unit = greatest * (sum / count);
  const scaled = Float64Array.from(excesses, (excess) => excess / greatest / (sum / count));
  let best = { shape: 0, scale: 1, badness: 1 };
  for (const root of rootsOf(scaled, least / unit, greatest / unit)) {
    const { log } = meansAt(scaled, root);
    const scale = log / root;
    const badness = Math.log(scale) + log + 1;
    if (log > -1 && scale > 0 && badness < best.badness) best = { shape: log, scale, badness };
  }
  return { shape: best.shape, scale: best.scale * unit };
}

/** Of excesses with mean 1: where u·v − 1 changes its sign, but for 0, where it always touches it. */
function rootsOf(scaled: Float64Array, least: number, greatest: number): readonly number[] {
  const { above, below } = sides(least, greatest);
  return [above, below].flatMap((places) => {
    const roots: number[] = [];
    for (let at = 1; at < places.length; at++) {
      const [from = 0, to = 0] = [places[at - 1], places[at]];
      if (excessAt(scaled, from) > 0 !== excessAt(scaled, to) > 0) roots.push(halved(scaled, from, to));
    }
    return roots;
  });
}

/** Evenly in logarithms: above 0 up to Grimshaw's bound 2·(mean − least)/least²; below it down to −1/greatest, crowded there. */
function sides(least: number, greatest: number) {
  const end = Math.min(Math.max((2 * (1 - least)) / least ** 2, 1e-3), 1e12);
  const spaced = (from: number, to: number) =>
    Array.from({ length: PLACES }, (_, place) => from * (to / from) ** (place / (PLACES - 1)));
  return {
    above: spaced(1e-4, end),
    below: [
      ...spaced(1e-4, 0.5).map((share) => -share / greatest),
      ...spaced(0.5, 1e-9).map((left) => -(1 - left) / greatest),
    ],
  };
}

function halved(scaled: Float64Array, from: number, to: number): number {
  let [low, high] = [from, to];
  const isPositive = excessAt(scaled, low) > 0;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (excessAt(scaled, middle) > 0 === isPositive) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** u(x)·v(x) − 1. */
function excessAt(scaled: Float64Array, x: number): number {
  const { inverse, log } = meansAt(scaled, x);
  return inverse * (1 + log) - 1;
}

/** The means of 1/(1 + x·y) and of ln(1 + x·y). */
function meansAt(scaled: Float64Array, x: number): { readonly inverse: number; readonly log: number } {
  let [inverse, log] = [0, 0];
  for (let from = 0; from < scaled.length; from += FACTORS) {
    const to = Math.min(from + FACTORS, scaled.length);
    let product = 1;
    for (let at = from; at < to; at++) {
      const factor = 1 + x * (scaled[at] as number);
      inverse += 1 / factor;
      product *= factor;
    }
    log += Math.log(product);
  }
  return { inverse: inverse / scaled.length, log: log / scaled.length };
}
