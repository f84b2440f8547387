import type { ModelRecord } from '../../domain/model-record.ts';
import type { FeatureRegistry } from '../../features/registry.ts';
import type { Learnt } from '../../insight/forecast/competitor.ts';
import { constantDifficulty } from '../../insight/forecast/constant-difficulty.ts';
import { seriesOfTarget } from '../../insight/forecast/series-of-target.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { workingScale } from '../../insight/forecast/working-scale.ts';
import type {
  FittedForecaster,
  SeriesColumn,
  SeriesTable,
} from '../../numerics/forecast/learned/forecaster.ts';
import { readForecaster } from '../../numerics/forecast/learned/read-forecaster.ts';
import { learnerFailure } from './learner-failure.ts';
import { tellsItsShares } from './model-explanation.ts';
import type { ModelRegistry } from './model-registry.ts';

/** Models that stay in memory, the longest unused go first. */
const LOADED = 6;

/** Models with their weights read, ready to speak. */
export class LoadedModels {
  readonly #registry: ModelRegistry;
  readonly #features: FeatureRegistry;
  readonly #loaded = new Map<string, FittedForecaster>();

  constructor(registry: ModelRegistry, features: FeatureRegistry) {
    this.#registry = registry;
    this.#features = features;
  }

  /**
   * A model as one who has learnt: of a table it looks at the columns that it was trained on.
   * @throws LearnerFailure `damaged-model`, `features-differ`
   */
  async learnt(model: ModelRecord, data: TargetData): Promise<Learnt> {
    this.check(model);
    const fitted = await this.fitted(model);
    const own = columnsFor(model, fitted, data);
    const learnt: Learnt = {
      columns: model.features.map(({ name }) => name),
      forecastFrom: (table, origins) => fitted.forecastFrom(own(table), [...origins]),
      explain: tellsItsShares(model.kind) ? (table, step) => fitted.explain(own(table), step) : undefined,
    };
    return constantDifficulty(data)?.spoken(learnt, learntRows(model, data)) ?? learnt;
  }

  /**
   * The past as a model looks at it, and the way from its scale to the target's unit: earnings are those at the difficulty of now.
   * @throws LearnerFailure `features-differ`
   */
  lookedAt(model: ModelRecord, fitted: FittedForecaster, data: TargetData) {
    this.check(model);
    const table = columnsFor(model, fitted, data)(seriesOfTarget(data));
    const { fromWorking } = workingScale(data.target.quantity);
    const at = constantDifficulty(data);
    if (!at) return { table, fromWorking };
    const rows = learntRows(model, data);
    const grown = at.grownSince(rows);
    return { table: at.told(table, rows), fromWorking: (value: number) => fromWorking(value - grown) };
  }

  async fitted(model: ModelRecord): Promise<FittedForecaster> {
    const fitted = this.#loaded.get(model.sha256) ?? (await this.#read(model));
    this.#loaded.delete(model.sha256);
    this.#loaded.set(model.sha256, fitted);
    for (const oldest of this.#loaded.keys()) {
      if (this.#loaded.size <= LOADED) break;
      this.#loaded.delete(oldest);
    }
    return fitted;
  }

  /** @throws LearnerFailure `features-differ` where a feature is gone, or means something else now */
  check({ features }: ModelRecord): void {
    for (const { name, version } of features) {
      const now = this.#features.find(name);
      if (!now) throw differs(`"${name}", which it looks at, is not worked out any more.`);
      if (now.version !== version)
        throw differs(`"${name}", which it looks at, has another meaning since it was trained.`);
    }
  }

  async #read(model: ModelRecord): Promise<FittedForecaster> {
    const bytes = await this.#registry.weights(model);
    try {
      return readForecaster(JSON.parse(new TextDecoder().decode(bytes)));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw learnerFailure('damaged-model', `What is stored of ${model.id} cannot be read: ${why}`);
    }
  }
}

/** Of tables with all columns those that a model was trained on, in its order. */
function columnsFor(
  { features }: ModelRecord,
  { horizon }: FittedForecaster,
  data: TargetData,
): (table: SeriesTable) => SeriesTable {
  const isAhead = (name: string) => data.ahead.some((each) => each.name === name);
  const names = features.map(({ name }) => name);
  const columns = (all: readonly SeriesColumn[], wanted: readonly string[], rows: number) =>
    // What nobody tells now is missing, and not 0.
    wanted.map(
      (name) =>
        all.find((each) => each.name === name) ?? { name, values: new Float64Array(rows).fill(Number.NaN) },
    );
  const past = names.filter((name) => !isAhead(name));
  const ahead = names.filter(isAhead);
  return (table) => ({
    target: table.target,
    past: columns(table.past, past, table.target.length),
    ahead: columns(table.ahead, ahead, table.target.length + horizon),
  });
}

/** Rows of the past that a model had learnt from: all that had ended by then. */
function learntRows({ data }: ModelRecord, { startMs, stepMs, values }: TargetData): number {
  return Math.min(values.length, Math.max(1, Math.round((data.toMs - startMs) / stepMs)));
}

function differs(what: string) {
  return learnerFailure('features-differ', `The model must be trained anew: ${what}`);
}
