import type { Layer, Parameter } from './layer.ts';
import type { Floats, Matrices } from './matrices.ts';

/** What goes through a net at once. */
export interface BatchShape {
  readonly batch: number;
  readonly steps: number;
  /** Features of a step. */
  readonly width: number;
  /** Values that an example wants said. */
  readonly outputs: number;
}

/** Examples of equal shape, one behind the other. */
export interface Examples {
  readonly count: number;
  /** count × steps × width. */
  readonly inputs: ArrayLike<number>;
  /** count × outputs. */
  readonly targets: ArrayLike<number>;
}

/** A net with the memory for its batches. Rows of a batch that is not full count nothing. */
export class BatchedNet<F extends Floats> {
  readonly #net: Layer<F>;
  readonly #shape: BatchShape;
  readonly #input: F;
  readonly #gradient: F;

  constructor(net: Layer<F>, shape: BatchShape, matrices: Matrices<F>) {
    const { batch, steps, width, outputs } = shape;
    this.#net = net;
    this.#shape = shape;
    this.#input = matrices.allocate(steps * batch * width);
    this.#gradient = matrices.allocate(batch * outputs);
  }

  get parameters(): readonly Parameter<F>[] {
    return this.#net.parameters;
  }

  get batch(): number {
    return this.#shape.batch;
  }

  /** What the net says of all examples: count × outputs. */
  sayAll(examples: Omit<Examples, 'targets'>): Float64Array {
    const { batch, outputs } = this.#shape;
    const said = new Float64Array(examples.count * outputs);
    for (let from = 0; from < examples.count; from += batch) {
      const rows = Uint32Array.from(
        { length: Math.min(batch, examples.count - from) },
        (_, row) => from + row,
      );
      this.#gather(examples, rows);
      const flow = this.#net.forward(this.#input, false);
      said.set(flow.subarray(0, rows.length * outputs), from * outputs);
    }
    return said;
  }

  /** Goes forward and back with some examples, which fills in all gradients. @returns the mean of squares over them */
  learn(examples: Examples, rows: Uint32Array): number {
    const { outputs } = this.#shape;
    this.#gather(examples, rows);
    const said = this.#net.forward(this.#input, true);
    this.#gradient.fill(0);
    let sum = 0;
    for (const [place, row] of rows.entries())
      for (let output = 0; output < outputs; output++) {
        const at = place * outputs + output;
        const difference = (said[at] as number) - (examples.targets[row * outputs + output] as number);
        sum += difference * difference;
        this.#gradient[at] = (2 * difference) / (rows.length * outputs);
      }
    this.#net.backward(this.#gradient);
    return sum / (rows.length * outputs);
  }

  /** Puts examples side by side, step by step. */
  #gather({ inputs }: Omit<Examples, 'targets'>, rows: Uint32Array): void {
    const { batch, steps, width } = this.#shape;
    this.#input.fill(0);
    for (const [place, row] of rows.entries())
      for (let step = 0; step < steps; step++) {
        const from = (row * steps + step) * width;
        const to = (step * batch + place) * width;
        for (let feature = 0; feature < width; feature++)
          this.#input[to + feature] = inputs[from + feature] as number;
      }
  }
}
