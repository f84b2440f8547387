import type { ModelKind } from '../../domain/model-record.ts';
import type { Competitor, Learnt } from '../../insight/forecast/competitor.ts';
import { type ConstantDifficulty, learnable } from '../../insight/forecast/constant-difficulty.ts';
import type {
  FitProgress,
  FittedForecaster,
  Forecaster,
  ForecasterJson,
  SeriesTable,
} from '../../numerics/forecast/learned/forecaster.ts';
import { readForecaster } from '../../numerics/forecast/learned/read-forecaster.ts';
import type { FoldRecorder } from './fold-recorder.ts';
import { nameOfKind } from './model-kinds.ts';

export interface CompetingModel {
  readonly kind: ModelKind;
  readonly modelId: string;
  readonly forecaster: Forecaster;
  readonly horizon: number;
  /** Of earnings whose retargets are known: it learns what these leave. */
  readonly retargets?: ConstantDifficulty | undefined;
}

export interface CompetitorPorts {
  readonly folds: FoldRecorder;
  /** What was fitted before, by {@link contestFit}. */
  readonly kept: (of: string) => ForecasterJson | undefined;
  readonly learn: (of: string, known: SeriesTable) => Generator<FitProgress, FittedForecaster>;
  readonly keep: (of: string, json: ForecasterJson) => void;
}

/** Names the fit of a kind to so many rows of the past, among all of a contest. */
export function contestFit(kind: ModelKind, rows: number): string {
  return `${kind}/${rows}`;
}

/**
 * A trained kind in the contest: with its parameters, fitted anew to what was known, and to nothing else.
 * @param fits how often it learns anew over the past
 */
export function trainedCompetitor(
  { kind, modelId, forecaster, horizon, retargets }: CompetingModel,
  fits: number,
  { folds, kept, learn, keep }: CompetitorPorts,
): Competitor {
  return {
    speaker: { kind: 'model', name: nameOfKind(kind), modelId },
    rowsNeeded: forecaster.rowsNeeded(horizon),
    fits,
    *learn(known) {
      const rows = known.target.length;
      const of = contestFit(kind, rows);
      const json = kept(of);
      const fitted = json ? readForecaster(json) : yield* learn(of, learnable(retargets, known));
      if (!json) keep(of, fitted.toJson());
      const learnt: Learnt = { forecastFrom: (table, origins) => fitted.forecastFrom(table, [...origins]) };
      const { forecastFrom } = retargets?.spoken(learnt, rows) ?? learnt;
      return {
        forecastFrom: (table, origins) => folds.recorded(kind, rows, origins, forecastFrom(table, origins)),
      };
    },
  };
}
