import { renameSync } from 'node:fs';
import * as v from 'valibot';
import type { Alert } from '../../src/domain/alert.ts';
import type { DeliveryEntry } from '../../src/domain/notification.ts';
import type { FlapMemory } from '../../src/domain/watch/flap-damping.ts';
import { readPrivateFile, writePrivateFile } from '../private-file.ts';
import { EMPTY_QUEUE, type QueueState } from './alarm-queue.ts';

/** What outlives the helper: open alerts, what is to be told and what was, and how that went. */
export interface AlarmState {
  readonly open: readonly Alert[];
  /** How troubles came and went of late; absent in files of versions that forgot it. */
  readonly flaps?: FlapMemory | undefined;
  readonly queue: QueueState;
  /** Newest first. */
  readonly deliveries: readonly DeliveryEntry[];
}

const isObject = (told: unknown): told is object => typeof told === 'object' && told !== null;

/** We wrote it ourselves; what is checked is what a cut or foreign file would break. */
const alert = v.custom<Alert>(
  (told) =>
    isObject(told) &&
    'id' in told &&
    typeof told.id === 'string' &&
    'minerIds' in told &&
    Array.isArray(told.minerIds) &&
    'evidence' in told &&
    isObject(told.evidence),
);
const phase = v.picklist(['opened', 'acknowledged', 'resolved']);
const place = { channelId: v.string(), alertId: v.string(), phase };
const item = v.object({ ...place, sinceMs: v.number(), notBeforeMs: v.number(), tries: v.number() });
const state = v.object({
  open: v.array(alert),
  flaps: v.optional(
    v.record(v.string(), v.object({ flaps: v.number(), clearSinceMs: v.optional(v.number()) })),
  ),
  queue: v.object({
    noted: v.array(v.object({ alert, names: v.array(v.string()), tag: v.string() })),
    waiting: v.array(item),
    told: v.array(v.object({ ...place, before: v.optional(phase), reference: v.optional(v.string()) })),
    underWay: v.array(item),
  }),
  deliveries: v.array(
    v.custom<DeliveryEntry>((told) => isObject(told) && 'channelId' in told && 'outcome' in told),
  ),
});

/**
 * What was kept; nothing where there is no file. A damaged one is set aside: then alarms that are open are told once more.
 * @throws the system's error when it cannot be read, or set aside
 */
export function readAlarmState(file: string): AlarmState {
  const text = readPrivateFile(file);
  if (text === undefined) return { open: [], queue: EMPTY_QUEUE, deliveries: [] };
  try {
    return v.parse(state, JSON.parse(text));
  } catch {
    renameSync(file, `${file}.damaged`);
    console.warn(`What alarms were told cannot be read, and is set aside as ${file}.damaged.`);
    return { open: [], queue: EMPTY_QUEUE, deliveries: [] };
  }
}

/** @throws the system's error */
export function writeAlarmState(file: string, kept: AlarmState): void {
  writePrivateFile(file, `${JSON.stringify(kept)}\n`);
}
