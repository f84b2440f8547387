import type { ChipKin, ChipReference } from '../../domain/tuning.ts';
import type { Random } from '../../numerics/random.ts';
import { type Particles, temperedParticles } from '../../numerics/sampling/tempered-particles.ts';

/**
 * How a chip answers to clock and core voltage: of f MHz and V volts it makes
 *
 *     H / H_nominal(f) = η · min(1, k / (1 + x)) · (1 − e),   e = 1 / (1 + exp((u − c₀ − c₁x − c₂x²) / w)),
 *
 * x = f / f_ref − 1 and u = V / V_ref, both against the maker's default. Below some voltage answers are wrong, and that
 * voltage rises with the clock: an edge over which the hashrate falls within a hundredth of a volt, and which a smooth
 * surface gets wrong (of a published sweep of 79 points the best stand next to it). k says where a device stops gaining by
 * clock at all. What is thought of these beforehand is wide and of no single chip: makers ship a tenth of the voltage more
 * than most chips need, and owners who swept theirs report 0.2 to 0.7 mV for each MHz.
 */
export const CHIP_PARAMETERS = 6;
const [C0, C1, C2, LN_W, ETA, LN_K] = [0, 1, 2, 3, 4, 5] as const;

/** What one trial said of the chip. */
export interface ChipObservation {
  readonly frequencyMhz: number;
  readonly coreVoltageMv: number;
  /** Measured by what {@link ChipReference.hashrateHs} makes of this clock. */
  readonly ratio: number;
  readonly ratioError: number;
  readonly errors?: { readonly rate: number; readonly answers: number } | undefined;
}

interface Prior {
  readonly mean: number;
  readonly deviation: number;
}

/** c₁ and c₂ are above 0 at any rate: no chip needs less voltage for a higher clock. */
function priorsOf({ hashrateDoubt, kin }: ChipReference): readonly Prior[] {
  return widePriors(hashrateDoubt).map((wide, j) => {
    const [mean, deviation] = [kin?.means[j], kin?.deviations[j]];
    return mean === undefined || deviation === undefined ? wide : { mean, deviation };
  });
}

/** Before any chip of the kind was seen. */
function widePriors(hashrateDoubt: number): readonly Prior[] {
  return [
    { mean: 0.9, deviation: 0.06 },
    { mean: 0.2, deviation: 0.2 },
    { mean: 0.3, deviation: 0.3 },
    { mean: Math.log(0.012), deviation: 0.6 },
    { mean: 1, deviation: hashrateDoubt },
    { mean: Math.log(1.6), deviation: 0.4 },
  ];
}

/** A model is never exact: this part of the hashrate it may be off by, and more where most answers are wrong. */
const RATIO_MISFIT = 0.005;
const BROKEN_MISFIT = 0.5;
/** The same of the logarithm of the odds of an error, and by each width from the edge. */
const LOGIT_MISFIT = 0.3;
const LOGIT_MISFIT_BY_WIDTH = 0.08;
const DEGREES = 4;

/** What is believed of one chip. */
export interface ChipBelief {
  readonly reference: ChipReference;
  readonly particles: Particles;
}

/** Of the parameters, the first that are the chip's own: where its edge lies, how it bends, how wide it is. */
const OWN = 4;

/**
 * What chips of a kind say of the next one: the mean of what each is believed to be, and how far the next may be from it, by
 * the law of `priorsFrom` for processes (gaussian-process/fit.ts). Their spread, the doubt of each, and the wide prior counted as one chip more,
 * by (1 + 1/m) wider while the mean is known from m chips; never wider than without them. Undefined of none.
 */
export function chipKin(beliefs: readonly ChipBelief[]): ChipKin | undefined {
  const chips = beliefs.length;
  if (chips === 0) return undefined;
  const wide = widePriors(0);
  const own = Array.from({ length: OWN }, (_, j) => {
    const told = beliefs.map(({ particles }) => momentsOf(particles, j));
    const mean = told.reduce((sum, each) => sum + each.mean, 0) / chips;
    const usual = (wide[j] as Prior).deviation ** 2;
    const squares = told.reduce((sum, each) => sum + (each.mean - mean) ** 2 + each.variance, usual);
    return { mean, deviation: Math.sqrt(Math.min(usual, (squares / chips) * (1 + 1 / chips))) };
  });
  return {
    chips,
    means: own.map(({ mean }) => mean),
    deviations: own.map(({ deviation }) => deviation),
  };
}

function momentsOf(
  { values, count }: Particles,
  j: number,
): { readonly mean: number; readonly variance: number } {
  const drawn = Array.from({ length: count }, (_, row) => values[row * CHIP_PARAMETERS + j] as number);
  const mean = drawn.reduce((sum, each) => sum + each, 0) / count;
  return { mean, variance: drawn.reduce((sum, each) => sum + (each - mean) ** 2, 0) / count };
}

/** What the trials of one chip say of it. The same trials and the same random numbers give the same belief. */
export function chipBelief(
  reference: ChipReference,
  observations: readonly ChipObservation[],
  random: Random,
  count = 800,
): ChipBelief {
  const priors = priorsOf(reference);
  const scaled = observations.map((each) => ({
    ...each,
    x: each.frequencyMhz / reference.frequencyMhz - 1,
    u: each.coreVoltageMv / reference.coreVoltageMv,
  }));
  const particles = temperedParticles({
    dimensions: CHIP_PARAMETERS,
    count,
    random,
    drawPrior: (draws) =>
      priors.map(({ mean, deviation }, j) => {
        const drawn = mean + deviation * draws.normal();
        return j === C1 || j === C2 ? Math.abs(drawn) : drawn;
      }),
    logPrior: (values, from) => {
      if ((values[from + C1] as number) < 0 || (values[from + C2] as number) < 0)
        return Number.NEGATIVE_INFINITY;
      let sum = 0;
      for (const [j, { mean, deviation }] of priors.entries())
        sum -= 0.5 * (((values[from + j] as number) - mean) / deviation) ** 2;
      return sum;
    },
    logLikelihood: (values, from) => {
      let sum = 0;
      for (const each of scaled) sum += logLikelihoodOf(each, values, from);
      return sum;
    },
  });
  return { reference, particles };
}

interface ScaledObservation extends ChipObservation {
  readonly x: number;
  readonly u: number;
}

function logLikelihoodOf(
  { x, u, ratio, ratioError, errors }: ScaledObservation,
  values: Float64Array,
  from: number,
): number {
  const widths = widthsAbove(values, from, x, u);
  const error = 1 / (1 + Math.exp(widths));
  const predicted = plateau(values, from, x) * (1 - error);
  const spread = Math.hypot(ratioError, RATIO_MISFIT + BROKEN_MISFIT * error * error);
  const z = (ratio - predicted) / spread;
  let sum = logStudent(z) - Math.log(spread);
  if (!errors || !(errors.answers > 0)) return sum;
  const wrong = errors.rate * errors.answers;
  if (wrong < 0.5) return sum - Math.min(50, errors.answers * error);
  const told = (wrong + 0.5) / (errors.answers + 1);
  const misfit = LOGIT_MISFIT + LOGIT_MISFIT_BY_WIDTH * Math.abs(widths);
  const doubt = Math.hypot(misfit, 1 / Math.sqrt(wrong + 0.5));
  // The logarithm of the odds of an error is −widths.
  sum += logStudent((Math.log(told / (1 - told)) + widths) / doubt) - Math.log(doubt);
  return sum;
}

/** Student's t up to a constant: one wild reading does not move everything. */
function logStudent(z: number): number {
  return -0.5 * (DEGREES + 1) * Math.log1p((z * z) / DEGREES);
}

/** How many widths of the edge a voltage stands above it. A parabola falls again on its far side; the need of a chip does not. */
function widthsAbove(values: Float64Array, from: number, x: number, u: number): number {
  const linear = values[from + C1] as number;
  const quadratic = values[from + C2] as number;
  const rising = quadratic > 0 ? Math.max(x, -linear / (2 * quadratic)) : x;
  const need = (values[from + C0] as number) + rising * (linear + rising * quadratic);
  return (u - need) / Math.exp(values[from + LN_W] as number);
}

function plateau(values: Float64Array, from: number, x: number): number {
  return (values[from + ETA] as number) * Math.min(1, Math.exp(values[from + LN_K] as number) / (1 + x));
}

/** What is believed of one point. */
export interface ChipForecast {
  /** ln H/s, a draw for each particle. */
  readonly lnHashrateHs: Float64Array;
  /** Part of wrong answers, a draw for each particle. */
  readonly errorRate: Float64Array;
}

/** Draws of what a chip does at a point. */
export function chipForecast(
  { reference, particles }: ChipBelief,
  frequencyMhz: number,
  coreVoltageMv: number,
): ChipForecast {
  const x = frequencyMhz / reference.frequencyMhz - 1;
  const u = coreVoltageMv / reference.coreVoltageMv;
  const lnNominal = Math.log(reference.hashrateHs * (1 + x));
  const { values, count } = particles;
  const lnHashrateHs = new Float64Array(count);
  const errorRate = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const from = row * CHIP_PARAMETERS;
    const error = 1 / (1 + Math.exp(widthsAbove(values, from, x, u)));
    errorRate[row] = error;
    lnHashrateHs[row] = lnNominal + Math.log(Math.max(1e-9, plateau(values, from, x) * (1 - error)));
  }
  return { lnHashrateHs, errorRate };
}

/** Core voltage at which half of the answers are wrong at a clock, mV: a draw for each particle. The silicon lottery. */
export function edgeVoltageMv({ reference, particles }: ChipBelief, frequencyMhz: number): Float64Array {
  const x = frequencyMhz / reference.frequencyMhz - 1;
  const { values, count } = particles;
  return Float64Array.from({ length: count }, (_, row) => {
    const from = row * CHIP_PARAMETERS;
    const width = Math.exp(values[from + LN_W] as number);
    return -reference.coreVoltageMv * width * widthsAbove(values, from, x, 0);
  });
}
