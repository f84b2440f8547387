import type { Random } from '../random.ts';
import type { Layer, LayerShape } from './layer.ts';
import type { Floats, Matrices } from './matrices.ts';

/**
 * Silences each value of training with a probability, the others raised so that their sum stays on the whole: dropout
 * (Srivastava and others, JMLR 15, 2014). Does nothing where it is not trained.
 */
export class DropoutLayer<F extends Floats> implements Layer<F> {
  readonly parameters = [];
  readonly width: number;
  readonly #rate: number;
  readonly #random: Random;
  readonly #mask: F;
  readonly #output: F;
  readonly #gradient: F;

  constructor({ steps, batch, inputs }: LayerShape, rate: number, random: Random, matrices: Matrices<F>) {
    const size = steps * batch * inputs;
    this.width = inputs;
    this.#rate = rate;
    this.#random = random;
    this.#mask = matrices.allocate(size);
    this.#output = matrices.allocate(size);
    this.#gradient = matrices.allocate(size);
  }

  forward(input: F, training: boolean): F {
    if (!training) {
      this.#mask.fill(1);
      return input;
    }
    drawMask(this.#mask, this.#rate, this.#random);
    multiplyInto(this.#output, input, this.#mask);
    return this.#output;
  }

  backward(outputGradient: F): F {
    multiplyInto(this.#gradient, outputGradient, this.#mask);
    return this.#gradient;
  }
}

/** 0 with a probability, else 1 / (1 − probability). */
export function drawMask(mask: Floats, rate: number, random: Random): void {
  const kept = 1 / (1 - rate);
  for (let at = 0; at < mask.length; at++) mask[at] = random.uniform() < rate ? 0 : kept;
}

/** Products, value by value. */
export function multiplyInto(into: Floats, a: Floats, b: Floats): void {
  for (let at = 0; at < into.length; at++) into[at] = (a[at] as number) * (b[at] as number);
}
