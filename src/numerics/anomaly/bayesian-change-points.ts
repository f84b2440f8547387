import { logGamma } from '../log-gamma.ts';

export interface ChangePointOptions {
  /** λ: values between two changes in the mean; each value begins something new with probability 1/λ. */
  readonly meanRun: number;
  /** What is thought of a new run before its first value. */
  readonly prior: NormalPrior;
  /** Runs whose probability is below it are forgotten. */
  readonly leastProbability: number;
  /** Runs that are kept at most: the memory. */
  readonly mostRuns: number;
}

/** What the paper's authors and most who use it leave of the tail, and memory for two days of minutes. */
export const CHANGE_POINT_DEFAULTS = { leastProbability: 1e-6, mostRuns: 3_000 } as const;

/**
 * Normal values of unknown mean and variance: 1/σ² ~ Gamma(shape α, rate β), mean ~ N(μ, σ²/κ): the normal-inverse-gamma law
 * (Murphy, "Conjugate Bayesian analysis of the Gaussian distribution", 2007, section 3, with λ = 1/σ²).
 */
export interface NormalPrior {
  /** μ, in the unit of the values. */
  readonly mean: number;
  /** κ > 0: as many values is that guess worth. */
  readonly meanWeight: number;
  /** α > 0: half as many values as the guess of the variance is worth. */
  readonly shape: number;
  /** β > 0: α times the guess of the variance, in the squared unit of the values. */
  readonly rate: number;
}

/** A run that the latest value may belong to. */
export interface Run {
  /** Values of it so far. */
  readonly length: number;
  readonly probability: number;
  /** μ and β after them; κ and α follow from the length. */
  readonly mean: number;
  readonly rate: number;
}

/**
 * Bayesian online change points (Adams & MacKay, "Bayesian online changepoint detection", arXiv:0710.3742, 2007): of every run that the
 * present one may be, how probable is it? A value continues each run with probability 1 − 1/λ, and is likely by Student's t that
 * the run's values leave; or it begins a new one, by the prior. Here a run counts the value that began it, so that
 * a change is seen with its first value.
 *
 * Runs that are no longer probable are forgotten, so that a value costs O(runs kept).
 */
export class BayesianChangePoints {
  readonly #options: ChangePointOptions;
  /** By length: what the density needs of it. */
  readonly #logConstants: number[] = [];
  #runs: readonly Run[] = [];

  /** @throws RangeError for a prior that is none, runs of less than a value, or no memory */
  constructor(options: ChangePointOptions) {
    const { meanRun, prior, leastProbability, mostRuns } = options;
    const { mean, meanWeight, shape, rate } = prior;
    if (!(Number.isFinite(mean) && meanWeight > 0 && shape > 0 && rate > 0))
      throw new RangeError(`N(${mean}, 1/${meanWeight}) with Gamma(${shape}, ${rate}) is no prior`);
    if (!(meanRun > 1 && mostRuns >= 1 && leastProbability >= 0 && leastProbability < 1))
      throw new RangeError(`runs of ${meanRun} values, of which ${mostRuns} are kept, tell no change`);
    this.#options = options;
  }

  /** The runs that the latest value may belong to, from the shortest on: all there is to know, and plain data. */
  get state(): readonly Run[] {
    return this.#runs;
  }

  /** Goes on where another stream with the same options stood. */
  restore(runs: readonly Run[]): void {
    this.#runs = [...runs];
  }

  /** Probability that the run which goes on now began within the latest `values`. NaN before the first value. */
  beganWithin(values: number): number {
    if (this.#runs.length === 0) return Number.NaN;
    return this.#runs.reduce((sum, run) => (run.length <= values ? sum + run.probability : sum), 0);
  }

  /**
   * Takes the next value; one that is missing (NaN), or so large that its square is no number, changes nothing.
   *
   * @returns the length of the most probable run; 0 before the first value
   */
  update(x: number): number {
    if (Math.abs(x) <= LARGEST) {
      const logs = this.#runs.map((run) => Math.log(run.probability) + this.#logLikelihood(run, x));
      const { meanRun } = this.#options;
      const fresh: Run = {
        length: 0,
        probability: 1,
        mean: this.#options.prior.mean,
        rate: this.#options.prior.rate,
      };
      const carriedOn = logs.map((log) => log + Math.log1p(-1 / meanRun));
      const begun = this.#logLikelihood(fresh, x) - (this.#runs.length === 0 ? 0 : Math.log(meanRun));
      const all = [begun, ...carriedOn];
      const greatest = all.reduce((most, log) => Math.max(most, log), Number.NEGATIVE_INFINITY);
      // So far from all that is known that no number tells how unlikely: nothing can be learnt from it.
      if (Number.isFinite(greatest)) this.#runs = this.#kept([fresh, ...this.#runs], all, greatest, x);
    }
    return this.#runs.reduce((best, run) => (run.probability > best.probability ? run : best), NO_RUN).length;
  }

  #kept(runs: readonly Run[], logs: readonly number[], greatest: number, x: number): readonly Run[] {
    const { leastProbability, mostRuns } = this.#options;
    const weights = logs.map((log) => Math.exp(log - greatest));
    const sum = weights.reduce((all, weight) => all + weight, 0);
    const least = leastOfMost(weights, mostRuns) / sum;
    const kept = runs.flatMap((run, place) => {
      const probability = (weights[place] as number) / sum;
      return probability >= least && probability > leastProbability
        ? [this.#learnt(run, probability, x)]
        : [];
    });
    const rest = kept.reduce((all, { probability }) => all + probability, 0);
    return kept.map((run) => ({ ...run, probability: run.probability / rest }));
  }

  /** Murphy 2007, equations 86 to 89, for one value. */
  #learnt({ length, mean, rate }: Run, probability: number, x: number): Run {
    const weight = this.#options.prior.meanWeight + length;
    const step = x - mean;
    return {
      length: length + 1,
      probability,
      mean: mean + step / (weight + 1),
      rate: rate + (weight * step * step) / (2 * (weight + 1)),
    };
  }

  /** ln of Student's t with 2α degrees, around μ, of squared scale β·(κ + 1)/(α·κ) (Murphy 2007, equation 110). */
  #logLikelihood({ length, mean, rate }: Run, x: number): number {
    const { meanWeight, shape } = this.#options.prior;
    const alpha = shape + length / 2;
    const weight = meanWeight + length;
    const spread = (2 * rate * (weight + 1)) / weight;
    return (
      this.#logConstant(length) -
      0.5 * Math.log(spread) -
      (alpha + 0.5) * Math.log1p((x - mean) ** 2 / spread)
    );
  }

  /** ln Γ(α + ½) − ln Γ(α) − ½·ln π for a run of this length; worked out once. */
  #logConstant(length: number): number {
    const known = this.#logConstants[length];
    if (known !== undefined) return known;
    const alpha = this.#options.prior.shape + length / 2;
    const constant = logGamma(alpha + 0.5) - logGamma(alpha) - 0.5 * Math.log(Math.PI);
    this.#logConstants[length] = constant;
    return constant;
  }
}

/** Beyond it squares are no numbers. */
const LARGEST = 1e150;

const NO_RUN: Run = { length: 0, probability: 0, mean: Number.NaN, rate: Number.NaN };

/** The least of so many greatest weights; 0 where there are fewer. */
function leastOfMost(weights: readonly number[], most: number): number {
  return weights.length <= most ? 0 : (Float64Array.from(weights).sort()[weights.length - most] ?? 0);
}
