import type { Upstream } from '../../src/domain/upstream.ts';

type Metered = Pick<Upstream, 'id' | 'requestsPerMinute'>;

const MINUTE_MS = 60_000;
/** A provider that names a moment a month from now has a mistake in its clock or in its header. */
const LONGEST_CLOSED_MS = 60 * MINUTE_MS;

/**
 * What each provider may still be asked: a bucket of as many tokens as it allows requests a minute, each of which comes
 * back a minute after it was taken. So no minute ever sees more, which a bucket that drips would let pass after a rest.
 */
export class RequestBudget {
  readonly #takenAtMs = new Map<string, readonly number[]>();
  readonly #closedUntilMs = new Map<string, number>();

  /** Takes a token, and tells how long to wait for one where there is none, ms; 0 when it was taken. */
  take({ id, requestsPerMinute }: Metered, nowMs: number): number {
    const tokens = Math.max(1, Math.floor(requestsPerMinute));
    // Less than one a minute is one in so many minutes.
    const backAfterMs = (MINUTE_MS * tokens) / requestsPerMinute;
    const closedMs = this.#closedForMs(id, nowMs);
    if (closedMs > 0) return closedMs;
    const taken = (this.#takenAtMs.get(id) ?? [])
      // A clock that was set back must not lock the provider for as long as it was wrong.
      .map((atMs) => Math.min(atMs, nowMs))
      .filter((atMs) => nowMs - atMs < backAfterMs);
    const [oldest = nowMs] = taken;
    const isFree = taken.length < tokens;
    this.#takenAtMs.set(id, isFree ? [...taken, nowMs] : taken);
    return isFree ? 0 : oldest + backAfterMs - nowMs;
  }

  /** It said that it was asked too often, and for how long it will say so: nobody asks it meanwhile. */
  close({ id }: Metered, forMs: number, nowMs: number): void {
    this.#closedUntilMs.set(id, nowMs + forMs);
  }

  #closedForMs(id: string, nowMs: number): number {
    const untilMs = this.#closedUntilMs.get(id);
    if (untilMs === undefined) return 0;
    // Written back, so that an hour is the most whatever the header said or the clock did since.
    const cappedMs = Math.min(untilMs, nowMs + LONGEST_CLOSED_MS);
    this.#closedUntilMs.set(id, cappedMs);
    return cappedMs - nowMs;
  }
}
