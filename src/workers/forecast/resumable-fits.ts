import { ForecastError } from '../../numerics/forecast/learned/forecast-error.ts';
import type {
  FitProgress,
  FittedForecaster,
  Forecaster,
  SeriesTable,
} from '../../numerics/forecast/learned/forecaster.ts';
import { Random } from '../../numerics/random.ts';
import type { TrainingState } from './training-state.ts';

type Fit = NonNullable<TrainingState['fit']>;

export interface FitKeeper {
  /** Where a fit stood when it was broken off; of whichever that was. */
  readonly resumed: () => Fit | undefined;
  readonly keep: (fit: Fit) => void;
  /** Is it time to take a copy? It costs as much as the model is large. */
  readonly isDue: () => boolean;
}

/** Fits that go on where they were broken off, each with randomness of its own: the order of fits changes none of them. */
export class ResumableFits {
  readonly #seed: number;
  readonly #horizon: number;
  readonly #keeper: FitKeeper;

  constructor(seed: number, horizon: number, keeper: FitKeeper) {
    this.#seed = seed;
    this.#horizon = horizon;
    this.#keeper = keeper;
  }

  /** @param of names the fit among all of a training @throws ForecastError */
  *fit(of: string, forecaster: Forecaster, table: SeriesTable): Generator<FitProgress, FittedForecaster> {
    const known = this.#keeper.resumed();
    const resume = known?.of === of ? known.checkpoint : undefined;
    try {
      return yield* this.#watched(of, forecaster, table, resume);
    } catch (error) {
      // Another version's checkpoint: it is begun anew.
      const isOther = error instanceof ForecastError && error.kind === 'other-training';
      if (!resume || !isOther) throw error;
      return yield* this.#watched(of, forecaster, table, undefined);
    }
  }

  *#watched(
    of: string,
    forecaster: Forecaster,
    table: SeriesTable,
    resume: Fit['checkpoint'] | undefined,
  ): Generator<FitProgress, FittedForecaster> {
    const random = Random.labelled(this.#seed, of);
    const options = { horizon: this.#horizon, random, ...(resume && { resume }) };
    const fitting = forecaster.fit([table], options);
    for (;;) {
      const step = fitting.next();
      if (step.done) return step.value;
      const { checkpoint } = step.value;
      if (checkpoint && this.#keeper.isDue()) this.#keeper.keep({ of, checkpoint: checkpoint() });
      yield step.value;
    }
  }
}
