import type { Layer, LayerShape } from './layer.ts';
import type { Floats, Matrices } from './matrices.ts';

/** max(0, x), value by value. */
export class ReluLayer<F extends Floats> implements Layer<F> {
  readonly parameters = [];
  readonly width: number;
  readonly #output: F;
  readonly #gradient: F;

  constructor({ steps, batch, inputs }: LayerShape, matrices: Matrices<F>) {
    this.width = inputs;
    this.#output = matrices.allocate(steps * batch * inputs);
    this.#gradient = matrices.allocate(steps * batch * inputs);
  }

  forward(input: F): F {
    for (let at = 0; at < input.length; at++) this.#output[at] = Math.max(0, input[at] as number);
    return this.#output;
  }

  backward(outputGradient: F): F {
    for (let at = 0; at < outputGradient.length; at++)
      this.#gradient[at] = (this.#output[at] as number) > 0 ? (outputGradient[at] as number) : 0;
    return this.#gradient;
  }
}
