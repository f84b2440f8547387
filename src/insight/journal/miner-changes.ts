import type { FleetEvent } from '../../domain/alert.ts';
import type { ChangedKind, MinerChange } from '../../domain/change-effect.ts';
import type { ChangeRecord, ControlKind } from '../../domain/control.ts';

/** What a device said that it is limited to, in one quarter of an hour. */
export interface ToldLimit {
  readonly fromMs: number;
  readonly powerLimitW: number;
}

/** Kinds of changes that can move what a miner does; a restart, a lamp and a pause change nothing for good. */
const OF_RECORDS: Readonly<Partial<Record<ControlKind, ChangedKind>>> = {
  tuning: 'setting',
  preset: 'preset',
  'power-limit': 'power-limit',
  fan: 'fan',
  'auto-fan': 'fan',
  pools: 'pool',
};
const OF_EVENTS: Readonly<Partial<Record<FleetEvent['kind'], ChangedKind>>> = {
  'setting-changed': 'setting',
  'pool-changed': 'pool',
  'firmware-changed': 'firmware',
};
/** What is seen on a device so soon after it was told to is that. */
const SEEN_WITHIN_MS = 20 * 60_000;
/** Its clock and ours may be off by so much. */
const SEEN_BEFORE_MS = 60_000;
/** Limits that differ by less are one. */
const SAME_LIMIT = 0.005;

/**
 * What changed a miner, by whomever, oldest first: what was asked for here and may have been applied; what was seen on
 * the device and nobody asked for here.
 *
 * @param limits what it said of its power limit, in order; a change stands for at least two quarters
 */
export function minerChanges(
  records: readonly ChangeRecord[],
  events: readonly FleetEvent[],
  limits: readonly ToldLimit[],
): readonly MinerChange[] {
  const ours = records.flatMap(({ id, atMs, change, outcome, differences }): readonly MinerChange[] => {
    const kind = OF_RECORDS[change.kind];
    if (!kind || (outcome !== 'done' && outcome !== 'unconfirmed') || differences.length === 0) return [];
    const seen = events.find((event) => OF_EVENTS[event.kind] && isSoonAfter(event.atMs, atMs));
    return [{ id, atMs, by: 'ours', kind, seenAs: seen?.id }];
  });
  const isOurs = (atMs: number) => ours.some((change) => isSoonAfter(atMs, change.atMs));
  const seen = events.flatMap(({ id, atMs, kind, from, to }): readonly MinerChange[] => {
    const changed = OF_EVENTS[kind];
    return changed && !isOurs(atMs) ? [{ id, atMs, by: 'device', kind: changed, from, to }] : [];
  });
  const limited = limitChanges(limits).filter(({ atMs }) => !isOurs(atMs));
  return [...ours, ...seen, ...limited].sort((a, b) => a.atMs - b.atMs);
}

function isSoonAfter(seenMs: number, askedMs: number): boolean {
  return seenMs >= askedMs - SEEN_BEFORE_MS && seenMs <= askedMs + SEEN_WITHIN_MS;
}

function limitChanges(limits: readonly ToldLimit[]): readonly MinerChange[] {
  const changes: MinerChange[] = [];
  let stands = limits[0]?.powerLimitW ?? Number.NaN;
  for (const [place, { fromMs, powerLimitW }] of limits.entries()) {
    const isNew = Math.abs(powerLimitW - stands) > SAME_LIMIT * stands;
    const stays = limits[place + 1]?.powerLimitW === powerLimitW;
    if (!isNew || !stays) continue;
    const [from, to] = [stands, powerLimitW].map((limitW) => `${Math.round(limitW)} W`);
    changes.push({ id: `limit:${fromMs}`, atMs: fromMs, by: 'device', kind: 'power-limit', from, to });
    stands = powerLimitW;
  }
  return changes;
}
