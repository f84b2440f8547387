import type { AlertKind, Severity } from './alert.ts';
import type { MinerIdentity } from './miner.ts';
import type { Reading } from './reading.ts';
import type { SeriesName } from './series.ts';
import { stalledPart } from './stalled-part.ts';
import { type TemperatureLimit, temperatureLimits } from './temperature-limits.ts';

/** Something wrong that one Reading shows. Facts for the UI to word, as in an alert's evidence. */
export interface Finding {
  readonly kind: AlertKind;
  readonly severity: Severity;
  /** What was seen and what it was held against, in the unit of `chart`. */
  readonly seen?: number | undefined;
  readonly limit?: number | undefined;
  /**
   * device-fault: the device's own words. domain-stalled, fan-stopped: which part, counted from 1. chip-hot, vr-hot:
   * where the limit comes from. pool-failover: the pool in use.
   */
  readonly text?: string | undefined;
  readonly chart?: SeriesName | undefined;
}

export interface FindingContext {
  readonly identity: MinerIdentity;
  /** Mean hashrate of the last 10 min, H/s; absent while too little is known. */
  readonly hashrate10mHs?: number | undefined;
  /** Which fans have been seen turning, by place in the Reading: see {@link fansSeenTurning}. */
  readonly fansSeenTurning?: readonly boolean[] | undefined;
}

/** Below this part of what the device itself expects, a miner is degraded: 10-min means of healthy ones vary by 5 %. */
const LOW_HASHRATE_SHARE = 0.85;
/** After a start the 10-min mean still holds the time before it, and the clock is still rising. */
const SETTLED_AFTER_S = 15 * 60;
/** A start takes up to this long: pool, frequency ramp, first work. */
const STARTED_AFTER_S = 2 * 60;
/** A chip warmer than this needs its fan. */
const WARM_C = 50;

/** All that is wrong in one Reading, worst first. Pure: the same Reading always has the same findings. */
export function findings(reading: Reading, context: FindingContext): readonly Finding[] {
  const limits = temperatureLimits(context.identity);
  const found = [
    overheated(reading),
    ...deviceFaults(reading),
    fanStopped(reading, context.fansSeenTurning ?? []),
    notHashing(reading),
    tooHot('chip-hot', 'tempChipMaxC', reading.tempChipMaxC, limits.chip),
    tooHot('vr-hot', 'tempVrC', reading.tempVrC, limits.regulator),
    lowHashrate(reading, context.hashrate10mHs),
    domainStalled(reading),
    poolFailover(reading),
  ].filter((finding) => finding !== undefined);
  const rank: Readonly<Record<Severity, number>> = { act: 0, watch: 1, info: 2 };
  return found.sort((a, b) => rank[a.severity] - rank[b.severity]);
}

/**
 * Which fans have ever turned, one more Reading on. A header without a fan reads 0 rpm for ever (an S9 on Braiins OS
 * tells four fans and has two), so only a fan that has turned before can have stopped.
 */
export function fansSeenTurning(before: readonly boolean[], { fans }: Reading): readonly boolean[] {
  const places = Math.max(before.length, fans.length);
  return Array.from({ length: places }, (_, place) => before[place] === true || (fans[place]?.rpm ?? 0) > 0);
}

function hashes({ paused, mining, hashrateHs }: Reading): boolean {
  return paused !== true && mining !== false && hashrateHs !== 0;
}

function overheated({ overheated, tempChipMaxC }: Reading): Finding | undefined {
  if (overheated !== true) return undefined;
  return { kind: 'overheated', severity: 'act', seen: tempChipMaxC, chart: 'tempChipMaxC' };
}

/** Some firmware lists faults of the past while it hashes again (LuxOS events): those are to look at, not to run for. */
function deviceFaults(reading: Reading): readonly Finding[] {
  const severity = hashes(reading) ? 'watch' : 'act';
  return reading.faults.map(({ code, message }) => ({
    kind: 'device-fault',
    severity,
    text: message === '' || message === code ? code : `${code}: ${message}`,
  }));
}

/** All fans that are told stand still, or one that turned before, while the device drives them and is warm. */
function fanStopped(reading: Reading, seenTurning: readonly boolean[]): Finding | undefined {
  const { fans, tempChipMaxC } = reading;
  if (tempChipMaxC === undefined || tempChipMaxC < WARM_C) return undefined;
  const stopped = fans.map(({ rpm, percent }) => rpm === 0 && (percent === undefined || percent > 0));
  const place = stopped.findIndex((still, index) => still && seenTurning[index] === true);
  const allStopped =
    fans.length > 0 && stopped.every(Boolean) && fans.some(({ percent }) => (percent ?? 0) > 0);
  if (place < 0 && !allStopped) return undefined;
  const which = String(Math.max(place, 0) + 1);
  return { kind: 'fan-stopped', severity: 'act', seen: 0, text: which, chart: 'fanRpm' };
}

function notHashing(reading: Reading): Finding | undefined {
  const { paused, uptimeS } = reading;
  if (paused === true || hashes(reading)) return undefined;
  if (uptimeS !== undefined && uptimeS < STARTED_AFTER_S) return undefined;
  return { kind: 'not-hashing', severity: 'act', seen: reading.hashrateHs, chart: 'hashrateHs' };
}

function tooHot(
  kind: 'chip-hot' | 'vr-hot',
  chart: SeriesName,
  seen: number | undefined,
  limit: TemperatureLimit | undefined,
): Finding | undefined {
  if (seen === undefined || limit === undefined || seen < limit.watchAtC) return undefined;
  const acts = limit.stopsAtC !== undefined && seen >= limit.stopsAtC;
  return { kind, severity: acts ? 'act' : 'watch', seen, limit: limit.watchAtC, chart, text: limit.source };
}

function lowHashrate(reading: Reading, hashrate10mHs: number | undefined): Finding | undefined {
  const { expectedHashrateHs, uptimeS } = reading;
  if (!hashes(reading) || hashrate10mHs === undefined || Number.isNaN(hashrate10mHs)) return undefined;
  if (expectedHashrateHs === undefined || uptimeS === undefined || uptimeS < SETTLED_AFTER_S)
    return undefined;
  const limit = LOW_HASHRATE_SHARE * expectedHashrateHs;
  if (hashrate10mHs >= limit) return undefined;
  return { kind: 'low-hashrate', severity: 'watch', seen: hashrate10mHs, limit, chart: 'hashrateHs' };
}

function domainStalled(reading: Reading): Finding | undefined {
  if (!hashes(reading) || (reading.uptimeS ?? 0) < STARTED_AFTER_S) return undefined;
  const stalled = stalledPart(reading.boards);
  if (!stalled) return undefined;
  const { seenHs: seen, siblingsHs: limit, text } = stalled;
  return { kind: 'domain-stalled', severity: 'watch', seen, limit, text, chart: 'hashrateHs' };
}

/** Pools stand in the owner's order, so the first is the one wanted. */
function poolFailover({ pools }: Reading): Finding | undefined {
  const [first] = pools;
  const inUse = pools.find(({ active }) => active === true);
  if (first === undefined || inUse === undefined || inUse === first) return undefined;
  return { kind: 'pool-failover', severity: 'watch', text: inUse.url };
}
