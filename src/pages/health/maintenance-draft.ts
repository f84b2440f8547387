import type { Component, MaintenanceEvent, MaintenanceKind } from '../../domain/health/maintenance.ts';
import { healthLog } from '../../ui/text/en/health-log.ts';
import { typedNumber } from '../../ui/typed-number.ts';
import { dayOfMoment } from '../miner/history-range.ts';
import type { LogEntry } from './create-health.ts';

/** An entry of the log as it stands in the fields. */
export interface MaintenanceDraft {
  readonly minerId: string;
  readonly kind: MaintenanceKind;
  readonly component: Component;
  /** Of the owner's clock, `2026-11-22`. */
  readonly day: string;
  readonly note: string;
  readonly cost: string;
}

/** What is wrong with a draft, field by field; absent where nothing is. */
export interface DraftProblems {
  readonly day?: string | undefined;
  readonly cost?: string | undefined;
}

export function emptyDraft(minerId: string, nowMs: number): MaintenanceDraft {
  return { minerId, kind: 'cleaned', component: 'fan', day: dayOfMoment(nowMs), note: '', cost: '' };
}

export function draftOf({ minerId, kind, component, atMs, note, cost }: MaintenanceEvent): MaintenanceDraft {
  return {
    minerId,
    kind,
    component: component ?? 'fan',
    day: dayOfMoment(atMs),
    note: note ?? '',
    cost: cost === undefined ? '' : String(cost),
  };
}

export function draftProblems({ day, cost }: MaintenanceDraft, nowMs: number): DraftProblems {
  const atMs = Date.parse(`${day}T00:00`);
  const sum = cost.trim() === '' ? 0 : typedNumber(cost);
  return {
    // A day that has begun is not in the future.
    day: Number.isNaN(atMs) || atMs > nowMs ? healthLog.fields.dateProblem : undefined,
    cost: sum === undefined || sum < 0 ? healthLog.fields.costProblem : undefined,
  };
}

/**
 * What to keep of a draft without problems. The moment is that of the entry before, or now, where the day is still theirs;
 * else noon of its day: by then most of what is done in a day has been.
 */
export function entryOfDraft(
  draft: MaintenanceDraft,
  before: MaintenanceEvent | undefined,
  nowMs: number,
): LogEntry {
  const { minerId, kind, component, day } = draft;
  const [same] = [before?.atMs, nowMs].filter((atMs) => atMs !== undefined && dayOfMoment(atMs) === day);
  const note = draft.note.trim();
  return {
    ...(before ? { id: before.id } : {}),
    minerId,
    kind,
    atMs: same ?? Math.min(nowMs, Date.parse(`${day}T12:00`)),
    ...(kind === 'part-failed' ? { component } : {}),
    ...(note === '' ? {} : { note }),
    ...(draft.cost.trim() === '' ? {} : { cost: typedNumber(draft.cost) }),
  };
}
