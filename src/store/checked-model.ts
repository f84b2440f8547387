import * as v from 'valibot';
import type { Contest, ForecastScores } from '../domain/forecast.ts';
import type { ModelReason, ModelRecord } from '../domain/model-record.ts';

/** NaN where nothing can be said; a file has no word for it but null. */
const figure = v.union([
  v.number(),
  v.nan(),
  v.pipe(
    v.null(),
    v.transform(() => Number.NaN),
  ),
]);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const atMs = v.pipe(v.number(), v.finite());

const scores = v.object({
  count,
  mae: figure,
  mse: figure,
  rmse: figure,
  mapePercent: figure,
  smapePercent: figure,
  mase: figure,
  r2: figure,
  bias: figure,
  direction: v.object({ share: figure, low: figure, high: figure, baseRate: figure, count }),
  coverage80: figure,
  coverage95: figure,
  meanWidth80: figure,
}) satisfies v.GenericSchema<unknown, ForecastScores>;

const kind = v.picklist([
  'recurrent-net',
  'transformer',
  'temporal-convolution',
  'boosted-trees',
  'random-forest',
  'direct-linear',
  'base-net',
]);
const status = v.picklist(['candidate', 'shadow', 'canary', 'champion', 'archived', 'rolled-back']);

const reason: v.GenericSchema<unknown, ModelReason> = v.variant('kind', [
  v.object({ kind: v.literal('trained') }),
  v.object({ kind: v.literal('won'), mase: figure, ruleMase: figure, p: figure }),
  v.object({ kind: v.literal('won-together'), mase: figure, ruleMase: figure, p: figure, share: figure }),
  v.object({ kind: v.literal('lost'), mase: figure, ruleMase: figure }),
  v.object({ kind: v.literal('stood-its-trial'), days: figure }),
  v.object({ kind: v.literal('errors-grew'), mae: figure, usualMae: figure }),
  v.object({ kind: v.literal('superseded'), byId: v.string() }),
  v.object({ kind: v.literal('owner') }),
  v.object({ kind: v.literal('imported') }),
  v.object({ kind: v.literal('features-changed'), feature: v.string() }),
]);

const model: v.GenericSchema<unknown, ModelRecord> = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  targetId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  kind,
  version: v.pipe(count, v.minValue(1)),
  createdAtMs: atMs,
  status,
  history: v.array(v.object({ atMs, status, reason })),
  parameters: v.record(v.string(), v.union([v.number(), v.string(), v.boolean()])),
  seed: v.number(),
  data: v.object({ fromMs: atMs, toMs: atMs, rows: count, hash: v.string() }),
  features: v.array(v.object({ name: v.string(), version: count })),
  folds: v.array(scores),
  curve: v.array(v.object({ loss: figure, validationLoss: figure })),
  backend: v.string(),
  trainedForMs: figure,
  libraries: v.record(v.string(), v.string()),
  parentId: v.optional(v.string()),
  parentCard: v.optional(
    v.object({ homes: count, days: count, unseenHomes: count, mase: figure, ruleMase: figure }),
  ),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  bytes: count,
});

/** A model's record as it was stored or came in a file; undefined where it is none. */
export function checkedModel(stored: unknown): ModelRecord | undefined {
  const checked = v.safeParse(model, stored);
  return checked.success ? checked.output : undefined;
}

const contest = v.looseObject({
  targetId: v.string(),
  heldAtMs: atMs,
  fromMs: atMs,
  toMs: atMs,
  origins: count,
  bands: v.array(
    v.looseObject({ fromStep: count, toStep: count, speaker: v.looseObject({ name: v.string() }) }),
  ),
  residuals: v.looseObject({}),
});

/** A contest, and what is needed to speak by it. */
export interface StoredContest {
  readonly contest: Contest;
  readonly outcome: unknown;
}

/** A contest as it was stored; undefined where it is of another version's form. */
export function checkedContest(stored: unknown): StoredContest | undefined {
  // It was written by this app alone: what is looked at here tells versions apart, not friend from foe.
  return v.is(v.looseObject({ contest }), stored) ? (stored as unknown as StoredContest) : undefined;
}
