/** The locks of one browser, where there is none: whoever asks for a name waits until all before it have let go of it. */
export class MemoryLocks implements LockManager {
  readonly #last = new Map<string, Promise<unknown>>();

  request<T>(name: string, callback: LockGrantedCallback<T>): Promise<Awaited<T>>;
  request<T>(name: string, options: LockOptions, callback: LockGrantedCallback<T>): Promise<Awaited<T>>;
  async request<T>(
    name: string,
    ...[first, second]: [LockGrantedCallback<T>] | [LockOptions, LockGrantedCallback<T>]
  ): Promise<Awaited<T>> {
    const work = second ?? first;
    if (typeof work !== 'function' || second) throw new Error('these locks know no options');
    const turn = Promise.allSettled([this.#last.get(name)]).then(() => work({ name, mode: 'exclusive' }));
    this.#last.set(name, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(name) === turn) this.#last.delete(name);
    }
  }

  async query(): Promise<LockManagerSnapshot> {
    return { held: [...this.#last.keys()].map((name) => ({ name, mode: 'exclusive' })) };
  }
}
