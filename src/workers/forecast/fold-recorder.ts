import type { ForecastScores, ForecastTarget } from '../../domain/forecast.ts';
import type { ModelKind } from '../../domain/model-record.ts';
import { bandScores } from '../../insight/forecast/band-scores.ts';
import { naiveMiss } from '../../insight/forecast/contest.ts';
import { lastBefore } from '../../insight/forecast/contest-paths.ts';
import { trackIntervals } from '../../insight/forecast/step-intervals.ts';
import { workingScale } from '../../insight/forecast/working-scale.ts';

/** A forecast of a contest: how many rows were known when it was made, and its steps. */
interface Told {
  readonly origin: number;
  readonly said: Float64Array;
}

/** What models said in the parts of a contest's past, each part by a model that had learnt from all before it. */
export class FoldRecorder {
  readonly #values: Float64Array;
  readonly #target: Pick<ForecastTarget, 'quantity' | 'season' | 'horizon'>;
  /** By kind, then rows that were learnt from. */
  readonly #folds = new Map<ModelKind, Map<number, Told[]>>();

  /** @param values what came, on the working scale */
  constructor(values: Float64Array, target: Pick<ForecastTarget, 'quantity' | 'season' | 'horizon'>) {
    this.#values = values;
    this.#target = target;
  }

  /** Takes forecasts from some origins, and hands them on. */
  recorded(
    kind: ModelKind,
    learntRows: number,
    origins: readonly number[],
    said: readonly Float64Array[],
  ): readonly Float64Array[] {
    const ofKind = this.#folds.get(kind) ?? new Map<number, Told[]>();
    this.#folds.set(kind, ofKind);
    const told = origins.map((origin, place) => ({ origin, said: said[place] ?? new Float64Array() }));
    ofKind.set(learntRows, [...(ofKind.get(learntRows) ?? []), ...told]);
    return said;
  }

  /**
   * Scores by fold, oldest first, over the whole horizon and in the same units as those of a contest. Ranges are what they would
   * have been, by what the model had missed by until then: of the first forecasts of a past there are none, and the coverage of a
   * fold without any is NaN.
   */
  scores(kind: ModelKind): readonly ForecastScores[] {
    const folds = [...(this.#folds.get(kind) ?? [])].sort(([a], [b]) => a - b);
    const all = folds.flatMap(([, told]) => told);
    const came = ({ origin }: Told) => this.#values.slice(origin, origin + this.#target.horizon);
    const errors = all.map((told) => {
      const truth = came(told);
      return told.said.map((value, step) => value - (truth[step] ?? Number.NaN));
    });
    const spacing = Math.max(1, (all[1]?.origin ?? 0) - (all[0]?.origin ?? 0));
    const { byOrigin } = trackIntervals(errors, spacing);
    const { horizon, quantity, season } = this.#target;
    return folds.map(([learntRows, told]) => {
      const first = all.indexOf(told[0] as Told);
      const paths = {
        said: told.map(({ said }) => said),
        came: told.map(came),
        radii: byOrigin.slice(first, first + told.length),
        before: told.map(({ origin }) => lastBefore(this.#values, origin)),
        spacing,
      };
      const units = {
        scale: workingScale(quantity),
        naiveMiss: naiveMiss(this.#values, season, learntRows),
      };
      return bandScores(paths, { fromStep: 1, toStep: horizon }, units);
    });
  }
}
