import type { Contest, ForecastLack, ForecastTarget, PastForecast } from '../../src/domain/forecast.ts';
import type { ModelRecord } from '../../src/domain/model-record.ts';
import type {
  EarningsAsk,
  ForecastApi,
  ForecastReport,
  LearnerFailure,
  LearnerHealth,
  ModelExplanation,
  PredictAsk,
  TargetStanding,
  TrainAsk,
  TrainingView,
} from '../../src/workers/forecast-api.ts';
import { fakeContest, fakeExplanation, fakeModels } from './fake-models.ts';
import { fakePast, fakeSteps, fakeTargets, HOUR_MS, stepMs } from './fake-targets.ts';

const DAY_MS = 24 * HOUR_MS;

/** Plays the part of the learner that forecasts and trains: it speaks the API, and makes all figures up. */
export class FakeForecast implements ForecastApi {
  readonly asked: string[] = [];
  /** What the next call comes to, whichever it is. */
  failsWith: LearnerFailure | undefined;
  /** Nothing can be forecast. */
  knowsNothing = false;
  /** What is lacking of a target. */
  readonly lacks = new Map<string, ForecastLack>();
  /** No contest was held, and nothing was kept. */
  isNew = false;
  models: readonly ModelRecord[];
  #trainings: readonly TrainingView[] = [];
  #listener: ((trainings: readonly TrainingView[]) => void) | undefined;
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = Date.now) {
    this.#nowMs = nowMs;
    this.models = fakeModels(nowMs());
    this.lacks.set('fees:BTC:day', { kind: 'untold', of: 'fees' });
    this.lacks.set('earnings:BTC:day', {
      kind: 'too-little-data',
      has: 17,
      needs: 60,
      enoughAtMs: nowMs() + 43 * DAY_MS,
    });
  }

  async forecastTargets(): Promise<readonly TargetStanding[]> {
    this.#answer('targets');
    if (this.knowsNothing) return [];
    return fakeTargets().map((target) => ({
      target,
      lack: this.lacks.get(target.id),
      rows: target.step === 'hour' ? 1_464 : 61,
    }));
  }

  async predict({ targetId, steps }: PredictAsk): Promise<ForecastReport> {
    this.#answer(`predict ${targetId} ${steps ?? ''}`.trim());
    const target = this.#target(targetId);
    const nowMs = this.#nowMs();
    const lack = this.lacks.get(targetId);
    if (lack)
      throw { name: 'LearnerFailure', kind: 'lacking', message: 'too little', lack } satisfies LearnerFailure;
    const madeAtMs = Math.floor(nowMs / stepMs(target)) * stepMs(target);
    const contest = this.isNew ? undefined : fakeContest(target, nowMs);
    return structuredClone({
      forecast: {
        target,
        madeAtMs,
        steps: fakeSteps(target, madeAtMs, steps ?? target.horizon),
        speakers: contest?.bands.map(({ speaker }) => speaker) ?? [{ kind: 'rule', name: 'persistence' }],
      },
      past: fakePast(target, madeAtMs),
      contest,
      reasons: [
        {
          kind: 'retarget',
          atMs: madeAtMs + 5 * DAY_MS,
          changeFraction: 0.032,
          lowFraction: 0.021,
          highFraction: 0.044,
        },
        {
          kind: 'feature',
          feature: 'rsi_14d',
          value: 63.2,
          push: 0.01 * fakeLevel(target),
          method: 'shares',
        },
        {
          kind: 'feature',
          feature: 'lag 24',
          value: 0.98 * fakeLevel(target),
          push: -0.004 * fakeLevel(target),
          method: 'shares',
        },
        { kind: 'as-now', value: fakeLevel(target) },
      ],
      kept: this.isNew ? undefined : { count: 240, coverage80: 0.79, coverage95: 0.95, days: 10 },
    });
  }

  predictEarnings({ coin, pool, step }: EarningsAsk): Promise<ForecastReport> {
    return this.predict({ targetId: `earnings:${pool === undefined ? coin : `${coin}@${pool}`}:${step}` });
  }

  async pastForecasts({ targetId, most }: { readonly targetId: string; readonly most: number }) {
    this.#answer(`past ${targetId}`);
    if (this.isNew) return [];
    const target = this.#target(targetId);
    const step = stepMs(target);
    const nowMs = Math.floor(this.#nowMs() / step) * step;
    return Array.from({ length: Math.min(most, 6) }, (_, i): PastForecast => {
      const madeAtMs = nowMs - (i + 1) * (step === DAY_MS ? 2 : 12) * step;
      const steps = fakeSteps(target, madeAtMs, target.horizon);
      const past = fakePast(target, nowMs);
      const came = steps.map(({ atMs }) => past.values[past.atMs.indexOf(atMs)] ?? Number.NaN);
      return { kind: i < 2 ? 'kept' : 'replayed', madeAtMs, steps, came };
    });
  }

  async train({ targetId, budgetS, kinds }: TrainAsk): Promise<string> {
    this.#answer(`train ${targetId} ${budgetS} s${kinds ? ` ${kinds.join(' ')}` : ''}`);
    const id = `training-${this.#trainings.length + 1}`;
    const view: TrainingView = {
      id,
      target: this.#target(targetId),
      startedAtMs: this.#nowMs(),
      phase: 'queued',
      done: 0,
      tried: [],
    };
    this.tell([...this.#trainings, view]);
    return id;
  }

  /** Does anybody follow the trainings? */
  get isFollowed(): boolean {
    return this.#listener !== undefined;
  }

  /** Tells all who follow how the trainings stand now. */
  tell(trainings: readonly TrainingView[]): void {
    this.#trainings = trainings;
    this.#listener?.(structuredClone(trainings));
  }

  /** Changes one training, and tells of it. */
  change(trainingId: string, change: Partial<TrainingView>): void {
    this.tell(this.#trainings.map((each) => (each.id === trainingId ? { ...each, ...change } : each)));
  }

  async followTrainings(listener: (trainings: readonly TrainingView[]) => void): Promise<void> {
    this.#listener = listener;
    listener(structuredClone(this.#trainings));
  }

  async stopFollowingTrainings(): Promise<void> {
    this.#listener = undefined;
  }

  async pause(trainingId: string): Promise<void> {
    this.#answer(`pause ${trainingId}`);
    this.change(trainingId, { paused: 'owner' });
  }

  async resume(trainingId: string): Promise<void> {
    this.#answer(`resume ${trainingId}`);
    this.change(trainingId, { paused: undefined });
  }

  async cancel(trainingId: string): Promise<void> {
    this.#answer(`cancel ${trainingId}`);
    this.change(trainingId, { phase: 'cancelled' });
  }

  async listModels(targetId?: string): Promise<readonly ModelRecord[]> {
    this.#answer('models');
    return structuredClone(
      this.models.filter((each) => targetId === undefined || each.targetId === targetId),
    );
  }

  async metrics(targetId: string): Promise<Contest | undefined> {
    this.#answer(`metrics ${targetId}`);
    return this.isNew ? undefined : structuredClone(fakeContest(this.#target(targetId), this.#nowMs()));
  }

  async explain(modelId: string): Promise<ModelExplanation> {
    this.#answer(`explain ${modelId}`);
    return structuredClone(fakeExplanation(modelId));
  }

  async promote(modelId: string): Promise<void> {
    this.#answer(`promote ${modelId}`);
    this.#setStatus(modelId, 'champion');
  }

  async rollBack(targetId: string): Promise<void> {
    this.#answer(`roll back ${targetId}`);
    const speaks = this.models.find((each) => each.targetId === targetId && each.status === 'champion');
    if (speaks) this.#setStatus(speaks.id, 'rolled-back');
  }

  async undo(targetId: string): Promise<void> {
    this.#answer(`undo ${targetId}`);
    this.models = fakeModels(this.#nowMs());
  }

  async archive(modelId: string): Promise<void> {
    this.#answer(`archive ${modelId}`);
    this.#setStatus(modelId, 'archived');
  }

  async exportModel(modelId: string): Promise<Uint8Array> {
    this.#answer(`export ${modelId}`);
    return new TextEncoder().encode(JSON.stringify({ modelId }));
  }

  async importModel(file: Uint8Array): Promise<ModelRecord> {
    this.#answer(`import ${file.length} bytes`);
    const [like] = this.models;
    if (!like) throw new Error('no model to be like');
    const taken: ModelRecord = {
      ...like,
      id: `${like.targetId}/${like.kind}/9`,
      version: 9,
      status: 'candidate',
    };
    this.models = [taken, ...this.models];
    return structuredClone(taken);
  }

  async health(): Promise<LearnerHealth> {
    this.#answer('health');
    const running = this.#trainings.filter(({ phase }) => !['done', 'failed', 'cancelled'].includes(phase));
    return {
      running: Math.min(1, running.length),
      waiting: Math.max(0, running.length - 1),
      backends: [
        { name: 'wasm-simd', msPerBatch: 11.8, setUpMs: 31, roundMs: 1_416, isUsed: true, isQuickest: true },
        { name: 'plain', msPerBatch: 41.2, setUpMs: 2, roundMs: 4_944, isUsed: false, isQuickest: false },
        { name: 'webgpu', ruledOut: 'this browser has no GPU adapter', isUsed: false, isQuickest: false },
      ],
      models: this.models.length,
      modelBytes: this.models.reduce((sum, { bytes }) => sum + bytes, 0),
      heldBytes: 18_400_000,
    };
  }

  #setStatus(modelId: string, status: ModelRecord['status']): void {
    this.models = this.models.map((each) => {
      if (each.id !== modelId) return each;
      const step = { atMs: this.#nowMs(), status, reason: { kind: 'owner' } } as const;
      return { ...each, status, history: [...each.history, step] };
    });
  }

  /** Notes a call, and fails where that is wanted. */
  #answer(call: string): void {
    this.asked.push(call);
    const failure = this.failsWith;
    if (!failure) return;
    this.failsWith = undefined;
    throw failure;
  }

  #target(targetId: string): ForecastTarget {
    const found = fakeTargets().find(({ id }) => id === targetId);
    if (found) return found;
    throw { name: 'LearnerFailure', kind: 'unknown-target', message: targetId } satisfies LearnerFailure;
  }
}

function fakeLevel(target: ForecastTarget): number {
  return fakeSteps(target, 0, 1)[0]?.value ?? Number.NaN;
}
