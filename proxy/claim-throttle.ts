import { ProxyError } from './problem.ts';

/** Who mistypes or scans an old code twice is not held up. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** So long without a failure, and all is forgotten. */
const FORGOTTEN_MS = 15 * 60_000;

/**
 * Slows down guessing, whoever guesses: from the sixth failure on each one doubles the time for which nobody may try,
 * up to five minutes. That is 300 guesses a day, at a secret of 132 bits.
 */
export class ClaimThrottle {
  #failures = 0;
  #lastFailureMs = Number.NEGATIVE_INFINITY;
  #openFromMs = Number.NEGATIVE_INFINITY;

  /** @throws ProxyError `throttled`, with the time to wait */
  admit(nowMs: number): void {
    // A clock that was set back in between must not lock out the owner for as long as it was wrong.
    this.#openFromMs = Math.min(this.#openFromMs, nowMs + LONGEST_WAIT_MS);
    if (nowMs >= this.#openFromMs) return;
    const retryAfterS = Math.ceil((this.#openFromMs - nowMs) / 1000);
    throw new ProxyError('throttled', 'too many wrong pairing codes were tried', { retryAfterS });
  }

  failed(nowMs: number): void {
    if (nowMs - this.#lastFailureMs > FORGOTTEN_MS) this.#failures = 0;
    this.#failures += 1;
    this.#lastFailureMs = nowMs;
    const doublings = this.#failures - FREE_FAILURES;
    if (doublings >= 0) this.#openFromMs = nowMs + Math.min(FIRST_WAIT_MS * 2 ** doublings, LONGEST_WAIT_MS);
  }
}
