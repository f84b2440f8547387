/** How a long work takes turns with whatever else its thread is asked. */
export interface SlicePorts {
  /** A clock that only runs forward, ms. */
  readonly clockMs: () => number;
  /** Lets everything run that waits. */
  readonly rest: (ms: number) => Promise<void>;
  /**
   * Asked between two slices: resolves when the work may go on.
   * @throws the reason why it has to end
   */
  readonly gate: () => Promise<void>;
  /** Ms to wait after a slice that took so long: 0 as a rule, more behind a hidden page. */
  readonly pauseAfter: (sliceMs: number) => number;
}

/** Work is done in slices so long, ms: a question that comes meanwhile waits no longer than one of them and its own turn. */
export const SLICE_MS = 25;

/** Runs generators a slice at a time, and counts the time that they worked. */
export class WorkSlices {
  readonly #ports: SlicePorts;
  #workedMs: number;

  /** @param workedMs what was worked before, of a work that goes on */
  constructor(ports: SlicePorts, workedMs = 0) {
    this.#ports = ports;
    this.#workedMs = workedMs;
  }

  /** Ms worked, pauses not counted. */
  get workedMs(): number {
    return this.#workedMs;
  }

  /**
   * Runs a generator to its end.
   * @param afterSlice told what it yielded last; may save it
   * @throws what the generator or the gate throws
   */
  async run<Step, Result>(
    work: Generator<Step, Result>,
    afterSlice: (step: Step) => Promise<void> | void,
  ): Promise<Result> {
    const { clockMs, rest, gate, pauseAfter } = this.#ports;
    try {
      for (;;) {
        await gate();
        const beganMs = clockMs();
        let step = work.next();
        while (!step.done && clockMs() - beganMs < SLICE_MS) step = work.next();
        const sliceMs = clockMs() - beganMs;
        this.#workedMs += sliceMs;
        if (step.done) return step.value;
        await afterSlice(step.value);
        await rest(pauseAfter(sliceMs));
      }
    } finally {
      work.return(undefined as Result);
    }
  }

  /**
   * {@link run} for work that waits in between, such as for a graphics card: what it waits counts as worked.
   * @throws what the generator or the gate throws
   */
  async follow<Step, Result>(
    work: AsyncGenerator<Step, Result>,
    afterSlice: (step: Step) => Promise<void> | void,
  ): Promise<Result> {
    const { clockMs, rest, gate, pauseAfter } = this.#ports;
    try {
      for (;;) {
        await gate();
        const beganMs = clockMs();
        let step = await work.next();
        while (!step.done && clockMs() - beganMs < SLICE_MS) step = await work.next();
        const sliceMs = clockMs() - beganMs;
        this.#workedMs += sliceMs;
        if (step.done) return step.value;
        await afterSlice(step.value);
        await rest(pauseAfter(sliceMs));
      }
    } finally {
      await work.return(undefined as Result);
    }
  }

  /** Lets others have their turn, and waits as long as the gate wants. @throws what the gate throws */
  async turn(): Promise<void> {
    await this.#ports.rest(0);
    await this.#ports.gate();
  }
}
