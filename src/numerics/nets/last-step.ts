import type { Layer, LayerShape } from './layer.ts';
import type { Floats, Matrices } from './matrices.ts';

/** The last step of each row: what a recurrent layer knows when it has seen all. One step comes out. */
export class LastStep<F extends Floats> implements Layer<F> {
  readonly parameters = [];
  readonly width: number;
  readonly #size: number;
  readonly #output: F;
  readonly #gradient: F;

  constructor({ steps, batch, inputs }: LayerShape, matrices: Matrices<F>) {
    this.width = inputs;
    this.#size = batch * inputs;
    this.#output = matrices.allocate(this.#size);
    this.#gradient = matrices.allocate(steps * this.#size);
  }

  forward(input: F): F {
    const from = input.length - this.#size;
    for (let at = 0; at < this.#size; at++) this.#output[at] = input[from + at] as number;
    return this.#output;
  }

  backward(outputGradient: F): F {
    this.#gradient.set(outputGradient, this.#gradient.length - this.#size);
    return this.#gradient;
  }
}
