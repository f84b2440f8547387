import { NO_RUN, trackFrozen } from '../../../src/domain/frozen-run.ts';
import type { Reading } from '../../../src/domain/reading.ts';
import { WATCH_NATS } from '../../../src/domain/share-arrivals.ts';
import { NO_TRACK, trackShares } from '../../../src/domain/share-track.ts';
import { silentDeath } from '../../../src/domain/silent-death.ts';
import { MinerTwin } from '../../../src/twin/miner-twin.ts';
import { twinReading } from '../../../src/twin/twin-reading.ts';
import { homeOf, START_MS } from './home.ts';

const POLL_MS = 5000;
const MINUTE_MS = 60_000;
/** Polled for so long before, so that the watch knows its miner. */
const WATCHED_MS = 30 * MINUTE_MS;
const LONGEST_MS = 6 * 60 * MINUTE_MS;

/** How a flatline was found. */
export interface Silence {
  /** Time from the last share to the alarm, by the time in which 6.9 shares are expected; absent where it never came. */
  readonly ratio?: number | undefined;
  /** The alarm came before the miner flatlined. */
  readonly tooEarly: boolean;
}

/** Lets a miner of that home flatline under polls of 5 s, and sees when the watch for silent deaths says so. */
export function silenceOf(index: number): Silence {
  const [before] = homeOf(index, 90).twins;
  if (!before) throw new RangeError('a home without miners');
  const deadMs = START_MS + WATCHED_MS + (index % 60) * 1000;
  const twin = new MinerTwin({ ...before.options, faults: [{ kind: 'flatline', fromMs: deadMs }] });
  let shares = NO_TRACK;
  let frozen = NO_RUN;
  let aliveRatePerS = 0;
  for (let atMs = START_MS + POLL_MS; atMs < deadMs + LONGEST_MS; atMs += POLL_MS) {
    twin.step(POLL_MS / 1000);
    const told = twinReading(twin);
    if (!told) continue;
    const reading: Reading = {
      fans: [],
      shares: {},
      boards: [],
      pools: [],
      faults: [],
      oddities: [],
      ...told,
    };
    shares = trackShares(shares, reading, { algorithm: 'sha256' });
    frozen = trackFrozen(frozen, reading);
    if (atMs < deadMs) aliveRatePerS = shares.ratePerS ?? aliveRatePerS;
    const death = silentDeath(shares, frozen, { nowMs: atMs });
    if (!death?.level) continue;
    if (atMs < deadMs) return { tooEarly: true };
    const fromMs = Math.max(shares.lastShareAtMs ?? deadMs, START_MS);
    return { ratio: (((atMs - fromMs) / 1000) * aliveRatePerS) / WATCH_NATS, tooEarly: false };
  }
  return { tooEarly: false };
}
