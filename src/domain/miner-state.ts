import type { AlertKind, Severity } from './alert.ts';
import type { Finding } from './findings.ts';
import type { Reading } from './reading.ts';

/**
 * The six states of a miner (ux: fleet view).
 *
 * - `hashing`: it answers, claims to hash, and does what it should.
 * - `degraded`: it hashes, but less than it should, too hot, or with a fault.
 * - `paused`: its owner (or a schedule) switched hashing off.
 * - `offline`: it answers, but hashes nothing, and nobody asked for that.
 * - `stale`: it missed three polls; what is shown is old.
 * - `lost`: it was asked for long and did not answer (see {@link MinerStateInputs.lostAfterMs}).
 */
export type MinerState = 'hashing' | 'degraded' | 'paused' | 'offline' | 'stale' | 'lost';

/** Worst first: the order of cards. */
export const STATES_WORST_FIRST: readonly MinerState[] = [
  'lost',
  'offline',
  'stale',
  'degraded',
  'paused',
  'hashing',
];

/** Polls that may be missed before a value is called stale. */
export const STALE_AFTER_POLLS = 3;

/** Findings under which a miner still hashes, but not as it should. A pool fail-over is no fault of the miner. */
const DEGRADING: ReadonlySet<AlertKind> = new Set<AlertKind>([
  'low-hashrate',
  'domain-stalled',
  'chip-hot',
  'vr-hot',
  'fan-stopped',
  'overheated',
  'device-fault',
]);

export interface MinerStateInputs {
  /** The last Reading, however old. */
  readonly reading: Reading | undefined;
  /** Last successful answer, epoch ms; absent before the first. */
  readonly answeredAtMs: number | undefined;
  readonly nowMs: number;
  readonly pollMs: number;
  readonly lostAfterMs: number;
  /** Since when it could have been asked without a break; absent while nobody can ask (not begun yet, helper away). */
  readonly watchedSinceMs: number | undefined;
  /**
   * How certain it is that it claims to hash and finds nothing. A quick miner is silent long enough for `watch` by mere
   * luck some times a day: only `act` takes it out of those that hash.
   */
  readonly silentDeath: Severity | undefined;
  readonly findings: readonly Finding[];
}

/**
 * The state a miner is in. Age comes first: what an old Reading said does not count. A miner that never answered is
 * stale, because nothing shown of it is live. A clock set back makes an answer seem to come from the future: it then
 * counts as fresh.
 */
export function minerState({
  reading,
  answeredAtMs,
  nowMs,
  pollMs,
  lostAfterMs,
  watchedSinceMs,
  silentDeath,
  findings,
}: MinerStateInputs): MinerState {
  if (reading === undefined || answeredAtMs === undefined) return 'stale';
  const ageMs = nowMs - answeredAtMs;
  const askedForMs = watchedSinceMs === undefined ? 0 : nowMs - Math.max(answeredAtMs, watchedSinceMs);
  if (askedForMs > lostAfterMs) return 'lost';
  if (ageMs > STALE_AFTER_POLLS * pollMs) return 'stale';
  if (reading.paused === true) return 'paused';
  if (reading.mining === false || reading.hashrateHs === 0 || silentDeath === 'act') return 'offline';
  const claims = reading.mining === true || reading.hashrateHs !== undefined;
  return claims && silentDeath === undefined && !findings.some(({ kind }) => DEGRADING.has(kind))
    ? 'hashing'
    : 'degraded';
}
