import type { ForecastTarget, PastForecast } from '../../domain/forecast.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { poolSubject, targetId } from '../../insight/forecast/targets.ts';
import type { ModelStore } from '../../store/model-store.ts';
import type {
  EarningsAsk,
  ForecastApi,
  ForecastReport,
  LearnerHealth,
  PredictAsk,
  TargetStanding,
} from '../forecast-api.ts';
import { coverageOf, keptForecast, withWhatCame } from './kept-forecasts.ts';
import { answered, learnerFailure } from './learner-failure.ts';
import { ModelRegistry } from './model-registry.ts';
import { replayedForecasts } from './replayed-forecasts.ts';
import { ruleForecast, ruleReasons } from './rule-forecast.ts';
import type { TargetDataPorts } from './target-data-reader.ts';
import { lackOf, lackSentence, rowsKnown } from './target-lack.ts';
import { TargetShelf } from './target-shelf.ts';

/** Time limits of calls, ms; see ForecastApi. The first question of a target reads its past. */
const LIMIT_MS = { targets: 2_000, predict: 5_000, list: 500, change: 2_000, file: 5_000, health: 1_000 };
/** Rows of the past that a chart shows before the forecast. */
const SHOWN_ROWS = { hour: 14 * 24, day: 120 };
/** Kept forecasts that the coverage meter looks at. */
const METERED = 240;

export interface ForecastServicePorts extends TargetDataPorts {
  readonly models: ModelStore;
}

/** Of ForecastApi what is there by now. */
export type ForecastServiceApi = Omit<
  ForecastApi,
  'train' | 'followTrainings' | 'stopFollowingTrainings' | 'pause' | 'resume' | 'cancel' | 'explain'
>;

/** Forecasts and the registry of models over one fleet's stores. Loaded on demand. */
export class ForecastService implements ForecastServiceApi {
  readonly #ports: ForecastServicePorts;
  readonly #shelf: TargetShelf;
  readonly #registry: ModelRegistry;

  constructor(ports: ForecastServicePorts) {
    this.#ports = ports;
    this.#shelf = new TargetShelf(ports);
    this.#registry = new ModelRegistry(ports.models, ports.nowMs);
  }

  forecastTargets(): Promise<readonly TargetStanding[]> {
    return answered(LIMIT_MS.targets, async () => {
      const [targets, contests] = await Promise.all([this.#shelf.targets(), this.#ports.models.contests()]);
      const heldAt = new Map(contests.map((contest) => [contest.targetId, contest.heldAtMs]));
      return Promise.all(
        targets.map(async ({ target, lack }): Promise<TargetStanding> => {
          const contestHeldAtMs = heldAt.get(target.id);
          if (lack) return { target, lack, rows: 0, contestHeldAtMs };
          const data = await this.#shelf.own(target);
          return { target, lack: lackOf(target, data), rows: rowsKnown(data), contestHeldAtMs };
        }),
      );
    });
  }

  predict(ask: PredictAsk): Promise<ForecastReport> {
    return answered(LIMIT_MS.predict, async () => {
      const [target, data] = await this.#past(ask.targetId);
      const steps = Math.max(1, Math.min(ask.steps ?? target.horizon, target.horizon));
      const forecast = ruleForecast(data, target.horizon, this.#ports.nowMs());
      const { models } = this.#ports;
      await models.keep(keptForecast(forecast));
      const [contest, kept] = await Promise.all([models.contest(target.id), models.kept(target.id, METERED)]);
      return {
        forecast: { ...forecast, steps: forecast.steps.slice(0, steps) },
        past: shownPast(data),
        contest,
        reasons: ruleReasons(data),
        kept: coverageOf(withWhatCame(kept, data)),
      };
    });
  }

  predictEarnings({ coin, pool, step }: EarningsAsk): Promise<ForecastReport> {
    const subject =
      pool === undefined ? { kind: 'coin' as const, id: coin } : poolSubject({ id: pool, coin });
    return this.predict({ targetId: targetId('earnings', subject, step) });
  }

  pastForecasts(ask: { readonly targetId: string; readonly most: number }): Promise<readonly PastForecast[]> {
    return answered(LIMIT_MS.predict, async () => {
      const [, data] = await this.#past(ask.targetId);
      const kept = withWhatCame(await this.#ports.models.kept(ask.targetId, ask.most), data);
      const hasCome = kept.some(({ came }) => came.some((value) => !Number.isNaN(value)));
      return hasCome ? kept : replayedForecasts(data, ask.most);
    });
  }

  listModels(id?: string): ReturnType<ForecastApi['listModels']> {
    return answered(LIMIT_MS.list, () => this.#ports.models.models(id));
  }

  metrics(id: string): ReturnType<ForecastApi['metrics']> {
    return answered(LIMIT_MS.list, () => this.#ports.models.contest(id));
  }

  promote(modelId: string): Promise<void> {
    return answered(LIMIT_MS.change, () => this.#registry.promote(modelId));
  }

  rollBack(id: string): Promise<void> {
    return answered(LIMIT_MS.change, () => this.#registry.rollBack(id));
  }

  undo(id: string): Promise<void> {
    return answered(LIMIT_MS.change, () => this.#registry.undo(id));
  }

  archive(modelId: string): Promise<void> {
    return answered(LIMIT_MS.change, () => this.#registry.archive(modelId));
  }

  exportModel(modelId: string): Promise<Uint8Array> {
    return answered(LIMIT_MS.file, () => this.#registry.exportModel(modelId));
  }

  importModel(file: Uint8Array): ReturnType<ForecastApi['importModel']> {
    return answered(LIMIT_MS.file, () => this.#registry.importModel(file));
  }

  health(): Promise<LearnerHealth> {
    return answered(LIMIT_MS.health, async () => {
      const [{ models, bytes }, trainings] = await Promise.all([
        this.#ports.models.size(),
        this.#ports.models.trainings.all(),
      ]);
      return {
        running: 0,
        waiting: trainings.filter(({ isOver }) => !isOver).length,
        backends: [],
        models,
        modelBytes: bytes,
        heldBytes: 0,
      };
    });
  }

  /** A target and its past, where that is enough to say anything. @throws LearnerFailure */
  async #past(id: string): Promise<readonly [ForecastTarget, TargetData]> {
    const target = await this.#shelf.target(id);
    const data = await this.#shelf.own(target);
    const lack = lackOf(target, data);
    // What never changes is said to stay.
    if (lack && lack.kind !== 'constant') throw learnerFailure('lacking', lackSentence(lack), lack);
    return [target, data];
  }
}

function shownPast({ target, values, startMs, stepMs }: TargetData): ForecastReport['past'] {
  const first = Math.max(0, values.length - SHOWN_ROWS[target.step]);
  const shown = values.slice(first);
  return { atMs: shown.map((_, i) => startMs + (first + i + 1) * stepMs), values: shown };
}
