import { takeTurn } from '../../src/domain/request-turns.ts';
import type { Upstream } from '../../src/domain/upstream.ts';

type Metered = Pick<Upstream, 'id' | 'requestsPerMinute'>;

const MINUTE_MS = 60_000;
/** A provider that names a moment a month from now has a mistake in its clock or in its header. */
const LONGEST_CLOSED_MS = 60 * MINUTE_MS;

/** What each provider may still be asked, by all browsers of the house together: see {@link takeTurn}. */
export class RequestBudget {
  readonly #takenAtMs = new Map<string, readonly number[]>();
  readonly #closedUntilMs = new Map<string, number>();

  /** Takes a turn, and tells how long to wait for one where there is none, ms; 0 when it was taken. */
  take({ id, requestsPerMinute }: Metered, nowMs: number): number {
    const closedMs = this.#closedForMs(id, nowMs);
    if (closedMs > 0) return closedMs;
    const { waitMs, takenAtMs } = takeTurn(this.#takenAtMs.get(id) ?? [], requestsPerMinute, nowMs);
    this.#takenAtMs.set(id, takenAtMs);
    return waitMs;
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
