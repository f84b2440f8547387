import type { FleetEvent } from '../../domain/alert.ts';
import type { ChangedKind, MinerChange } from '../../domain/change-effect.ts';
import type { ChangeRecord, ControlKind, SettingDifference } from '../../domain/control.ts';
import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import { type ToldQuarter, toldChanges } from './told-changes.ts';

/** All that tells of changes of one miner. */
export interface ChangeTellings {
  /** What was asked for here. */
  readonly records: readonly ChangeRecord[];
  /** What was seen on the device. */
  readonly events: readonly FleetEvent[];
  /** What it said of its limit and fan, quarter by quarter, in order. */
  readonly told: readonly ToldQuarter[];
  /** What its owner wrote into the log of maintenance. */
  readonly work: readonly MaintenanceEvent[];
}

/** Kinds of changes that can move what a miner does; a lamp and a pause change nothing for good. */
const OF_RECORDS: Readonly<Partial<Record<ControlKind, ChangedKind>>> = {
  tuning: 'setting',
  preset: 'preset',
  'power-limit': 'power-limit',
  fan: 'fan',
  'auto-fan': 'fan',
  pools: 'pool',
  restart: 'restart',
};
const OF_EVENTS: Readonly<Partial<Record<FleetEvent['kind'], ChangedKind>>> = {
  'setting-changed': 'setting',
  'mode-changed': 'mode',
  'power-limit-changed': 'power-limit',
  'fan-changed': 'fan',
  'pool-changed': 'pool',
  'pools-set': 'pool',
  'firmware-changed': 'firmware',
  restarted: 'restart',
  'restarted-by-itself': 'restart',
};
/** What a change that was asked for may show as: a preset moves clocks and limits, and much of it restarts the miner. */
const SHOWS_AS: Readonly<Partial<Record<ChangedKind, readonly ChangedKind[]>>> = {
  setting: ['setting', 'mode', 'restart'],
  preset: ['setting', 'mode', 'power-limit', 'fan', 'restart'],
  'power-limit': ['setting', 'mode', 'power-limit', 'restart'],
  fan: ['fan', 'restart'],
  pool: ['pool', 'restart'],
  restart: ['restart'],
};
/** What is seen on a device so soon after it was told to is that. */
const SEEN_WITHIN_MS = 20 * 60_000;
/** Its clock and ours may be off by so much. */
const SEEN_BEFORE_MS = 60_000;
/** Firmware that regulates itself moves its profile or limit more often a day than an owner does. */
const MOST_BY_HAND = 6;
const HALF_DAY_MS = 12 * 3_600_000;

/**
 * What changed a miner, by whomever, oldest first: what was asked for here and may have been applied; what was seen on
 * the device and nobody asked for here; what its owner says was done to it. What firmware regulates by itself is left out.
 */
export function minerChanges({ records, events, told, work }: ChangeTellings): readonly MinerChange[] {
  const asked = records.flatMap((record) => askedChange(record, events));
  const isAsked = (kind: ChangedKind, atMs: number) =>
    asked.some((change) => SHOWS_AS[change.kind]?.includes(kind) && isSoonAfter(atMs, change.atMs));
  const seen = events.flatMap((event): readonly MinerChange[] => {
    const { id, atMs, from, to } = event;
    const kind = OF_EVENTS[event.kind];
    if (!kind || isAsked(kind, atMs)) return [];
    return [{ id, atMs, by: seenBy(event), kind, from, to }];
  });
  const isSeen = ({ kind, atMs }: MinerChange) =>
    isAsked(kind, atMs) ||
    seen.some((each) => each.kind === kind && Math.abs(each.atMs - atMs) < SEEN_WITHIN_MS);
  const shown = [...seen, ...toldChanges(told).filter((change) => !isSeen(change))];
  return [...asked, ...withoutRegulation(shown), ...work.map(workChange)].sort((a, b) => a.atMs - b.atMs);
}

function askedChange(
  { id, atMs, change, outcome, differences, by }: ChangeRecord,
  events: readonly FleetEvent[],
): readonly MinerChange[] {
  const kind = OF_RECORDS[change.kind];
  const isApplied = outcome === 'done' || outcome === 'unconfirmed';
  if (!kind || !isApplied || (kind !== 'restart' && differences.length === 0)) return [];
  const seen = [kind, ...(SHOWS_AS[kind] ?? [])]
    .map((as) => events.find((event) => OF_EVENTS[event.kind] === as && isSoonAfter(event.atMs, atMs)))
    .find((event) => event !== undefined);
  const told = differences.filter(({ setting }) => UNITS[setting] !== undefined);
  const isTold = told.length > 0 && told.every(({ before }) => before !== undefined);
  const [from, to] = isTold
    ? [told.map((each) => settingText(each, each.before)), told.map((each) => settingText(each, each.wanted))]
    : [];
  return [{ id, atMs, by: by ?? 'ours', kind, seenAs: seen?.id, from: from?.join(', '), to: to?.join(', ') }];
}

/** Quantities that are told with their unit, and names that stand for themselves; a list of pools is neither. */
const UNITS: Readonly<Partial<Record<SettingDifference['setting'], string>>> = {
  frequencyMhz: ' MHz',
  coreVoltageMv: ' mV',
  powerLimitW: ' W',
  fanPercent: ' %',
  targetTempC: ' °C',
  preset: '',
};

function settingText({ setting }: SettingDifference, told: SettingDifference['before']): string {
  return `${typeof told === 'number' ? Math.round(told) : told}${UNITS[setting] ?? ''}`;
}

function seenBy({ kind, isOwn }: FleetEvent): MinerChange['by'] {
  if (kind === 'restarted-by-itself') return 'recovery';
  return isOwn ? 'itself' : 'elsewhere';
}

/** An entry for another day than the one it was written on stands at that day's noon. */
function workChange({ id, atMs, kind, component }: MaintenanceEvent): MinerChange {
  return { id, atMs, by: 'owner', kind: 'work', work: { kind, component }, withinMs: HALF_DAY_MS };
}

function withoutRegulation(changes: readonly MinerChange[]): readonly MinerChange[] {
  const regulated = changes.filter(({ kind }) => kind === 'mode' || kind === 'power-limit');
  return changes.filter((change) => {
    const around = regulated.filter(
      ({ kind, atMs }) => kind === change.kind && Math.abs(atMs - change.atMs) <= HALF_DAY_MS,
    );
    return around.length <= MOST_BY_HAND;
  });
}

function isSoonAfter(seenMs: number, askedMs: number): boolean {
  return seenMs >= askedMs - SEEN_BEFORE_MS && seenMs <= askedMs + SEEN_WITHIN_MS;
}
