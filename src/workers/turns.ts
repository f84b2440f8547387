/**
 * One change of a miner at a time: over all tabs where the browser has locks; on an insecure page, which has none, at
 * least within this tab.
 */
export class Turns {
  readonly #locks: LockManager | undefined;
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(locks: LockManager | undefined) {
    this.#locks = locks;
  }

  /** Runs `work` when all earlier work for this miner has ended, however it ended. */
  async take<T>(minerId: string, work: () => Promise<T>): Promise<T> {
    if (this.#locks) return this.#locks.request(nameOf(minerId), work);
    const turn = Promise.allSettled([this.#last.get(minerId)]).then(work);
    this.#last.set(minerId, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(minerId) === turn) this.#last.delete(minerId);
    }
  }

  /** Is work for this miner under way? */
  async isTaken(minerId: string): Promise<boolean> {
    if (!this.#locks) return this.#last.has(minerId);
    const { held = [] } = await this.#locks.query();
    return held.some(({ name }) => name === nameOf(minerId));
  }
}

function nameOf(minerId: string): string {
  return `davylamp-change-${minerId}`;
}
