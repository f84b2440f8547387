import { logGamma } from '../log-gamma.ts';

export interface ChangePointOptions {
  /** λ: values between two changes in the mean; each value begins something new with probability 1/λ. */
  readonly meanRun: number;
  /** What is thought of a new run before its first value. */
  readonly prior: NormalPrior;
  /** Runs that are kept at most: the memory, and the time that a value takes. */
  readonly mostRuns: number;
}

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

/** A run that the latest value may belong to: plain data. */
export interface Run {
  /** Values of it so far. */
  readonly length: number;
  readonly probability: number;
  /** μ and β after them; κ and α follow from the length. */
  readonly mean: number;
  readonly rate: number;
}

/** Beyond it squares are no numbers. */
const LARGEST = 1e150;

/** Lengths whose constants are kept; of the few longer runs they are worked out each time. */
const KEPT_CONSTANTS = 4_096;

/** Parts of 1/λ: a run less probable than that is forgotten, since any value may begin a better one. */
const IMPROBABLE = 1e-6;

/**
 * Bayesian online change points (Adams & MacKay, "Bayesian online changepoint detection", arXiv:0710.3742, 2007): of every run that the
 * present one may be, how probable is it? A value continues each run with probability 1 − 1/λ, and is likely by Student's t that
 * the run's values leave; or it begins a new one, by the prior. Here a run counts the value that began it, so that
 * a change is seen with its first value.
 *
 * Where there are too many runs the least probable one is forgotten, but not of the younger half: these have had no time to show
 * what they are.
 */
export class BayesianChangePoints {
  readonly #options: ChangePointOptions;
  // By run, from the shortest on.
  readonly #lengths: Float64Array;
  readonly #probabilities: Float64Array;
  readonly #means: Float64Array;
  readonly #rates: Float64Array;
  readonly #logs: Float64Array;
  #runs = 0;
  /** By length, of the first so many: what the density needs of it. */
  readonly #logConstants: number[] = [];

  /** @throws RangeError for a prior that is none, runs of less than a value, or no memory */
  constructor(options: ChangePointOptions) {
    const { meanRun, prior, mostRuns } = options;
    const { mean, meanWeight, shape, rate } = prior;
    if (!(Number.isFinite(mean) && meanWeight > 0 && shape > 0 && rate > 0))
      throw new RangeError(`N(${mean}, 1/${meanWeight}) with Gamma(${shape}, ${rate}) is no prior`);
    if (!(meanRun > 1 && Number.isInteger(mostRuns) && mostRuns >= 2))
      throw new RangeError(`runs of ${meanRun} values, of which ${mostRuns} are kept, tell no change`);
    this.#options = options;
    const ofRuns = () => new Float64Array(mostRuns + 1);
    this.#lengths = ofRuns();
    this.#probabilities = ofRuns();
    this.#means = ofRuns();
    this.#rates = ofRuns();
    this.#logs = ofRuns();
  }

  /** Probability that the run which goes on now began within the latest `values`. NaN before the first value. */
  beganWithin(values: number): number {
    if (this.#runs === 0) return Number.NaN;
    let sum = 0;
    for (let run = 0; run < this.#runs && (this.#lengths[run] as number) <= values; run++)
      sum += this.#probabilities[run] as number;
    return sum;
  }

  /**
   * Takes the next value; one that is missing (NaN), or so large that its square is no number, changes nothing.
   *
   * @returns the length of the most probable run; 0 before the first value
   */
  update(x: number): number {
    if (Math.abs(x) <= LARGEST) {
      this.#beginRun();
      const greatest = this.#weigh(x);
      this.#learn(x);
      this.#forget(greatest);
    }
    let best = 0;
    for (let run = 1; run < this.#runs; run++)
      if ((this.#probabilities[run] as number) > (this.#probabilities[best] as number)) best = run;
    return this.#runs === 0 ? 0 : (this.#lengths[best] as number);
  }

  /** Puts a run without a value before all others. */
  #beginRun(): void {
    const { meanRun, prior } = this.#options;
    const isFirst = this.#runs === 0;
    for (const table of [this.#lengths, this.#probabilities, this.#means, this.#rates])
      table.copyWithin(1, 0, this.#runs);
    for (let run = 1; run <= this.#runs; run++)
      this.#probabilities[run] = (this.#probabilities[run] as number) * (1 - 1 / meanRun);
    this.#lengths[0] = 0;
    this.#probabilities[0] = isFirst ? 1 : 1 / meanRun;
    this.#means[0] = prior.mean;
    this.#rates[0] = prior.rate;
    this.#runs += 1;
  }

  /** ln of each run's probability together with the value's likelihood. @returns the greatest */
  #weigh(x: number): number {
    let greatest = Number.NEGATIVE_INFINITY;
    for (let run = 0; run < this.#runs; run++) {
      const log = Math.log(this.#probabilities[run] as number) + this.#logLikelihood(run, x);
      this.#logs[run] = log;
      if (log > greatest) greatest = log;
    }
    return greatest;
  }

  /** Murphy 2007, equations 86 to 89, for one value. */
  #learn(x: number): void {
    const { meanWeight } = this.#options.prior;
    for (let run = 0; run < this.#runs; run++) {
      const weight = meanWeight + (this.#lengths[run] as number);
      const step = x - (this.#means[run] as number);
      this.#lengths[run] = (this.#lengths[run] as number) + 1;
      this.#means[run] = (this.#means[run] as number) + step / (weight + 1);
      this.#rates[run] = (this.#rates[run] as number) + (weight * step * step) / (2 * (weight + 1));
    }
  }

  /** Makes probabilities of the weighed logarithms, and leaves out what is forgotten. */
  #forget(greatest: number): void {
    const { meanRun, mostRuns } = this.#options;
    const logs = this.#logs;
    let weakest = -1;
    if (this.#runs > mostRuns)
      for (let run = mostRuns >> 1; run < this.#runs; run++)
        if (weakest < 0 || (logs[run] as number) < (logs[weakest] as number)) weakest = run;
    const least = Math.log(IMPROBABLE / meanRun) + greatest;
    let [kept, sum] = [0, 0];
    for (let run = 0; run < this.#runs; run++) {
      const log = logs[run] as number;
      if (run === weakest || !(log >= least)) continue;
      this.#lengths[kept] = this.#lengths[run] as number;
      this.#means[kept] = this.#means[run] as number;
      this.#rates[kept] = this.#rates[run] as number;
      this.#probabilities[kept] = Math.exp(log - greatest);
      sum += this.#probabilities[kept] as number;
      kept += 1;
    }
    this.#runs = kept;
    for (let run = 0; run < kept; run++)
      this.#probabilities[run] = (this.#probabilities[run] as number) / sum;
  }

  /** ln of Student's t with 2α degrees, around μ, of squared scale β·(κ + 1)/(α·κ) (Murphy 2007, equation 110). */
  #logLikelihood(run: number, x: number): number {
    const { meanWeight, shape } = this.#options.prior;
    const length = this.#lengths[run] as number;
    const weight = meanWeight + length;
    const spread = (2 * (this.#rates[run] as number) * (weight + 1)) / weight;
    const square = (x - (this.#means[run] as number)) ** 2;
    const power = shape + length / 2 + 0.5;
    return this.#logConstant(length) - 0.5 * Math.log(spread) - power * Math.log1p(square / spread);
  }

  /** ln Γ(α + ½) − ln Γ(α) − ½·ln π for a run of this length. */
  #logConstant(length: number): number {
    const known = this.#logConstants[length];
    if (known !== undefined) return known;
    const alpha = this.#options.prior.shape + length / 2;
    const constant = logGamma(alpha + 0.5) - logGamma(alpha) - 0.5 * Math.log(Math.PI);
    if (length < KEPT_CONSTANTS) this.#logConstants[length] = constant;
    return constant;
  }

  /** The runs that the latest value may belong to, from the shortest on: all there is to know. */
  get state(): readonly Run[] {
    return Array.from({ length: this.#runs }, (_, run) => ({
      length: this.#lengths[run] as number,
      probability: this.#probabilities[run] as number,
      mean: this.#means[run] as number,
      rate: this.#rates[run] as number,
    }));
  }

  /** Goes on where another stream with the same options stood. */
  restore(runs: readonly Run[]): void {
    this.#runs = runs.length;
    for (const [place, { length, probability, mean, rate }] of runs.entries()) {
      this.#lengths[place] = length;
      this.#probabilities[place] = probability;
      this.#means[place] = mean;
      this.#rates[place] = rate;
    }
  }
}
