import { type Layer, type LayerShape, type Parameter, parameter } from './layer.ts';
import type { Floats, Matrices } from './matrices.ts';

const EPSILON = 1e-5;

/**
 * Layer normalisation (Ba, Kiros & Hinton 2016): each row less its mean, by its standard deviation (of the population, with
 * 1e-5 under the root as in PyTorch), times a learnt scale, plus a learnt shift.
 */
export class NormLayer<F extends Floats> implements Layer<F> {
  readonly width: number;
  readonly scale: Parameter<F>;
  readonly shift: Parameter<F>;
  readonly #output: F;
  readonly #normal: F;
  /** 1 / standard deviation, by row. */
  readonly #inverse: F;
  readonly #inputGradient: F;

  constructor({ steps, batch, inputs }: LayerShape, matrices: Matrices<F>, name = 'norm') {
    const rows = steps * batch;
    this.width = inputs;
    this.scale = parameter(matrices, `${name}.scale`, inputs);
    this.shift = parameter(matrices, `${name}.shift`, inputs);
    this.#output = matrices.allocate(rows * inputs);
    this.#normal = matrices.allocate(rows * inputs);
    this.#inverse = matrices.allocate(rows);
    this.#inputGradient = matrices.allocate(rows * inputs);
  }

  get parameters(): readonly Parameter<F>[] {
    return [this.scale, this.shift];
  }

  /** Begins as the plain norm. */
  initialise(): void {
    this.scale.value.fill(1);
    this.shift.value.fill(0);
  }

  forward(input: F): F {
    const { width } = this;
    for (let row = 0; row < this.#inverse.length; row++) {
      const from = row * width;
      let mean = 0;
      for (let i = 0; i < width; i++) mean += (input[from + i] as number) / width;
      let variance = 0;
      for (let i = 0; i < width; i++) variance += ((input[from + i] as number) - mean) ** 2 / width;
      const inverse = 1 / Math.sqrt(variance + EPSILON);
      this.#inverse[row] = inverse;
      for (let i = 0; i < width; i++) {
        const normal = ((input[from + i] as number) - mean) * inverse;
        this.#normal[from + i] = normal;
        this.#output[from + i] = normal * (this.scale.value[i] as number) + (this.shift.value[i] as number);
      }
    }
    return this.#output;
  }

  backward(outputGradient: F): F {
    const { width } = this;
    const scale = this.scale.gradient.fill(0);
    const shift = this.shift.gradient.fill(0);
    for (let row = 0; row < this.#inverse.length; row++) {
      const from = row * width;
      let sum = 0;
      let along = 0;
      for (let i = 0; i < width; i++) {
        const given = outputGradient[from + i] as number;
        const normal = this.#normal[from + i] as number;
        shift[i] = (shift[i] as number) + given;
        scale[i] = (scale[i] as number) + given * normal;
        const scaled = given * (this.scale.value[i] as number);
        sum += scaled / width;
        along += (scaled * normal) / width;
      }
      const inverse = this.#inverse[row] as number;
      for (let i = 0; i < width; i++) {
        const scaled = (outputGradient[from + i] as number) * (this.scale.value[i] as number);
        this.#inputGradient[from + i] = inverse * (scaled - sum - (this.#normal[from + i] as number) * along);
      }
    }
    return this.#inputGradient;
  }
}
