import type { FleetEvent, FleetEventKind } from '../domain/alert.ts';
import { formatAddress, type Miner, type MinerIdentity } from '../domain/miner.ts';
import type { Reading } from '../domain/reading.ts';

/** A miner as it was at one answer. */
export interface Observation {
  readonly identity: MinerIdentity;
  readonly reading: Reading;
}

/** Up-times of one device may differ by this between two polls without a restart in between, s. */
const UPTIME_SLACK_S = 5;

/**
 * What happened between two answers of one miner: restarts, changed settings, pools and firmware, a new best share.
 * Fields that either answer lacks are no change.
 */
export function eventsBetween(
  minerId: string,
  before: Observation,
  after: Observation,
): readonly FleetEvent[] {
  const events: FleetEvent[] = [];
  const atMs = after.reading.atMs;
  const happened = (kind: FleetEventKind, from?: string, to?: string) =>
    events.push({ id: `${minerId}:${atMs}:${kind}:${events.length}`, minerId, atMs, kind, from, to });

  const was = before.reading;
  const is = after.reading;
  if (is.uptimeS !== undefined && was.uptimeS !== undefined && is.uptimeS + UPTIME_SLACK_S < was.uptimeS) {
    happened('restarted');
  }
  const wasSet = settingsText(was);
  const isSet = settingsText(is);
  if (wasSet && isSet && wasSet !== isSet) happened('setting-changed', wasSet, isSet);
  const wasPool = activePool(was);
  const isPool = activePool(is);
  if (wasPool && isPool && wasPool !== isPool) happened('pool-changed', wasPool, isPool);
  if (
    before.identity.firmware &&
    after.identity.firmware &&
    before.identity.firmware !== after.identity.firmware
  ) {
    happened('firmware-changed', before.identity.firmware, after.identity.firmware);
  }
  if (
    was.bestShare !== undefined &&
    is.bestShare !== undefined &&
    is.bestShare > was.bestShare &&
    was.bestShare > 0
  ) {
    happened('best-share', String(was.bestShare), String(is.bestShare));
  }
  if (was.paused !== undefined && is.paused !== undefined && was.paused !== is.paused) {
    happened(is.paused ? 'paused' : 'resumed');
  }
  return events;
}

/** The event of a miner that was just enrolled. */
export function addedEvent(miner: Miner, atMs: number): FleetEvent {
  return {
    id: `${miner.id}:${atMs}:added`,
    minerId: miner.id,
    atMs,
    kind: 'added',
    to: formatAddress(miner.address),
  };
}

/** The event of a miner that was found again at another address. */
export function movedEvent(before: Miner, after: Miner, atMs: number): FleetEvent {
  return {
    id: `${after.id}:${atMs}:address-changed`,
    minerId: after.id,
    atMs,
    kind: 'address-changed',
    from: formatAddress(before.address),
    to: formatAddress(after.address),
  };
}

/**
 * Clock and voltage as the owner set them. Avalon and stock Antminers move their clock by themselves: only a device
 * that tells its set voltage also tells a clock that stands for a setting.
 */
function settingsText(reading: Reading): string | undefined {
  const { frequencyMhz, voltageCoreSetV } = reading;
  if (frequencyMhz === undefined || voltageCoreSetV === undefined) return undefined;
  return `${Math.round(frequencyMhz)} MHz, ${Math.round(voltageCoreSetV * 1_000)} mV`;
}

function activePool(reading: Reading): string | undefined {
  return reading.pools.find((pool) => pool.active)?.url;
}
