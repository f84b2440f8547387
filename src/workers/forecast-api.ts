import type {
  Contest,
  Forecast,
  ForecastLack,
  ForecastReason,
  ForecastTarget,
  PastForecast,
} from '../domain/forecast.ts';
import type { CurvePoint, ModelKind, ModelRecord } from '../domain/model-record.ts';

/**
 * Forecasts, training and the registry of models, as the learner worker offers them to pages over Comlink.
 *
 * Every call rejects with a {@link LearnerFailure}, a plain object that survives structured cloning. Predictions answer within
 * 500 ms (99 of 100, also while a training runs; 24 hours of 30 miners within 100 ms once their past is read), else with
 * `time-limit`. That costs nothing else: other calls go on, and so does the work, whose result is there for the next who asks.
 * Trainings go on without anybody listening, and after the tab was closed from their last checkpoint.
 */
export interface ForecastApi {
  /** All that could be forecast for this household, and what is lacking where it cannot be. Time limit 2 s. */
  forecastTargets(): Promise<readonly TargetStanding[]>;
  /**
   * The forecast of a target, who speaks and why. Where no contest was held yet the simple rule speaks, with intervals from
   * its own past. Time limit 500 ms; 5 s where its past or those who speak have to be read first: the first time, when an hour (or
   * day) has ended since, and when a contest was held or its owner has decided.
   * @param ask.kind how it is made: `recursive` step by step, or `direct` (usual), all steps at once
   */
  predict(ask: PredictAsk): Promise<ForecastReport>;
  /** Earnings of one TH/s a day (MH/s, KH/s of other algorithms) for a coin, hour by hour or day by day. As {@link predict}. */
  predictEarnings(ask: EarningsAsk): Promise<ForecastReport>;
  /**
   * Forecasts of before over what came, newest first: those that were kept, and where there are none those of the contest. Time
   * limits as of {@link predict}.
   */
  pastForecasts(ask: { readonly targetId: string; readonly most: number }): Promise<readonly PastForecast[]>;

  /** Trains, or only holds the contest again; resolves with the training's id as soon as it is queued. */
  train(ask: TrainAsk): Promise<string>;
  /** Tells of all trainings at once, and at each change, until {@link stopFollowingTrainings}. At most ten times a second. */
  followTrainings(listener: (trainings: readonly TrainingView[]) => void): Promise<void>;
  stopFollowingTrainings(): Promise<void>;
  pause(trainingId: string): Promise<void>;
  resume(trainingId: string): Promise<void>;
  /** Ends a training; what it had is forgotten, and models from before stay as they are. */
  cancel(trainingId: string): Promise<void>;

  /** Of one target, or of all; newest first. Time limit 500 ms. */
  listModels(targetId?: string): Promise<readonly ModelRecord[]>;
  /** The newest contest of a target; undefined before the first. Time limit 500 ms. */
  metrics(targetId: string): Promise<Contest | undefined>;
  /** Why a model says what it says now, feature by feature. Time limit 10 s. */
  explain(modelId: string): Promise<ModelExplanation>;
  /** Lets a model speak from now on, against or with its contest; the one before is archived. */
  promote(modelId: string): Promise<void>;
  /** Takes the model that speaks back, and lets the one before it, or else the simple rule, speak. */
  rollBack(targetId: string): Promise<void>;
  /** Undoes the last {@link promote}, {@link rollBack} or {@link archive} of a target. */
  undo(targetId: string): Promise<void>;
  archive(modelId: string): Promise<void>;
  /** A model as a file (UTF-8 JSON, self-describing, with its SHA-256). */
  exportModel(modelId: string): Promise<Uint8Array>;
  /** Takes a model in as a candidate; it has to win a contest before it speaks. */
  importModel(file: Uint8Array): Promise<ModelRecord>;
  /**
   * How the learner is: what runs, what waits, which backend, what it holds. Time limit 500 ms, as of all that only looks something
   * up: it has its turn in between readings and slices of training, and a learner that is busy is not ill.
   */
  health(): Promise<LearnerHealth>;
}

export type LearnerFailureKind =
  | 'unknown-target'
  | 'unknown-model'
  | 'unknown-training'
  | 'lacking'
  | 'features-differ'
  | 'damaged-model'
  | 'time-limit'
  | 'store'
  | 'closed'
  | 'defect';

/** What calls of {@link ForecastApi} reject with. */
export interface LearnerFailure {
  readonly name: 'LearnerFailure';
  readonly kind: LearnerFailureKind;
  /** A plain sentence. */
  readonly message: string;
  readonly lack?: ForecastLack | undefined;
}

/** Can a target be forecast, and who speaks? */
export interface TargetStanding {
  readonly target: ForecastTarget;
  /** Absent where it can be forecast. */
  readonly lack?: ForecastLack | undefined;
  /** Steps of its past that are known; absent where there are enough and it was not counted how many. */
  readonly rows?: number | undefined;
  readonly contestHeldAtMs?: number | undefined;
}

export interface PredictAsk {
  readonly targetId: string;
  /** Steps; the target's horizon where absent. */
  readonly steps?: number | undefined;
  readonly kind?: 'direct' | 'recursive' | undefined;
}

export interface EarningsAsk {
  /** `BTC`. */
  readonly coin: string;
  /** Id of a pool, whose fee is taken off; before fees where absent. */
  readonly pool?: string | undefined;
  readonly step: 'hour' | 'day';
}

export interface ForecastReport {
  readonly forecast: Forecast;
  /** The past that a chart shows before the forecast. */
  readonly past: { readonly atMs: Float64Array; readonly values: Float64Array };
  readonly contest?: Contest | undefined;
  readonly reasons: readonly ForecastReason[];
  /** How often kept forecasts held the truth lately; absent before there are any. */
  readonly kept?:
    | {
        readonly count: number;
        readonly coverage80: number;
        readonly coverage95: number;
        readonly days: number;
      }
    | undefined;
}

export interface TrainAsk {
  readonly targetId: string;
  /** Kinds to try; all that the past is long enough for where absent. */
  readonly kinds?: readonly ModelKind[] | undefined;
  /** Seconds that the search for parameters may take. */
  readonly budgetS: number;
  /** Train on battery, too. */
  readonly onBattery?: boolean | undefined;
}

export type TrainingPhase =
  | 'queued'
  | 'reading'
  | 'features'
  | 'search'
  | 'training'
  | 'contest'
  | 'done'
  | 'failed'
  | 'cancelled';

/** How long a training will take yet. */
export interface TimeLeft {
  /** About so long in all; or, while nobody knows yet how long models take, at most so long for the search alone. */
  readonly of: 'all' | 'search';
  readonly s: number;
  /** It was told to be over clearly sooner. */
  readonly isLonger: boolean;
  /** When this was told, epoch ms: it runs down until something newer is told. */
  readonly toldAtMs: number;
}

/** One training, as pages show it. */
export interface TrainingView {
  readonly id: string;
  readonly target: ForecastTarget;
  readonly startedAtMs: number;
  readonly phase: TrainingPhase;
  /** Of all phases together, 0..1. */
  readonly done: number;
  /** What is left, as far as can be told. */
  readonly left?: TimeLeft | undefined;
  readonly paused?: 'owner' | 'battery' | 'hidden' | undefined;
  /** The kind that is being trained, its parameters, and its losses so far. */
  readonly model?:
    | {
        readonly kind: ModelKind;
        readonly parameters: Readonly<Record<string, number | string | boolean>>;
        readonly curve: readonly CurvePoint[];
        readonly backend: string;
      }
    | undefined;
  /** Of those that were tried, the best first. */
  readonly tried: readonly {
    readonly kind: ModelKind;
    readonly parameters: Readonly<Record<string, number | string | boolean>>;
    readonly mae: number;
  }[];
  /** Where it ended: which model speaks now. */
  readonly outcome?: Contest | undefined;
  readonly failure?: LearnerFailure | undefined;
}

/** What a model looks at. */
export interface ModelExplanation {
  readonly modelId: string;
  readonly method: 'tree-shap' | 'integrated-gradients' | 'coefficients' | 'permutation';
  /** What the model says on average, in the target's unit. */
  readonly baseValue: number;
  readonly said: number;
  /** Of the forecast now, biggest first; with {@link baseValue} they add up to {@link said} where the method is exact. */
  readonly pushes: readonly {
    readonly feature: string;
    readonly value: number;
    readonly push: number;
  }[];
  /** Over the past: how much error grows when a feature is shuffled, biggest first. */
  readonly importance: readonly {
    readonly feature: string;
    readonly errorGrowth: number;
  }[];
  /** What the model says on average where a feature has that value, for the most important ones. */
  readonly dependence: readonly {
    readonly feature: string;
    readonly at: readonly number[];
    readonly said: readonly number[];
  }[];
}

export interface LearnerHealth {
  readonly running: number;
  readonly waiting: number;
  readonly backends: readonly {
    readonly name: string;
    /** Of the trial of the net that was last trained; absent where it was ruled out or not tried. */
    readonly msPerBatch?: number | undefined;
    /** Before the first batch, and of all batches once. */
    readonly setUpMs?: number | undefined;
    readonly roundMs?: number | undefined;
    readonly ruledOut?: string | undefined;
    /** Nets are trained on it. */
    readonly isUsed: boolean;
    /** By the trial it is done first with a whole training, set-up included. */
    readonly isQuickest: boolean;
  }[];
  readonly models: number;
  readonly modelBytes: number;
  /** Bytes of WebAssembly memory and of buffers on the GPU that are held now. */
  readonly heldBytes: number;
}
