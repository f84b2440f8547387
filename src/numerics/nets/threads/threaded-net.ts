import type { BatchedNet, Examples, TrainableNet } from '../batched-net.ts';
import type { Parameter } from '../layer.ts';
import { ThreadError } from './thread-error.ts';
import { BUSY, FAILED, OVER, ROWS, type ThreadMemory, type ThreadPart, TURN } from './thread-share.ts';

/** A turn takes milliseconds: who is silent for so long will not answer any more. */
const PATIENCE_MS = 20_000;

/** How the rows of a batch, and their numbers, are laid out. */
export interface PartShape {
  /** Rows of a batch. */
  readonly batch: number;
  /** Numbers of an example that go in, all steps together. */
  readonly inputs: number;
  /** Numbers that the loss wants of an example. */
  readonly targets: number;
}

/**
 * A net that learns on several threads at once: each goes forward and back with a part of a batch, by the same weights, and the
 * gradients are added up by how many rows stand behind them, which is the gradient over the whole batch (Goyal and others,
 * "Accurate, Large Minibatch SGD", 2017). One thread more than there are helpers: this one takes the first part itself.
 * It blocks until all have answered, so it is for workers.
 */
export class ThreadedNet implements TrainableNet<Float32Array> {
  readonly #net: BatchedNet<Float32Array>;
  readonly #memory: ThreadMemory;
  readonly #shape: PartShape;

  /** @param net takes one thread's part of a batch */
  constructor(net: BatchedNet<Float32Array>, memory: ThreadMemory, shape: PartShape) {
    this.#net = net;
    this.#memory = memory;
    this.#shape = shape;
  }

  get parameters(): readonly Parameter<Float32Array>[] {
    return this.#net.parameters;
  }

  get batch(): number {
    return this.#shape.batch;
  }

  sayAll(examples: Omit<Examples, 'targets'>): Float64Array {
    return this.#net.sayAll(examples);
  }

  lossOf(examples: Examples, said?: Float64Array): number {
    return this.#net.lossOf(examples, said);
  }

  /**
   * Goes forward and back with some examples, which fills in all gradients.
   * @returns the mean loss over them
   * @throws ThreadError where a helper came to grief or is silent
   */
  learn(examples: Examples, rows: Uint32Array): number {
    const { control, parts } = this.#memory;
    const most = this.#net.batch;
    const own = rows.subarray(0, most);
    const taken = parts.map((part, thread) => {
      const theirs = rows.subarray((thread + 1) * most, (thread + 2) * most);
      this.#handOver(examples, theirs, part);
      Atomics.store(control, ROWS + thread, theirs.length);
      return theirs.length;
    });
    this.#publishWeights();
    Atomics.store(control, BUSY, parts.length);
    Atomics.add(control, TURN, 1);
    Atomics.notify(control, TURN);
    const ownLoss = this.#net.learn(examples, own);
    this.#await();
    return this.#added(ownLoss, own.length, taken, rows.length);
  }

  /** Lets the helpers go. */
  close(): void {
    Atomics.store(this.#memory.control, TURN, OVER);
    Atomics.notify(this.#memory.control, TURN);
  }

  #handOver({ inputs, targets }: Examples, rows: Uint32Array, part: ThreadPart): void {
    const { inputs: width, targets: wanted } = this.#shape;
    for (const [place, row] of rows.entries()) {
      for (let at = 0; at < width; at++) part.inputs[place * width + at] = inputs[row * width + at] as number;
      for (let at = 0; at < wanted; at++)
        part.targets[place * wanted + at] = targets[row * wanted + at] as number;
    }
  }

  #publishWeights(): void {
    let at = 0;
    for (const { value } of this.#net.parameters) {
      this.#memory.weights.set(value, at);
      at += value.length;
    }
  }

  #await(): void {
    const { control } = this.#memory;
    for (let busy = Atomics.load(control, BUSY); busy > 0; busy = Atomics.load(control, BUSY))
      if (Atomics.wait(control, BUSY, busy, PATIENCE_MS) === 'timed-out')
        throw new ThreadError(`a thread is silent for ${PATIENCE_MS / 1_000} s`);
    if (Atomics.load(control, FAILED) > 0) throw new ThreadError('a thread came to grief');
  }

  #added(ownLoss: number, ownRows: number, taken: readonly number[], rows: number): number {
    let at = 0;
    for (const { gradient } of this.#net.parameters) {
      for (let place = 0; place < gradient.length; place++) {
        let sum = (gradient[place] as number) * ownRows;
        for (const [thread, theirs] of taken.entries())
          if (theirs > 0) sum += (this.#memory.parts[thread]?.gradient[at + place] as number) * theirs;
        gradient[place] = sum / rows;
      }
      at += gradient.length;
    }
    return taken.reduce(
      (sum, theirs, thread) =>
        theirs > 0 ? sum + (theirs / rows) * (this.#memory.parts[thread]?.loss[0] ?? Number.NaN) : sum,
      (ownRows / rows) * ownLoss,
    );
  }
}
