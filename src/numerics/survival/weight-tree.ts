/** Weights by rank whose running sums cost log n (Fenwick, Software: Practice and Experience 24, 1994). */
export class WeightTree {
  readonly #sums: Float64Array;
  readonly #own: Float64Array;
  #all = 0;

  constructor(ranks: number) {
    this.#sums = new Float64Array(ranks + 1);
    this.#own = new Float64Array(ranks);
  }

  add(rank: number, weight: number): void {
    this.#own[rank] = (this.#own[rank] as number) + weight;
    this.#all += weight;
    for (let node = rank + 1; node < this.#sums.length; node += node & -node)
      this.#sums[node] = (this.#sums[node] as number) + weight;
  }

  /** Weight at all lower ranks. */
  below(rank: number): number {
    let sum = 0;
    for (let node = rank; node > 0; node -= node & -node) sum += this.#sums[node] as number;
    return sum;
  }

  at(rank: number): number {
    return this.#own[rank] as number;
  }

  get all(): number {
    return this.#all;
  }

  clear(): void {
    this.#sums.fill(0);
    this.#own.fill(0);
    this.#all = 0;
  }
}
