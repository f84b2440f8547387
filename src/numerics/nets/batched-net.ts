import type { Layer, Parameter } from './layer.ts';
import type { Floats, Matrices } from './matrices.ts';
import type { RowLoss } from './row-loss.ts';

/** What goes through a net at once. */
export interface BatchShape {
  readonly batch: number;
  readonly steps: number;
  /** Features of a step. */
  readonly width: number;
  /** Values that are said of an example. */
  readonly outputs: number;
}

/** Examples of equal shape, one behind the other. */
export interface Examples {
  readonly count: number;
  /** count × steps × width. */
  readonly inputs: ArrayLike<number>;
  /** count × as many as the loss wants; NaN where one is missing. */
  readonly targets: ArrayLike<number>;
}

/** What training needs of a net. */
export type TrainableNet<F extends Floats> = Pick<
  BatchedNet<F>,
  'parameters' | 'batch' | 'learn' | 'sayAll' | 'lossOf'
>;

/** A net with the memory for its batches. Rows of a batch that is not full count nothing. */
export class BatchedNet<F extends Floats> {
  readonly #net: Layer<F>;
  readonly #shape: BatchShape;
  readonly #input: F;
  readonly #gradient: F;
  readonly #loss: RowLoss;

  constructor(net: Layer<F>, shape: BatchShape, matrices: Matrices<F>, loss: RowLoss) {
    const { batch, steps, width, outputs } = shape;
    this.#net = net;
    this.#shape = shape;
    this.#loss = loss;
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
      const rows = rowsFrom(from, Math.min(batch, examples.count - from));
      this.#gather(examples, rows);
      const flow = this.#net.forward(this.#input, false);
      said.set(flow.subarray(0, rows.length * outputs), from * outputs);
    }
    return said;
  }

  /** The mean loss over all examples. @param said of them by {@link BatchedNet.sayAll} */
  lossOf(examples: Examples, said = this.sayAll(examples)): number {
    const { outputs } = this.#shape;
    const { wanted } = this.#loss;
    let sum = 0;
    for (let row = 0; row < examples.count; row++)
      sum += this.#loss.of(said, row * outputs, examples.targets, row * wanted);
    return sum / examples.count;
  }

  /** Goes forward and back with some examples, which fills in all gradients. @returns the mean loss over them */
  learn(examples: Examples, rows: Uint32Array): number {
    const { outputs } = this.#shape;
    const { wanted } = this.#loss;
    this.#gather(examples, rows);
    const said = this.#net.forward(this.#input, true);
    this.#gradient.fill(0);
    const gradient = { into: this.#gradient, share: 1 / rows.length };
    let sum = 0;
    for (const [place, row] of rows.entries())
      sum += this.#loss.of(said, place * outputs, examples.targets, row * wanted, gradient);
    this.#net.backward(this.#gradient);
    return sum / rows.length;
  }

  /** How one of the outputs changes with each input, by example: laid out as the inputs are. */
  slopesOf(examples: Omit<Examples, 'targets'>, output: number): Float64Array {
    const { batch, steps, width, outputs } = this.#shape;
    const slopes = new Float64Array(examples.count * steps * width);
    for (let from = 0; from < examples.count; from += batch) {
      const rows = rowsFrom(from, Math.min(batch, examples.count - from));
      this.#gather(examples, rows);
      this.#net.forward(this.#input, false);
      this.#gradient.fill(0);
      for (const place of rows.keys()) this.#gradient[place * outputs + output] = 1;
      const byInput = this.#net.backward(this.#gradient);
      for (const [place, row] of rows.entries())
        for (let step = 0; step < steps; step++) {
          const at = (step * batch + place) * width;
          slopes.set(byInput.subarray(at, at + width), (row * steps + step) * width);
        }
    }
    return slopes;
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

function rowsFrom(first: number, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => first + row);
}
