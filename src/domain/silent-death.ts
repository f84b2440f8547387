import type { FrozenRun } from './frozen-run.ts';
import { silenceConfidence, silenceThreshold, WATCH_NATS } from './share-arrivals.ts';
import type { ShareTrack } from './share-track.ts';

/** A miner that claims to hash and finds nothing: how sure, and why. */
export interface SilentDeath {
  /** 1 − P(data like these | alive), 0..1. */
  readonly confidence: number;
  /** The same as −ln P, which keeps its meaning close to 1. */
  readonly nats: number;
  readonly sinceMs: number;
  readonly expectedShares: number;
  readonly frozenPolls: number;
  /** `watch` from 99.9 %, `act` where false alarms stay within the budget; absent below. */
  readonly level?: 'watch' | 'act' | undefined;
}

export interface SilentDeathOptions {
  readonly nowMs: number;
  /** False alarms of severity `act` that this miner may raise in a month; default 1. */
  readonly falseAlarmsPerMonth?: number;
  /**
   * Silence that `act` waits for at least, ms; default a minute. Real streams also pause for reasons that are not
   * Poisson: a pool that reconnects, a slow block change.
   */
  readonly actAfterMs?: number;
}

/**
 * A frozen hashrate speaks only when shares are missing too: from Λ = ln 10, which a living miner's gaps exceed one
 * time in ten. It never weighs more than ln 100, because a device that repeats values for a reason we do not know
 * would otherwise decide alone. So it can bring the alarm forward from 6.9 to 2.3 expected shares, no further.
 */
const FROZEN_SPEAKS_FROM = Math.LN10;
const FROZEN_WEIGHS_AT_MOST = Math.log(100);

/**
 * Evidence in nats from silence and from a frozen hashrate. They add because, for a miner that lives, the share
 * counter (luck of single hashes) and the measured rate (registers of the chip) err independently.
 */
export function silentDeathNats(silenceNats: number, frozenNats: number): number {
  if (silenceNats < FROZEN_SPEAKS_FROM) return silenceNats;
  return silenceNats + Math.min(frozenNats, FROZEN_WEIGHS_AT_MOST);
}

/** What the share track and the frozen run say together; undefined while nothing is expected of the miner. */
export function silentDeath(
  track: ShareTrack,
  frozen: FrozenRun,
  { nowMs, falseAlarmsPerMonth = 1, actAfterMs = 60_000 }: SilentDeathOptions,
): SilentDeath | undefined {
  const { silentSinceMs, expectedSharesSinceLast, ratePerS } = track;
  if (silentSinceMs === undefined || expectedSharesSinceLast === undefined || ratePerS === undefined)
    return undefined;
  const nats = silentDeathNats(track.evidenceNats, frozen.evidenceNats);
  const acts = nats >= silenceThreshold(ratePerS, falseAlarmsPerMonth) && nowMs - silentSinceMs >= actAfterMs;
  return {
    confidence: silenceConfidence(nats),
    nats,
    sinceMs: silentSinceMs,
    expectedShares: expectedSharesSinceLast,
    frozenPolls: frozen.polls,
    level: nats < WATCH_NATS ? undefined : acts ? 'act' : 'watch',
  };
}
