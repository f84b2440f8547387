import type { Forecast, ForecastTarget, PastForecast } from '../../domain/forecast.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { forecastLack, TargetLackError } from '../../insight/forecast/target-lack.ts';
import { poolSubject, targetId } from '../../insight/forecast/targets.ts';
import { heldMemoryBytes } from '../../numerics/nets/held-memory.ts';
import { hasSimd } from '../../numerics/nets/wasm-matrices.ts';
import type { ModelStore } from '../../store/model-store.ts';
import type { BackendPorts, OpenBackends } from '../backend-choice.ts';
import type {
  EarningsAsk,
  ForecastApi,
  ForecastReport,
  LearnerHealth,
  PredictAsk,
  TargetStanding,
  TrainAsk,
  TrainingView,
} from '../forecast-api.ts';
import type { PageState } from '../learner-api.ts';
import { ForecastDesk } from './forecast-desk.ts';
import { keptForecast, withWhatCame } from './kept-forecasts.ts';
import { KeptTrials } from './kept-trials.ts';
import { answered, type Timer } from './learner-failure.ts';
import { LoadedModels } from './loaded-models.ts';
import { ModelRegistry } from './model-registry.ts';
import { pagePorts } from './page-state.ts';
import { Schedule } from './schedule.ts';
import { shownBackends } from './shown-backends.ts';
import type { TargetDataPorts } from './target-data-reader.ts';
import { TargetShelf } from './target-shelf.ts';
import { TrainingQueue } from './training-queue.ts';
import { TrainingWatch } from './training-watch.ts';
import { WorkSlices } from './work-slices.ts';

/** Time limits of calls, ms; see ForecastApi. */
const LIMIT_MS = {
  targets: 2_000,
  /** Where the past and those who speak are at hand. */
  predict: 500,
  /** Where they have to be read first. */
  read: 5_000,
  list: 500,
  change: 2_000,
  file: 5_000,
  explain: 10_000,
};
/** Rows of the past that a chart shows before the forecast. */
const SHOWN_ROWS = { hour: 14 * 24, day: 120 };

/** What search and boosted trees run on, and nets where no trial has found better. */
const SLICED = hasSimd() ? 'wasm-simd' : 'plain';

/** What this browser is to the learner. */
export interface LearnerBrowser {
  readonly locks: Pick<LockManager, 'request'> | undefined;
  readonly openChannel: (name: string) => BroadcastChannel;
  /** A clock that only runs forward, ms. */
  readonly clockMs: () => number;
  /** Lets everything run that waits, for so many ms at least. */
  readonly rest: (ms: number) => Promise<void>;
  /** By which calls are held to their time limits. */
  readonly timer: Timer;
  /** For what chance decides of a training. */
  readonly newSeed: () => number;
  readonly appVersion: string;
  /** Opens all that nets can be trained on here. */
  readonly openBackends: () => Promise<OpenBackends>;
  readonly machine: BackendPorts['machine'];
}

export interface ForecastServicePorts extends TargetDataPorts {
  readonly fleet: string;
  readonly models: ModelStore;
  readonly browser: LearnerBrowser;
  readonly pageState: () => PageState;
}

/** Forecasts, trainings and the registry of models over one fleet's stores. Loaded on demand. */
export class ForecastService implements ForecastApi {
  readonly #ports: ForecastServicePorts;
  readonly #shelf: TargetShelf;
  readonly #registry: ModelRegistry;
  readonly #desk: ForecastDesk;
  readonly #watch: TrainingWatch;
  readonly #queue: TrainingQueue;
  readonly #schedule: Schedule;
  readonly #trials: KeptTrials;
  /** When the last forecast of each target was kept. */
  readonly #keptAtMs = new Map<string, number>();

  constructor(ports: ForecastServicePorts) {
    const { models, nowMs, registry, fleet, browser, pageState } = ports;
    this.#ports = ports;
    this.#shelf = new TargetShelf(ports);
    this.#registry = new ModelRegistry(models, nowMs);
    this.#trials = new KeptTrials(models);
    const loaded = new LoadedModels(this.#registry, registry);
    this.#desk = new ForecastDesk({
      ...{ models, shelf: this.#shelf, loaded, nowMs },
      clockMs: browser.clockMs,
    });
    const channel = browser.openChannel(`davylamp-${fleet}-trainings`);
    this.#watch = new TrainingWatch({ models, channel, clockMs: browser.clockMs });
    this.#watch.onDone = ({ target }) => this.#desk.forget(target.id);
    this.#queue = new TrainingQueue({
      ...browser,
      ...{ fleet, models, shelf: this.#shelf, watch: this.#watch, nowMs },
      page: pagePorts(pageState),
      backend: SLICED,
      trials: this.#trials,
    });
    this.#schedule = new Schedule({
      ...{ models, shelf: this.#shelf, queue: this.#queue, nowMs },
      onJudged: (id) => this.#desk.forget(id),
    });
  }

  forecastTargets(): Promise<readonly TargetStanding[]> {
    return this.#answered(LIMIT_MS.targets, async () => {
      const [targets, contests] = await Promise.all([this.#shelf.targets(), this.#ports.models.contests()]);
      const heldAt = new Map(contests.map((contest) => [contest.targetId, contest.heldAtMs]));
      return Promise.all(
        targets.map(async ({ target, lack }): Promise<TargetStanding> => {
          const contestHeldAtMs = heldAt.get(target.id);
          const standing = lack ? { lack, rows: 0 } : await this.#shelf.standing(target);
          return { target, ...standing, contestHeldAtMs };
        }),
      );
    });
  }

  predict({ targetId: id, steps, kind }: PredictAsk): Promise<ForecastReport> {
    return this.#answered(this.#predictLimitMs(id), async () => {
      const [, data] = await this.#past(id);
      const { forecast, reasons, contest, kept } = await this.#desk.forecast(data, { steps, kind });
      if (kind !== 'recursive' && forecast.steps.length >= data.target.horizon) await this.#keep(forecast);
      return { forecast, past: shownPast(data), contest, reasons, kept };
    });
  }

  predictEarnings({ coin, pool, step }: EarningsAsk): Promise<ForecastReport> {
    const subject =
      pool === undefined ? { kind: 'coin' as const, id: coin } : poolSubject({ id: pool, coin });
    return this.predict({ targetId: targetId('earnings', subject, step) });
  }

  pastForecasts(ask: { readonly targetId: string; readonly most: number }): Promise<readonly PastForecast[]> {
    return this.#answered(this.#predictLimitMs(ask.targetId), async () => {
      const [, data] = await this.#past(ask.targetId);
      const kept = withWhatCame(await this.#ports.models.kept(ask.targetId, ask.most), data);
      const hasCome = kept.some(({ came }) => came.some((value) => !Number.isNaN(value)));
      return hasCome ? kept : this.#desk.replayed(data, ask.most);
    });
  }

  train(ask: TrainAsk): Promise<string> {
    return this.#answered(LIMIT_MS.change, () => this.#queue.add(ask));
  }

  followTrainings(listener: (trainings: readonly TrainingView[]) => void): Promise<void> {
    return this.#answered(LIMIT_MS.change, () => this.#watch.follow(listener));
  }

  async stopFollowingTrainings(): Promise<void> {
    this.#watch.unfollow();
  }

  pause(trainingId: string): Promise<void> {
    return this.#answered(LIMIT_MS.change, () => this.#queue.wish(trainingId, 'pause'));
  }

  resume(trainingId: string): Promise<void> {
    return this.#answered(LIMIT_MS.change, () => this.#queue.wish(trainingId, 'run'));
  }

  cancel(trainingId: string): Promise<void> {
    return this.#answered(LIMIT_MS.change, () => this.#queue.wish(trainingId, 'cancel'));
  }

  listModels(id?: string): ReturnType<ForecastApi['listModels']> {
    return this.#answered(LIMIT_MS.list, () => this.#ports.models.models(id));
  }

  metrics(id: string): ReturnType<ForecastApi['metrics']> {
    return this.#answered(LIMIT_MS.list, () => this.#ports.models.contest(id));
  }

  explain(modelId: string): ReturnType<ForecastApi['explain']> {
    return this.#answered(LIMIT_MS.explain, async () => {
      const model = await this.#registry.model(modelId);
      const target = await this.#shelf.target(model.targetId);
      const { clockMs, rest } = this.#ports.browser;
      const slices = new WorkSlices({ clockMs, rest, gate: async () => {}, pauseAfter: () => 0 });
      return this.#desk.explain(model, target, slices);
    });
  }

  promote(modelId: string): Promise<void> {
    return this.#decide(modelId, () => this.#registry.promote(modelId));
  }

  rollBack(id: string): Promise<void> {
    return this.#decide(id, () => this.#registry.rollBack(id));
  }

  undo(id: string): Promise<void> {
    return this.#decide(id, () => this.#registry.undo(id));
  }

  archive(modelId: string): Promise<void> {
    return this.#decide(modelId, () => this.#registry.archive(modelId));
  }

  exportModel(modelId: string): Promise<Uint8Array> {
    return this.#answered(LIMIT_MS.file, () => this.#registry.exportModel(modelId));
  }

  importModel(file: Uint8Array): ReturnType<ForecastApi['importModel']> {
    return this.#answered(LIMIT_MS.file, () => this.#registry.importModel(file));
  }

  health(): Promise<LearnerHealth> {
    return this.#answered(LIMIT_MS.list, async () => {
      const [{ models, bytes }, trainings, trial] = await Promise.all([
        this.#ports.models.size(),
        this.#ports.models.trainings.all(),
        this.#trials.last(),
      ]);
      const open = trainings.filter(({ isOver }) => !isOver).length;
      const running = Math.min(open, Number(this.#queue.isRunning));
      return {
        running,
        waiting: open - running,
        backends: shownBackends(trial, SLICED),
        models,
        modelBytes: bytes,
        heldBytes: heldMemoryBytes(),
      };
    });
  }

  close(): void {
    this.#schedule.close();
    this.#queue.close();
    this.#watch.close();
  }

  #answered<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
    return answered(limitMs, work, this.#ports.browser.timer);
  }

  #predictLimitMs(id: string): number {
    return this.#desk.isReady(id) ? LIMIT_MS.predict : LIMIT_MS.read;
  }

  /** Keeps a forecast, once an hour. */
  async #keep(forecast: Forecast): Promise<void> {
    const kept = keptForecast(forecast);
    if (this.#keptAtMs.get(kept.targetId) === kept.madeAtMs) return;
    this.#keptAtMs.set(kept.targetId, kept.madeAtMs);
    await this.#ports.models.keep(kept);
  }

  /** The owner decides of a target's models, and who speaks is asked anew. Models are named by their target. */
  #decide(id: string, work: () => Promise<void>): Promise<void> {
    return this.#answered(LIMIT_MS.change, async () => {
      await work();
      this.#desk.forget(id.split('/')[0] ?? id);
    });
  }

  /** A target and its past, where that is enough to say anything. @throws LearnerFailure; TargetLackError */
  async #past(id: string): Promise<readonly [ForecastTarget, TargetData]> {
    const target = await this.#shelf.target(id);
    const data = await this.#shelf.own(target);
    const lack = forecastLack(data);
    // What never changes is said to stay.
    if (lack && lack.kind !== 'constant') throw new TargetLackError(lack);
    return [target, data];
  }
}

function shownPast({ target, values, startMs, stepMs }: TargetData): ForecastReport['past'] {
  const first = Math.max(0, values.length - SHOWN_ROWS[target.step]);
  const shown = values.slice(first);
  return { atMs: shown.map((_, i) => startMs + (first + i + 1) * stepMs), values: shown };
}
