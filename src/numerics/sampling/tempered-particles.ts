import { cholesky } from '../linear/cholesky.ts';
import type { Random } from '../random.ts';

/** What is believed of a few parameters: as many points of equal weight as it takes to draw it, row by row. */
export interface Particles {
  readonly dimensions: number;
  readonly count: number;
  /** count × dimensions. */
  readonly values: Float64Array;
}

/** Logarithm of a density, up to a constant, of the parameters that stand at `from` in `values`. */
export type LogDensity = (values: Float64Array, from: number) => number;

export interface TemperingOptions {
  /** Draws one set of parameters of what is thought beforehand. */
  readonly drawPrior: (random: Random) => ArrayLike<number>;
  readonly logPrior: LogDensity;
  readonly logLikelihood: LogDensity;
  readonly dimensions: number;
  /** 1,000 when absent. */
  readonly count?: number | undefined;
  readonly random: Random;
}

/** The evidence is taken in by steps so small that this part of the particles still counts after each. */
const EFFECTIVE_PART = 0.5;
/** Metropolis moves of each particle after a step, and the most steps. */
const MOVES = 4;
const MOST_STEPS = 60;

/**
 * Draws from a posterior by sequential Monte Carlo with adaptive tempering: from the prior to prior × likelihood^β with β
 * rising from 0 to 1 so that the effective number of particles stays at half; after each step they are drawn anew by
 * weight (systematic resampling) and moved by random-walk Metropolis with the scale 2.38/√d of their own covariance (Del
 * Moral, Doucet & Jasra 2006; Jasra et al. 2011, section 3.2). It copes with a likelihood that is flat on one side, which
 * no parabola around a maximum tells truly.
 */
export function temperedParticles(options: TemperingOptions): Particles {
  const { dimensions, count = 1_000, random, logLikelihood } = options;
  let values = new Float64Array(count * dimensions);
  for (let row = 0; row < count; row++) values.set(options.drawPrior(random), row * dimensions);
  let likelihoods = Float64Array.from({ length: count }, (_, row) => logLikelihood(values, row * dimensions));
  let heat = 0;
  for (let step = 0; step < MOST_STEPS && heat < 1; step++) {
    const next = nextHeat(likelihoods, heat);
    const weights = weightsOf(likelihoods, next - heat);
    const chosen = resampled(weights, random);
    const moved = new Float64Array(values.length);
    chosen.forEach((from, row) => {
      moved.set(values.subarray(from * dimensions, (from + 1) * dimensions), row * dimensions);
    });
    values = moved;
    likelihoods = Float64Array.from(chosen, (from) => likelihoods[from] as number);
    heat = next;
    move(values, likelihoods, heat, options);
  }
  return { dimensions, count, values };
}

/** The next β: 1, or where the effective number of particles has fallen to the part wanted (by halving). */
function nextHeat(likelihoods: Float64Array, heat: number): number {
  const wanted = EFFECTIVE_PART * likelihoods.length;
  if (effective(weightsOf(likelihoods, 1 - heat)) >= wanted) return 1;
  let [low, high] = [heat, 1];
  for (let halving = 0; halving < 40; halving++) {
    const middle = 0.5 * (low + high);
    if (effective(weightsOf(likelihoods, middle - heat)) >= wanted) low = middle;
    else high = middle;
  }
  return Math.max(low, heat + 1e-9);
}

function weightsOf(likelihoods: Float64Array, power: number): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (const each of likelihoods) if (each > most) most = each;
  const weights = likelihoods.map((each) => Math.exp(power * (each - most)));
  const sum = weights.reduce((total, each) => total + each, 0);
  return weights.map((each) => each / sum);
}

/** 1 / Σ w² (Kong, Liu & Wong 1994). */
function effective(weights: Float64Array): number {
  return 1 / weights.reduce((sum, each) => sum + each * each, 0);
}

function resampled(weights: Float64Array, random: Random): Int32Array {
  const chosen = new Int32Array(weights.length);
  const offset = random.uniform();
  let from = 0;
  let sum = weights[0] as number;
  for (let row = 0; row < weights.length; row++) {
    while (sum < (row + offset) / weights.length && from < weights.length - 1) {
      from++;
      sum += weights[from] as number;
    }
    chosen[row] = from;
  }
  return chosen;
}

function move(
  values: Float64Array,
  likelihoods: Float64Array,
  heat: number,
  { dimensions, random, logPrior, logLikelihood }: TemperingOptions,
): void {
  const lower = proposalFactor(values, dimensions);
  const proposal = new Float64Array(dimensions);
  const drawn = new Float64Array(dimensions);
  for (let row = 0; row < likelihoods.length; row++) {
    const from = row * dimensions;
    for (let time = 0; time < MOVES; time++) {
      for (let j = 0; j < dimensions; j++) drawn[j] = random.normal();
      for (let j = 0; j < dimensions; j++) {
        let step = 0;
        for (let k = 0; k <= j; k++) step += (lower[j * dimensions + k] as number) * (drawn[k] as number);
        proposal[j] = (values[from + j] as number) + step;
      }
      const prior = logPrior(proposal, 0) - logPrior(values, from);
      if (!(prior > Number.NEGATIVE_INFINITY)) continue;
      const likelihood = logLikelihood(proposal, 0);
      const gain = prior + heat * (likelihood - (likelihoods[row] as number));
      if (!(Math.log(1 - random.uniform()) < gain)) continue;
      values.set(proposal, from);
      likelihoods[row] = likelihood;
    }
  }
}

/** Cholesky factor of the particles' covariance, scaled to a good step of a random walk (Roberts & Rosenthal 2001). */
function proposalFactor(values: Float64Array, dimensions: number): Float64Array {
  const count = values.length / dimensions;
  const means = new Float64Array(dimensions);
  for (let index = 0; index < values.length; index++)
    means[index % dimensions] = (means[index % dimensions] as number) + (values[index] as number) / count;
  const covariance = new Float64Array(dimensions * dimensions);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < dimensions; i++) {
      const a = (values[row * dimensions + i] as number) - (means[i] as number);
      for (let j = 0; j <= i; j++) {
        const b = (values[row * dimensions + j] as number) - (means[j] as number);
        covariance[i * dimensions + j] = (covariance[i * dimensions + j] as number) + (a * b) / count;
      }
    }
  }
  const scale = 2.38 ** 2 / dimensions;
  for (let i = 0; i < dimensions; i++) {
    for (let j = 0; j <= i; j++) {
      const own = i * dimensions + j;
      covariance[own] =
        scale * (covariance[own] as number) +
        (i === j ? 1e-18 + 1e-9 * scale * (covariance[own] as number) : 0);
    }
  }
  return cholesky(covariance, dimensions);
}
