import type { Random } from '../random.ts';
import { glorot } from './initialise.ts';
import { type Layer, type LayerShape, type Parameter, parameter } from './layer.ts';
import { byRows, type Floats, type Matrices, transpose, transposed } from './matrices.ts';

/** y = W x + b at every step of every row. The weight is width × inputs, as PyTorch's. */
export class DenseLayer<F extends Floats> implements Layer<F> {
  readonly width: number;
  readonly weight: Parameter<F>;
  readonly bias: Parameter<F>;
  readonly #inputs: number;
  readonly #rows: number;
  readonly #matrices: Matrices<F>;
  readonly #output: F;
  readonly #transposed: F;
  readonly #inputGradient: F;
  #input: F | undefined;

  constructor({ steps, batch, inputs }: LayerShape, width: number, matrices: Matrices<F>, name = 'dense') {
    this.width = width;
    this.#inputs = inputs;
    this.#rows = steps * batch;
    this.#matrices = matrices;
    this.weight = parameter(matrices, `${name}.weight`, width * inputs);
    this.bias = parameter(matrices, `${name}.bias`, width);
    this.#output = matrices.allocate(this.#rows * width);
    this.#transposed = matrices.allocate(inputs * width);
    this.#inputGradient = matrices.allocate(this.#rows * inputs);
  }

  get parameters(): readonly Parameter<F>[] {
    return [this.weight, this.bias];
  }

  /** Weights to begin from. */
  initialise(random: Random): void {
    glorot(this.weight.value, this.#inputs, this.width, random);
    this.bias.value.fill(0);
  }

  forward(input: F): F {
    this.#input = input;
    const { width } = this;
    transpose(this.weight.value, width, this.#inputs, this.#transposed);
    for (let row = 0; row < this.#rows; row++) this.#output.set(this.bias.value, row * width);
    const [rows, weight] = [byRows(input, this.#inputs), byRows(this.#transposed, width)];
    this.#matrices.multiply(this.#rows, width, this.#inputs, rows, weight, byRows(this.#output, width), true);
    return this.#output;
  }

  backward(outputGradient: F): F {
    if (!this.#input) throw new TypeError('there is no way forward to go back');
    const { multiply } = this.#matrices;
    const { width } = this;
    const inputs = this.#inputs;
    const given = byRows(outputGradient, width);
    const weightGradient = byRows(this.weight.gradient, inputs);
    multiply(
      width,
      inputs,
      this.#rows,
      transposed(given),
      byRows(this.#input, inputs),
      weightGradient,
      false,
    );
    sumRows(outputGradient, width, this.bias.gradient);
    const inputGradient = byRows(this.#inputGradient, inputs);
    multiply(this.#rows, inputs, width, given, byRows(this.weight.value, inputs), inputGradient, false);
    return this.#inputGradient;
  }
}

/** The sum of each column of a matrix that lies row by row. */
export function sumRows(matrix: Floats, columns: number, into: Floats): void {
  into.fill(0);
  for (let at = 0; at < matrix.length; )
    for (let column = 0; column < columns; column++, at++)
      into[column] = (into[column] as number) + (matrix[at] as number);
}
