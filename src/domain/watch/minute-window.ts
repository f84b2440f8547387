const MINUTE_MS = 60_000;
/** One hour of minutes: what a card's spark-line shows. */
const MINUTES = 60;

/**
 * The last hour of one series in one-minute means. Fixed size, no allocation while filling; a minute in which nothing
 * was heard stays open (NaN), never 0.
 */
export class MinuteWindow {
  readonly #sum = new Float64Array(MINUTES);
  readonly #count = new Uint32Array(MINUTES);
  /** Which minute (since the epoch) each slot holds. */
  readonly #minute = new Float64Array(MINUTES).fill(-1);

  /** Adds one value; NaN and values older than the slot's present minute are left out. */
  add(atMs: number, value: number): void {
    if (!Number.isFinite(value)) return;
    const minute = Math.floor(atMs / MINUTE_MS);
    const slot = minute % MINUTES;
    const held = this.#minute[slot] ?? -1;
    if (minute < held) return;
    if (minute > held) {
      this.#minute[slot] = minute;
      this.#sum[slot] = 0;
      this.#count[slot] = 0;
    }
    this.#sum[slot] = (this.#sum[slot] ?? 0) + value;
    this.#count[slot] = (this.#count[slot] ?? 0) + 1;
  }

  /** The hour up to and including the minute of `nowMs`, oldest first. */
  means(nowMs: number): Float64Array {
    const last = Math.floor(nowMs / MINUTE_MS);
    return Float64Array.from({ length: MINUTES }, (_, index) => this.#meanOf(last - MINUTES + 1 + index));
  }

  /** Mean of the minutes that have a value, of the last `minutes`; undefined when none has. */
  mean(nowMs: number, minutes: number): number | undefined {
    const present = this.means(nowMs).slice(-minutes).filter(Number.isFinite);
    return present.length > 0 ? present.reduce((sum, value) => sum + value, 0) / present.length : undefined;
  }

  #meanOf(minute: number): number {
    const slot = ((minute % MINUTES) + MINUTES) % MINUTES;
    const count = this.#count[slot] ?? 0;
    return this.#minute[slot] === minute && count > 0 ? (this.#sum[slot] ?? 0) / count : Number.NaN;
  }
}
