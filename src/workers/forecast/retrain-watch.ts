import type { ForecastTarget } from '../../domain/forecast.ts';
import type { ModelReason, ModelRecord } from '../../domain/model-record.ts';
import type { ContestOutcome } from '../../insight/forecast/contest.ts';
import { type RetrainReason, retrainDue } from '../../insight/forecast/retrain-due.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { workingScale } from '../../insight/forecast/working-scale.ts';
import type { KeptForecast } from '../../store/model-schema.ts';
import type { ModelStore } from '../../store/model-store.ts';
import { valueAt } from './kept-forecasts.ts';
import { isSpeaking } from './model-registry.ts';

const DAY_MS = 86_400_000;
/** A model that won speaks on trial for so long. */
const TRIAL_DAYS = 14;

export interface RetrainPorts {
  readonly models: ModelStore;
  readonly nowMs: () => number;
}

/**
 * Looks after a target for which a contest was held: models on trial whose errors have grown are taken back, those that stood their
 * trial become champions.
 * @returns why a contest should be held again; undefined where there is no need, and where none was held yet: the first is the
 * owner's wish
 */
export async function lookAfter(
  target: ForecastTarget,
  data: TargetData,
  { models, nowMs }: RetrainPorts,
): Promise<RetrainReason | undefined> {
  const outcome = (await models.outcome(target.id)) as ContestOutcome | undefined;
  if (!outcome) return undefined;
  const { heldAtMs, toMs } = outcome.contest;
  const kept = (await models.kept(target.id)).filter(({ madeAtMs }) => madeAtMs >= heldAtMs);
  const due = retrainDue({
    nowMs: nowMs(),
    heldAtMs,
    rows: data.values.length,
    rowsThen: Math.max(1, Math.round((toMs - data.startMs) / data.stepMs)),
    keptErrors: firstErrors(kept, data),
    contestErrors: outcome.errors.map((errors) => errors[0] ?? Number.NaN),
  });
  await judge(target.id, due, { models, nowMs });
  return due;
}

/** What kept forecasts missed by one step ahead, on the working scale. What was exact does not count. */
function firstErrors(kept: readonly KeptForecast[], data: TargetData): readonly number[] {
  const { toWorking } = workingScale(data.target.quantity);
  return kept.map(({ steps: [first] }) =>
    first && !first.exact ? toWorking(first.value) - toWorking(valueAt(data, first.atMs)) : Number.NaN,
  );
}

async function judge(
  targetId: string,
  due: RetrainReason | undefined,
  { models, nowMs }: RetrainPorts,
): Promise<void> {
  const speaking = (await models.models(targetId)).filter(isSpeaking);
  const changes = speaking.flatMap((model) => {
    const change = changeOf(model, due, nowMs());
    return change ? [{ id: model.id, ...change }] : [];
  });
  if (changes.length > 0) await models.setStatuses(targetId, changes, { atMs: nowMs(), undoable: false });
}

function changeOf(
  { status, history }: ModelRecord,
  due: RetrainReason | undefined,
  nowMs: number,
): { readonly status: ModelRecord['status']; readonly reason: ModelReason } | undefined {
  if (status !== 'canary') return undefined;
  if (due?.kind === 'errors-grew') {
    const { mae, usualMae } = due;
    return { status: 'rolled-back', reason: { kind: 'errors-grew', mae, usualMae } };
  }
  const days = (nowMs - (history.at(-1)?.atMs ?? nowMs)) / DAY_MS;
  if (days < TRIAL_DAYS) return undefined;
  return { status: 'champion', reason: { kind: 'stood-its-trial', days } };
}
