import type { ForecastScores } from '../../domain/forecast.ts';
import type { ModelKind } from '../../domain/model-record.ts';
import { accuracyOf } from '../../numerics/forecast/accuracy.ts';

interface Fold {
  readonly said: number[];
  readonly came: number[];
}

const UNKNOWN = { share: Number.NaN, low: Number.NaN, high: Number.NaN, baseRate: Number.NaN, count: 0 };

/** What models said in the parts of a contest's past, each part by a model that had learnt from all before it. */
export class FoldRecorder {
  readonly #target: Float64Array;
  readonly #folds = new Map<ModelKind, Map<number, Fold>>();

  /** @param target what came, on the scale that is forecast */
  constructor(target: Float64Array) {
    this.#target = target;
  }

  /** Takes forecasts from some origins, and hands them on. */
  recorded(
    kind: ModelKind,
    learntRows: number,
    origins: readonly number[],
    said: readonly Float64Array[],
  ): readonly Float64Array[] {
    const ofKind = this.#folds.get(kind) ?? new Map<number, Fold>();
    this.#folds.set(kind, ofKind);
    const fold = ofKind.get(learntRows) ?? { said: [], came: [] };
    ofKind.set(learntRows, fold);
    for (const [place, origin] of origins.entries())
      for (const [step, value] of (said[place] ?? new Float64Array()).entries()) {
        fold.said.push(value);
        fold.came.push(this.#target[origin + step] ?? Number.NaN);
      }
    return said;
  }

  /** Scores by fold, oldest first, on the scale that is forecast (of prices, parts of the whole). */
  scores(kind: ModelKind): readonly ForecastScores[] {
    const folds = [...(this.#folds.get(kind) ?? [])].sort(([a], [b]) => a - b);
    return folds.map(([, { said, came }]) => {
      const { mape, smape, ...accuracy } = accuracyOf(said, came);
      return {
        ...accuracy,
        mapePercent: mape,
        smapePercent: smape,
        mase: Number.NaN,
        direction: UNKNOWN,
        coverage80: Number.NaN,
        coverage95: Number.NaN,
        meanWidth80: Number.NaN,
      };
    });
  }
}
