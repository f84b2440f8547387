import type { Random } from '../random.ts';
import { sumRows } from './dense.ts';
import { glorot } from './initialise.ts';
import { type Layer, type LayerShape, type Parameter, parameter } from './layer.ts';
import { byRows, type Floats, type Matrices, transpose, transposed } from './matrices.ts';

/** What a convolution over time looks at. */
export interface Kernel {
  readonly width: number;
  /** Steps that are looked at, the one at hand and those before it. */
  readonly taps: number;
  /** Steps between them. */
  readonly dilation: number;
}

/**
 * Convolution over time that sees nothing that comes later: y(t) = b + Σⱼ Wⱼ x(t − j d), j from 0 below `taps`, d the dilation, zeros
 * before the first step (Bai, Kolter & Koltun, "An empirical evaluation of generic convolutional and recurrent networks for
 * sequence modeling", 2018, equation 2). The weight is taps × width × inputs, tap 0 being the step at hand.
 */
export class CausalConvolution<F extends Floats> implements Layer<F> {
  readonly width: number;
  readonly weight: Parameter<F>;
  readonly bias: Parameter<F>;
  readonly #shape: LayerShape;
  readonly #kernel: Kernel;
  readonly #matrices: Matrices<F>;
  readonly #transposed: F;
  readonly #output: F;
  readonly #inputGradient: F;
  #input: F | undefined;

  constructor(shape: LayerShape, kernel: Kernel, matrices: Matrices<F>, name = 'convolution') {
    const { steps, batch, inputs } = shape;
    const { width, taps } = kernel;
    this.width = width;
    this.weight = parameter(matrices, `${name}.weight`, taps * width * inputs);
    this.bias = parameter(matrices, `${name}.bias`, width);
    this.#shape = shape;
    this.#kernel = kernel;
    this.#matrices = matrices;
    this.#transposed = matrices.allocate(inputs * width);
    this.#output = matrices.allocate(steps * batch * width);
    this.#inputGradient = matrices.allocate(steps * batch * inputs);
  }

  get parameters(): readonly Parameter<F>[] {
    return [this.weight, this.bias];
  }

  /** Weights to begin from. */
  initialise(random: Random): void {
    const { taps } = this.#kernel;
    glorot(this.weight.value, taps * this.#shape.inputs, taps * this.width, random);
    this.bias.value.fill(0);
  }

  forward(input: F): F {
    this.#input = input;
    const { inputs, steps, batch } = this.#shape;
    const { width } = this;
    for (let row = 0; row < steps * batch; row++) this.#output.set(this.bias.value, row * width);
    this.#eachTap((tap, rows, later) => {
      const weight = this.weight.value.subarray(tap * width * inputs, (tap + 1) * width * inputs);
      transpose(weight, width, inputs, this.#transposed);
      const into = byRows(this.#output, width, later * width);
      const right = byRows(this.#transposed, width);
      this.#matrices.multiply(rows, width, inputs, byRows(input, inputs), right, into, true);
    });
    return this.#output;
  }

  backward(outputGradient: F): F {
    const input = this.#input;
    if (!input) throw new TypeError('there is no way forward to go back');
    const { inputs } = this.#shape;
    const { width } = this;
    const { multiply } = this.#matrices;
    this.weight.gradient.fill(0);
    sumRows(outputGradient, width, this.bias.gradient);
    this.#eachTap((tap, rows, later) => {
      const given = byRows(outputGradient, width, later * width);
      const from = tap * width * inputs;
      const byWeight = byRows(this.weight.gradient, inputs, from);
      multiply(width, inputs, rows, transposed(given), byRows(input, inputs), byWeight, false);
      const weight = byRows(this.weight.value, inputs, from);
      // Tap 0 reaches every row, and so writes over what the last batch left.
      multiply(rows, inputs, width, given, weight, byRows(this.#inputGradient, inputs), tap > 0);
    });
    return this.#inputGradient;
  }

  /** @param visit is given how many rows a tap reaches, and how many rows later they are heard */
  #eachTap(visit: (tap: number, rows: number, later: number) => void): void {
    const { steps, batch } = this.#shape;
    const { taps, dilation } = this.#kernel;
    for (let tap = 0; tap < taps && tap * dilation < steps; tap++)
      visit(tap, (steps - tap * dilation) * batch, tap * dilation * batch);
  }
}
