import type { FleetEvent, FleetEventKind } from '../domain/alert.ts';
import { formatAddress, type Miner, type MinerIdentity } from '../domain/miner.ts';
import type { Reading } from '../domain/reading.ts';
import { workModeName } from '../domain/work-mode.ts';

/** A miner as it was at one answer. */
export interface Observation {
  readonly identity: MinerIdentity;
  readonly reading: Reading;
}

/** Up-times of one device may differ by this between two polls without a restart in between, s. */
const UPTIME_SLACK_S = 5;

/**
 * What happened between two answers of one miner: restarts, changed settings, fans, modes, limits, pools and firmware, a
 * new best share.
 * Fields that either answer lacks are no change.
 */
export function eventsBetween(
  minerId: string,
  before: Observation,
  after: Observation,
): readonly FleetEvent[] {
  const events: FleetEvent[] = [];
  const atMs = after.reading.atMs;
  const happened = (kind: FleetEventKind, from?: string, to?: string, more?: Pick<FleetEvent, 'isOwn'>) =>
    events.push({
      id: `${minerId}:${atMs}:${kind}:${events.length}`,
      minerId,
      atMs,
      kind,
      from,
      to,
      ...more,
    });

  const was = before.reading;
  const is = after.reading;
  if (is.uptimeS !== undefined && was.uptimeS !== undefined && is.uptimeS + UPTIME_SLACK_S < was.uptimeS) {
    happened('restarted');
  }
  const wasSet = settingsText(was);
  const isSet = settingsText(is);
  if (wasSet && isSet && wasSet !== isSet) happened('setting-changed', wasSet, isSet);
  for (const kind of OWNERS_SETTINGS) {
    const [from, to] = [SETTING_TEXTS[kind](before), SETTING_TEXTS[kind](after)];
    if (from && to && from !== to) happened(kind, from, to);
  }
  const pool = poolEvent(was, is);
  if (pool) happened(pool.kind, pool.from, pool.to, pool.isOwn && { isOwn: pool.isOwn });
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

const OWNERS_SETTINGS = ['mode-changed', 'power-limit-changed', 'fan-changed'] as const;

/** What its owner set, where the device tells it; undefined is told by no word. */
const SETTING_TEXTS: Readonly<
  Record<(typeof OWNERS_SETTINGS)[number], (observed: Observation) => string | undefined>
> = {
  // A mode of rest is told as a pause.
  'mode-changed': ({ identity, reading }) =>
    reading.paused === true ? undefined : workModeName(identity, reading.workMode),
  'power-limit-changed': ({ reading: { powerLimitW } }) =>
    powerLimitW === undefined ? undefined : `${Math.round(powerLimitW)} W`,
  'fan-changed': ({ reading: { fanSet } }) => {
    if (!fanSet) return undefined;
    if (fanSet.auto) return 'automatic';
    return fanSet.percent === undefined ? 'fixed' : `${Math.round(fanSet.percent)} %`;
  },
};

/** Another pool than before, or the same with another list behind it or for another user. */
function poolEvent(
  was: Reading,
  is: Reading,
): Pick<FleetEvent, 'kind' | 'from' | 'to' | 'isOwn'> | undefined {
  const [from, to] = [activePool(was), activePool(is)];
  if (from && to && from !== to) {
    const isOwn = was.pools.some(({ url }) => url === to);
    return { kind: 'pool-changed', from, to, isOwn: isOwn || undefined };
  }
  const [before, after] = [poolTexts(was), poolTexts(is)];
  if (before.length === 0 || after.length === 0) return undefined;
  const gone = before.filter((text) => !after.includes(text));
  const come = after.filter((text) => !before.includes(text));
  if (gone.length + come.length === 0) return undefined;
  const told = (some: readonly string[], all: readonly string[]) => (some.length > 0 ? some : all).join(', ');
  return { kind: 'pools-set', from: told(gone, before), to: told(come, after) };
}

/** `stratum+tcp://pool:3333 for bc1qab…7f3k.worker`: an address is told by its ends. */
function poolTexts({ pools }: Reading): readonly string[] {
  return pools.map(({ url, user }) => (user ? `${url} for ${user.replace(LONG_NAME, '$1…$2')}` : url));
}

/** First six and last four of what is as long as an address. */
const LONG_NAME = /(\w{6})\w{10,}(\w{4})/;

function activePool(reading: Reading): string | undefined {
  return reading.pools.find((pool) => pool.active)?.url;
}
