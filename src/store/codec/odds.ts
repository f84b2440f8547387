/** Even odds, of 2^16: what nothing is known of. */
const EVEN = 1 << 15;
/** Odds stay this far from certainty, of 2^16: a bit never costs more than 11 bits, nor less than 1/1,400. */
const DOUBT = 32;
/** After so many bits a context goes on learning at the same pace. */
const SETTLED = 120;
/** Share of the way to the bit just seen, of 2^15, by how many were seen: a mean at first, then a moving one. */
const PACE = Int32Array.from({ length: SETTLED + 1 }, (_, seen) => Math.round(32_768 / (seen + 1.6)));

/** What has been learnt of yes-or-no questions, each a context; who writes and who reads learn alike. */
export class Odds {
  readonly #odds: Uint16Array;
  readonly #seen: Uint8Array;

  constructor(contexts: number) {
    this.#odds = new Uint16Array(contexts).fill(EVEN);
    this.#seen = new Uint8Array(contexts);
  }

  /** Odds of a one, of 2^16. */
  of(context: number): number {
    return this.#odds[context] ?? EVEN;
  }

  learn(context: number, bit: number): void {
    const odds = this.#odds[context] ?? EVEN;
    const seen = this.#seen[context] ?? 0;
    const next = odds + (((bit === 1 ? 65_535 - odds : -odds) * (PACE[seen] ?? 0)) >> 15);
    this.#odds[context] = Math.max(DOUBT, Math.min(next, 65_536 - DOUBT));
    if (seen < SETTLED) this.#seen[context] = seen + 1;
  }
}
