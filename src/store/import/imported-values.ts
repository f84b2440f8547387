import type { ImportedValue } from '../../domain/file-import/imported-value.ts';

/**
 * Figures in the order of miners and moments, whatever order they came in: a file may tell one quantity after the other,
 * each over the whole time. Held in columns, since a file may have millions of them.
 */
export class ImportedValues {
  readonly #most: number;
  readonly #miners: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #atMs: Float64Array;
  readonly #values: Float64Array;
  readonly #minerAt: Uint16Array;
  readonly #seriesAt: Uint8Array;
  #length = 0;

  /** @param most room for so many */
  constructor(most: number) {
    this.#most = most;
    this.#atMs = new Float64Array(most);
    this.#values = new Float64Array(most);
    this.#minerAt = new Uint16Array(most);
    this.#seriesAt = new Uint8Array(most);
  }

  get isFull(): boolean {
    return this.#length >= this.#most;
  }

  add({ minerId, atMs, series, value }: ImportedValue): void {
    let miner = this.#places.get(minerId);
    if (miner === undefined) {
      miner = this.#miners.length;
      this.#places.set(minerId, miner);
      this.#miners.push(minerId);
    }
    this.#minerAt[this.#length] = miner;
    this.#atMs[this.#length] = atMs;
    this.#seriesAt[this.#length] = series;
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** All of them in order; empty afterwards. Of several of one series at one moment, the first that came counts last. */
  take(): readonly ImportedValue[] {
    const order = Uint32Array.from({ length: this.#length }, (_, place) => place);
    const before = (column: ArrayLike<number>, a: number, b: number) => (column[a] ?? 0) - (column[b] ?? 0);
    order.sort((a, b) => before(this.#minerAt, a, b) || before(this.#atMs, a, b) || b - a);
    const values = Array.from(order, (place) => ({
      minerId: this.#miners[this.#minerAt[place] ?? 0] ?? '',
      atMs: this.#atMs[place] ?? 0,
      series: this.#seriesAt[place] ?? 0,
      value: this.#values[place] ?? Number.NaN,
    }));
    this.#length = 0;
    return values;
  }
}
