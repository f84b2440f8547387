import type { Layer, LayerShape } from './layer.ts';
import type { Floats, Matrices } from './matrices.ts';

/**
 * Adds to each step where it stands, which attention would not know: sin(t / 10000^(2i/w)) to feature 2i and the cosine to
 * 2i + 1, of w features (Vaswani and others 2017, section 3.5).
 */
export class PositionalEncoding<F extends Floats> implements Layer<F> {
  readonly parameters = [];
  readonly width: number;
  readonly #batch: number;
  /** steps × width. */
  readonly #places: Float64Array;
  readonly #output: F;

  constructor({ steps, batch, inputs }: LayerShape, matrices: Matrices<F>) {
    this.width = inputs;
    this.#batch = batch;
    this.#places = new Float64Array(steps * inputs);
    this.#output = matrices.allocate(steps * batch * inputs);
    for (let step = 0; step < steps; step++)
      for (let feature = 0; feature < inputs; feature++) {
        const angle = step / 10_000 ** ((feature - (feature % 2)) / inputs);
        this.#places[step * inputs + feature] = feature % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
      }
  }

  forward(input: F): F {
    const { width } = this;
    for (let at = 0; at < input.length; at++) {
      const step = Math.floor(at / (this.#batch * width));
      this.#output[at] = (input[at] as number) + (this.#places[step * width + (at % width)] as number);
    }
    return this.#output;
  }

  backward(outputGradient: F): F {
    return outputGradient;
  }
}
