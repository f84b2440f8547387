import { medianOfSorted, sorted } from '../ranks.ts';

export interface SeasonOptions {
  /** Phases of a season, such as the 168 hours of a week. */
  readonly phases: number;
  /** Latest values that are kept of each phase. */
  readonly kept: number;
  /** Phases on either side, around the season's end, that a phase of few values leans on. */
  readonly neighbours: number;
  /** As many values of its own as these neighbours are worth to a phase. */
  readonly neighbourWeight: number;
  /** Latest residuals by whose sizes a residual is measured. */
  readonly recent: number;
  /** The spread is never taken to be below it, in the unit of the values: what a gauge's last digit does is no surprise. */
  readonly leastSpread: number;
}

/** Hours of a week over two months. The weights are conventions, not fits: a phase counts as much as its neighbours after two seasons. */
export const WEEK_OF_HOURS = {
  phases: 168,
  kept: 8,
  neighbours: 1,
  neighbourWeight: 2,
  recent: 336,
} as const satisfies Omit<SeasonOptions, 'leastSpread'>;

/** Where a stream stands: plain data. */
export interface SeasonState {
  /** By phase, the kept values from the oldest on. */
  readonly phases: readonly (readonly number[])[];
  readonly residuals: readonly number[];
}

/** 1/Φ⁻¹(¾): by it the median of absolute deviations of normal values is their standard deviation. */
const MAD_TO_DEVIATION = 1.4826022185056018;
/** Residuals from which a spread is told. */
const FEWEST_RESIDUALS = 10;

/**
 * Robust seasonal residuals of a stream: by how many spreads does a value differ from what is usual at its phase of the day or week?
 *
 * Usual is the median of the phase's latest values, shrunk to that of the phases beside it: (n·own + w·theirs)/(n + w) for n values of
 * its own, so that a season that has begun is already of use; where neither has any, that of all phases. The spread is the median of
 * the latest absolute residuals, times 1.4826 (MAD: Hampel, Journal of the American Statistical Association 69, 1974). Medians are
 * not moved by a minority: half of what is kept may be wrong.
 */
export class SeasonalResidual {
  readonly #options: SeasonOptions;
  #phases: number[][];
  #residuals: number[] = [];

  /** @throws RangeError for a season without phases, or nothing kept */
  constructor(options: SeasonOptions) {
    const { phases, kept, neighbours, neighbourWeight, recent, leastSpread } = options;
    if (![phases, kept, recent].every((count) => Number.isInteger(count) && count >= 1))
      throw new RangeError(`${kept} values of ${phases} phases and ${recent} residuals tell nothing`);
    if (!(Number.isInteger(neighbours) && neighbours >= 0 && neighbourWeight >= 0 && leastSpread >= 0))
      throw new RangeError(`${neighbours} neighbours of weight ${neighbourWeight}, spread ${leastSpread}`);
    this.#options = options;
    this.#phases = Array.from({ length: phases }, () => []);
  }

  /** What is usual at a phase; NaN before the first value of all. */
  usual(phase: number): number {
    const own = this.#phases[phase] ?? [];
    const { phases, neighbours, neighbourWeight } = this.#options;
    const beside: number[] = [];
    for (let step = 1; step <= neighbours; step++)
      for (const other of new Set([(phase + step) % phases, (phase + phases - (step % phases)) % phases]))
        if (other !== phase) beside.push(...(this.#phases[other] ?? []));
    if (own.length === 0 && beside.length === 0) return medianOf(this.#phases.flat());
    if (beside.length === 0) return medianOf(own);
    if (own.length === 0) return medianOf(beside);
    const share = own.length / (own.length + neighbourWeight);
    return share * medianOf(own) + (1 - share) * medianOf(beside);
  }

  /** Spread of the residuals, as the standard deviation of normal ones would be; NaN as long as too few are known. */
  get spread(): number {
    if (this.#residuals.length < Math.min(FEWEST_RESIDUALS, this.#options.recent)) return Number.NaN;
    const typical = medianOf(this.#residuals.map(Math.abs));
    return Math.max(MAD_TO_DEVIATION * typical, this.#options.leastSpread);
  }

  /**
   * Takes the next value; one that is missing or infinite changes nothing.
   *
   * @param phase 0 … phases − 1
   * @returns how many spreads it lies above what is usual (below 0: below); NaN as long as too little is known, and infinite
   * where nothing has ever differed
   * @throws RangeError for a phase that is none
   */
  update(x: number, phase: number): number {
    const own = this.#phases[phase];
    if (!own) throw new RangeError(`phase ${phase} of ${this.#options.phases} is none`);
    if (!Number.isFinite(x)) return Number.NaN;
    const residual = x - this.usual(phase);
    const { spread } = this;
    if (Number.isFinite(residual)) keep(this.#residuals, residual, this.#options.recent);
    keep(own, x, this.#options.kept);
    return residual === 0 && !Number.isNaN(spread) ? 0 : residual / spread;
  }

  get state(): SeasonState {
    return { phases: this.#phases.map((values) => [...values]), residuals: [...this.#residuals] };
  }

  /** Goes on where another stream with the same options stood. */
  restore({ phases, residuals }: SeasonState): void {
    this.#phases = phases.map((values) => [...values]);
    this.#residuals = [...residuals];
  }
}

function medianOf(values: readonly number[]): number {
  return medianOfSorted(sorted(values));
}

/** Adds a value to those kept, the oldest of which makes room. */
function keep(values: number[], value: number, most: number): void {
  values.push(value);
  if (values.length > most) values.shift();
}
