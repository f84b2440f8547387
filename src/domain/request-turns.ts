const MINUTE_MS = 60_000;

/** What came of asking for a turn: taken, or how long to wait for one. */
export interface TurnAsked {
  /** 0 when it was taken, ms. */
  readonly waitMs: number;
  /** When turns were taken that have not come back yet, this one included. */
  readonly takenAtMs: readonly number[];
}

/**
 * A turn out of as many as a provider allows requests a minute, each of which comes back a minute after it was taken. So
 * no minute ever sees more, which a bucket that drips would let pass after a rest.
 * @param requestsPerMinute below one is one in so many minutes
 */
export function takeTurn(takenAtMs: readonly number[], requestsPerMinute: number, nowMs: number): TurnAsked {
  const turns = Math.max(1, Math.floor(requestsPerMinute));
  const backAfterMs = (MINUTE_MS * turns) / requestsPerMinute;
  const taken = takenAtMs
    // A clock that was set back must not lock the provider for as long as it was wrong.
    .map((atMs) => Math.min(atMs, nowMs))
    .filter((atMs) => nowMs - atMs < backAfterMs);
  const [oldest = nowMs] = taken;
  return taken.length < turns
    ? { waitMs: 0, takenAtMs: [...taken, nowMs] }
    : { waitMs: oldest + backAfterMs - nowMs, takenAtMs: taken };
}
