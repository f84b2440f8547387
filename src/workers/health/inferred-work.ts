import { TIER_MS } from '../../domain/buckets.ts';
import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import type { BookedFinding } from '../../insight/health/finding-book.ts';
import type { JudgedPast } from '../../insight/health/judged-past.ts';
import { type InferredWork, readInferred } from '../../insight/health/offered-work.ts';
import { inferEvents } from '../../insight/lifetime/inferred-events.ts';
import { repairedTelemetry } from '../repaired-buckets.ts';
import type { JudgePorts } from './place-judge.ts';
import type { Slices } from './slices.ts';
import { storedPlace } from './stored-place.ts';

/** Work is looked for within so long before a finding ended; and what is done long ago nobody remembers. */
const LOOKED_BACK_MS = 30 * TIER_MS.day;

/**
 * Looks once at each finding that has ended, and at parts that have been gone for long, for what its owner did: only what
 * is found is kept, and the readings are read again for none of them. In the tab that leads.
 * @throws StoreError; the signal's reason of the slices
 */
export async function inferWork(
  past: JudgedPast,
  { entities, telemetry, view }: Pick<JudgePorts, 'entities' | 'telemetry' | 'view'>,
  slices: Slices,
): Promise<void> {
  const before = readInferred(await entities.health.kept('health-inferred'));
  const repaired = { buckets: repairedTelemetry(telemetry, entities.repairs).buckets };
  const after: Record<string, readonly MaintenanceEvent[]> = {};
  for (const booked of past.book.filter((each) => isWatched(each, view()))) {
    const seen = before[booked.id];
    if (booked.endedAtMs !== undefined) after[booked.id] = seen ?? (await workBehind(booked, past, repaired));
    else if (booked.finding.trouble === 'part-loss') after[booked.id] = eventsOf(booked, [], past.toMs);
    await slices.turn();
  }
  if (JSON.stringify(after) !== JSON.stringify(before)) await entities.health.keep('health-inferred', after);
}

function isWatched({ finding: { minerId }, foundAtMs }: BookedFinding, view: ReturnType<JudgePorts['view']>) {
  return foundAtMs > view.atMs - 6 * LOOKED_BACK_MS && view.miners.some(({ miner }) => miner.id === minerId);
}

/** By the readings from its beginning until a day after its end: a finding ends once that day is over. */
async function workBehind(
  booked: BookedFinding,
  past: JudgedPast,
  telemetry: Parameters<typeof storedPlace>[0],
): Promise<readonly MaintenanceEvent[]> {
  const { endedAtMs = past.toMs, finding } = booked;
  const { minerId = '', sinceMs } = finding;
  const stretch = {
    fromMs: Math.max(sinceMs, endedAtMs - LOOKED_BACK_MS),
    toMs: Math.min(past.toMs, endedAtMs + TIER_MS.day),
  };
  const fromMs = Math.floor(stretch.fromMs / TIER_MS.quarter) * TIER_MS.quarter;
  // Of firmware and pools nothing is asked here.
  const known = new Map([[minerId, { algorithm: 'sha256', identityAt: () => undefined } as const]]);
  const place = await storedPlace(telemetry, known, { ...stretch, fromMs });
  const quarters = [...place.values()].flatMap((each) => each[minerId]?.quarter ?? []);
  return eventsOf(booked, quarters, past.toMs);
}

function eventsOf(
  { finding, endedAtMs }: BookedFinding,
  quarters: Parameters<typeof inferEvents>[0]['quarters'],
  nowMs: number,
): InferredWork[string] {
  const { minerId = '' } = finding;
  const findings = [{ ...finding, minerIds: [minerId], endedAtMs }];
  return inferEvents({ minerId, quarters, findings, log: [], nowMs });
}
