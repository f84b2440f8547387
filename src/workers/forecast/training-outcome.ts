import type { ContestEntry } from '../../domain/forecast.ts';
import type { ModelKind, ModelReason, ModelRecord, ModelStatus } from '../../domain/model-record.ts';
import type { ContestOutcome } from '../../insight/forecast/contest.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import type { ModelStore } from '../../store/model-store.ts';
import { fingerprint } from '../fingerprint.ts';
import { isSpeaking } from './model-registry.ts';
import type { TrainingResult } from './training-run.ts';

/** The form that models are kept in; counted up when it changes. */
const FORMAT = '1';
/** Models that do not speak any more are kept so many of a kind. */
const KEPT_OLD = 2;

export interface OutcomePorts {
  readonly models: ModelStore;
  readonly nowMs: () => number;
  readonly appVersion: string;
  readonly idOf: (kind: ModelKind) => string;
}

/** Stores what came of a training: its models, who of them may speak, and the contest. @throws StoreError */
export async function storeOutcome(
  data: TargetData,
  seed: number,
  result: TrainingResult,
  ports: OutcomePorts,
): Promise<void> {
  const { models, nowMs } = ports;
  const before = await models.models(data.target.id);
  const atMs = nowMs();
  for (const trained of result.trained) {
    const id = ports.idOf(trained.kind);
    const verdict = verdictOf(id, result.outcome);
    await models.add(
      {
        ...recordOf(data, seed, result, trained, ports),
        status: verdict.status,
        history: [
          { atMs, status: 'candidate', reason: { kind: 'trained' } },
          { atMs, status: verdict.status, reason: verdict.reason },
        ],
      },
      new TextEncoder().encode(JSON.stringify(trained.json)),
    );
  }
  await archiveOlder(before, result, ports);
  await models.putContest(result.outcome.contest, result.outcome);
  await models.prune(data.target.id, KEPT_OLD);
}

function recordOf(
  { target, startMs, stepMs, values, covariates, ahead }: TargetData,
  seed: number,
  { features, folds }: TrainingResult,
  { kind, parameters, curve, backend, trainedForMs, parent }: TrainingResult['trained'][number],
  { nowMs, appVersion, idOf }: OutcomePorts,
): Omit<ModelRecord, 'sha256' | 'bytes' | 'status' | 'history'> {
  const id = idOf(kind);
  // What comes along looks at its target alone.
  const used = parent ? [] : [...covariates.filter(({ name }) => features.includes(name)), ...ahead];
  return {
    id,
    targetId: target.id,
    kind,
    version: Number(id.split('/').at(-1)),
    createdAtMs: nowMs(),
    parameters,
    seed,
    data: {
      fromMs: startMs,
      toMs: startMs + values.length * stepMs,
      rows: values.length,
      hash: fingerprint([values, ...used.flatMap((each) => [each.name, each.values])]),
    },
    features: used.map(({ name, version }) => ({ name, version })),
    folds: folds.scores(kind),
    curve,
    backend,
    trainedForMs,
    libraries: { davylamp: appVersion, format: FORMAT },
    ...parent,
  };
}

/** What a contest makes of a model: it speaks on trial where it won a part of the horizon, or goes on beside. */
export function verdictOf(
  id: string,
  { contest: { bands }, seats }: Pick<ContestOutcome, 'contest' | 'seats'>,
): { readonly status: ModelStatus; readonly reason: ModelReason } {
  const stands = bands.map(({ entries }, place) => {
    const own = entries.find(({ speaker }) => speaker.modelId === id);
    return { own, entries, share: (own && seats[place]?.weights[own.speaker.name]) ?? 0 };
  });
  const won = stands.find(({ share }) => share > 0);
  const { own, entries = [] } = won ?? stands[0] ?? {};
  const rule = entries.find(({ verdict }) => verdict === 'is-rule');
  const ruleMase = maseOf(rule);
  if (!won) return { status: 'shadow', reason: { kind: 'lost', mase: maseOf(own), ruleMase } };
  // Of a mixture its own figures decided, not those of whoever has a part in it.
  const winner = won.share < 1 ? entries.find(({ speaker }) => speaker.kind === 'mixture') : own;
  const figures = { mase: maseOf(winner), ruleMase, p: winner?.p ?? Number.NaN };
  const reason: ModelReason =
    won.share < 1 ? { kind: 'won-together', ...figures, share: won.share } : { kind: 'won', ...figures };
  return { status: 'canary', reason };
}

function maseOf(entry: ContestEntry | undefined): number {
  return entry?.scores.mase ?? Number.NaN;
}

/** The new models take the places of the older ones of their kinds, and of all that spoke. */
async function archiveOlder(
  before: readonly ModelRecord[],
  { trained, outcome }: TrainingResult,
  { models, nowMs, idOf }: OutcomePorts,
): Promise<void> {
  const kinds = new Map(trained.map(({ kind }) => [kind, idOf(kind)]));
  const [newest] = kinds.values();
  const changes = before.flatMap((model) => {
    const byId = kinds.get(model.kind) ?? (isSpeaking(model) ? newest : undefined);
    const isActive = model.status !== 'archived' && model.status !== 'rolled-back';
    if (byId === undefined || !isActive) return [];
    return [{ id: model.id, status: 'archived' as const, reason: { kind: 'superseded' as const, byId } }];
  });
  await models.setStatuses(outcome.contest.targetId, changes, { atMs: nowMs(), undoable: false });
}
