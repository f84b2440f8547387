export interface SlicePorts {
  /** A clock that only runs forward, ms. */
  readonly clockMs: () => number;
  /** Lets everything run that waits. */
  readonly rest: () => Promise<void>;
}

/** It works so long at a time, ms: a poll waits no longer for its turn. */
const SLICE_MS = 25;

/** Long work beside polling, a slice at a time. */
export class Slices {
  readonly #ports: SlicePorts;
  readonly #signal: AbortSignal;
  #beganMs = Number.NEGATIVE_INFINITY;

  /** @param signal ends all work between two slices */
  constructor(ports: SlicePorts, signal: AbortSignal) {
    this.#ports = ports;
    this.#signal = signal;
  }

  /** Lets others have their turn once a slice is over. @throws the signal's reason */
  async turn(): Promise<void> {
    const { clockMs, rest } = this.#ports;
    if (clockMs() - this.#beganMs < SLICE_MS) return;
    await rest();
    this.#signal.throwIfAborted();
    this.#beganMs = clockMs();
  }

  /** Runs steps to their end, each of a few milliseconds. @throws what they throw; the signal's reason */
  async run<Result>(steps: Generator<unknown, Result>): Promise<Result> {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      await this.turn();
    }
  }
}
