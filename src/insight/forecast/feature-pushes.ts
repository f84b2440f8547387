import type { PushMethod } from '../../domain/forecast.ts';
import type { SeriesColumn, SeriesTable } from '../../numerics/forecast/learned/forecaster.ts';
import type { Learnt } from './competitor.ts';
import { meanShares, sharesInUnit } from './input-shares.ts';

/** Exact shares that take longer than this are not waited for, ms. */
const EXACT_MS = 100;
/** Rows over which a feature's usual value is taken. */
const USUAL_ROWS = 500;

/** A model that speaks, and how much of the horizon it has, 0..1. */
export interface SpeakingPart {
  readonly learnt: Learnt;
  readonly part: number;
}

/** How far each feature pushes a forecast up or down, in the target's unit on the mean over the horizon. */
export interface FeaturePushes {
  readonly method: PushMethod;
  readonly byFeature: ReadonlyMap<string, number>;
  /** What is left of exact shares: of the target's own lags, its level and the step that is said. */
  readonly ownPast: number;
}

export interface PushAsk {
  readonly horizon: number;
  /** From the working scale. */
  readonly fromWorking: (value: number) => number;
  readonly clockMs: () => number;
}

/**
 * By the models' own exact shares where all of them tell these in time, else by occlusion: what the forecast loses where a feature
 * had been at its usual value (Zeiler & Fergus, ECCV 2014), the same for every kind of model. Pushes of occlusion need not add up
 * where features act together.
 *
 * @param table the past with all columns @yields after each step or feature
 */
export function* featurePushes(
  table: SeriesTable,
  models: readonly SpeakingPart[],
  ask: PushAsk,
): Generator<unknown, FeaturePushes> {
  return (yield* exactPushes(table, models, ask)) ?? (yield* occlusionPushes(table, models, ask));
}

/** Undefined where a model that looks at features does not tell its shares, or takes too long to. */
function* exactPushes(
  table: SeriesTable,
  models: readonly SpeakingPart[],
  { horizon, fromWorking, clockMs }: PushAsk,
): Generator<unknown, FeaturePushes | undefined> {
  const columns = new Set([...table.past, ...table.ahead].map(({ name }) => name));
  const byFeature = new Map<string, number>();
  let ownPast = 0;
  const beganMs = clockMs();
  for (const { learnt, part } of models) {
    const { explain, columns: own = [] } = learnt;
    if (!explain && own.length > 0) return undefined;
    if (!explain) continue;
    const telling = meanShares((step) => explain(table, step), horizon);
    let step = telling.next();
    for (; !step.done; step = telling.next()) {
      if (clockMs() - beganMs > EXACT_MS) return undefined;
      yield;
    }
    for (const [input, share] of sharesInUnit(step.value, fromWorking).byInput) {
      const feature = featureOf(input, columns);
      if (feature === undefined) ownPast += part * share;
      else byFeature.set(feature, (byFeature.get(feature) ?? 0) + part * share);
    }
  }
  return { method: 'shares', byFeature, ownPast };
}

/** The column that an input is of: what is known ahead is told of the step that is said and of now. */
function featureOf(input: string, columns: ReadonlySet<string>): string | undefined {
  const name = columns.has(input) ? input : input.replace(/ now$/, '');
  return columns.has(name) ? name : undefined;
}

function* occlusionPushes(
  table: SeriesTable,
  models: readonly SpeakingPart[],
  { fromWorking }: PushAsk,
): Generator<unknown, FeaturePushes> {
  const said = ({ learnt }: SpeakingPart, asked: SeriesTable) =>
    meanInUnit(learnt.forecastFrom(asked, [asked.target.length])[0], fromWorking);
  const usual = models.map((model) => said(model, table));
  const byFeature = new Map<string, number>();
  const lookedAt = new Set(models.flatMap(({ learnt }) => learnt.columns ?? []));
  for (const column of [...table.past, ...table.ahead].filter(({ name }) => lookedAt.has(name))) {
    const without = occluded(table, column);
    let push = 0;
    for (const [place, model] of models.entries()) {
      push += model.part * ((usual[place] ?? Number.NaN) - said(model, without));
      yield;
    }
    byFeature.set(column.name, push);
  }
  return { method: 'occlusion', byFeature, ownPast: 0 };
}

function meanInUnit(path: Float64Array | undefined, fromWorking: (value: number) => number): number {
  const known = (path ?? new Float64Array()).filter((value) => !Number.isNaN(value)).map(fromWorking);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** The table with one column at its usual value throughout. */
function occluded(table: SeriesTable, column: SeriesColumn): SeriesTable {
  const rows = table.target.length;
  const known = column.values
    .subarray(Math.max(0, rows - USUAL_ROWS), rows)
    .filter((value) => !Number.isNaN(value));
  const usual = known.reduce((sum, value) => sum + value, 0) / known.length;
  const swap = (each: SeriesColumn) =>
    each.name === column.name
      ? { name: each.name, values: new Float64Array(each.values.length).fill(usual) }
      : each;
  return { target: table.target, past: table.past.map(swap), ahead: table.ahead.map(swap) };
}
