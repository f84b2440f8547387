import { DeviceError } from '../devices/transport.ts';
import type { Action } from '../domain/action.ts';
import type { ChangeRecord, DeviceSettings } from '../domain/control.ts';
import { areApplied, areAsBefore, arePartlyApplied, withAfter } from '../domain/setting-differences.ts';
import type { RunnerPorts } from './action-ports.ts';

/** What became of a step that was interrupted. */
export type Settled =
  /** It stands in the journal before its command was sent: the device got nothing. */
  | { readonly kind: 'never-sent' }
  /** The device does not answer: asked again later. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'known'; readonly record: ChangeRecord }
  /** Some of it was applied, and some not. */
  | { readonly kind: 'partly'; readonly record: ChangeRecord };

/**
 * Finds out what became of a step that somebody began and nobody ended, from the miner's journal and from the device itself.
 * Only asks; what the journal knew no better of is mended in it.
 */
export async function settled(
  action: Action,
  ports: Pick<RunnerPorts, 'changesOf' | 'settingsOf' | 'keepChange' | 'nowMs'>,
): Promise<Settled> {
  const known = new Set(action.audit.flatMap(({ changeId }) => changeId ?? []));
  const record = (await ports.changesOf(action.minerId)).find(
    ({ actionId, id }) => actionId === action.id && !known.has(id),
  );
  if (!record) return { kind: 'never-sent' };
  if (record.outcome !== 'unconfirmed' || record.reason?.code !== 'not-followed')
    return { kind: 'known', record };
  try {
    const mended = readBack(record, await ports.settingsOf(action.minerId), ports.nowMs());
    await ports.keepChange(mended);
    const isPartly = mended.outcome === 'unconfirmed' && arePartlyApplied(mended.differences);
    return { kind: isPartly ? 'partly' : 'known', record: mended };
  } catch (error) {
    if (error instanceof DeviceError) return { kind: 'unknown' };
    throw error;
  }
}

/** The same record, by how the device is set now. */
function readBack(record: ChangeRecord, settings: DeviceSettings, nowMs: number): ChangeRecord {
  const { reason: _, ...known } = record;
  if (record.change.kind === 'restart') {
    const startedAtMs = settings.uptimeS === undefined ? undefined : nowMs - settings.uptimeS * 1_000;
    // A clock of whole minutes may be one behind.
    const hasRestarted = startedAtMs !== undefined && startedAtMs >= record.atMs - 60_000;
    return hasRestarted ? { ...known, outcome: 'done' } : record;
  }
  const differences = withAfter(record.differences, settings);
  if (areApplied(differences)) return { ...known, outcome: 'done', differences };
  const { undo: __, ...left } = known;
  if (areAsBefore(differences)) return { ...left, outcome: 'not-applied', differences };
  return { ...record, differences };
}
