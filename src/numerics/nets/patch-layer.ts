import type { Layer, LayerShape } from './layer.ts';
import type { Floats, Matrices } from './matrices.ts';

/**
 * Puts some steps behind one another into one: what was `patch` steps of so many features is one step of all of them, oldest
 * first ("A time series is worth 64 words", Nie and others, ICLR 2023, without overlap). With all steps in one patch the whole
 * sequence lies flat.
 */
export class PatchLayer<F extends Floats> implements Layer<F> {
  readonly parameters = [];
  readonly width: number;
  readonly #shape: LayerShape;
  readonly #patch: number;
  readonly #output: F;
  readonly #inputGradient: F;

  constructor(shape: LayerShape, patch: number, matrices: Matrices<F>) {
    const { steps, batch, inputs } = shape;
    if (steps % patch !== 0) throw new RangeError(`patches of ${patch} do not divide ${steps} steps`);
    this.width = patch * inputs;
    this.#shape = shape;
    this.#patch = patch;
    this.#output = matrices.allocate(steps * batch * inputs);
    this.#inputGradient = matrices.allocate(steps * batch * inputs);
  }

  forward(input: F): F {
    const { inputs } = this.#shape;
    this.#eachRow((from, to) => {
      for (let feature = 0; feature < inputs; feature++)
        this.#output[to + feature] = input[from + feature] as number;
    });
    return this.#output;
  }

  backward(outputGradient: F): F {
    const { inputs } = this.#shape;
    this.#eachRow((from, to) => {
      for (let feature = 0; feature < inputs; feature++)
        this.#inputGradient[from + feature] = outputGradient[to + feature] as number;
    });
    return this.#inputGradient;
  }

  /** @param visit is given where a row of a step begins, and where it comes to lie */
  #eachRow(visit: (from: number, to: number) => void): void {
    const { steps, batch, inputs } = this.#shape;
    for (let step = 0; step < steps; step++) {
      const token = Math.floor(step / this.#patch);
      for (let row = 0; row < batch; row++)
        visit(
          (step * batch + row) * inputs,
          (token * batch + row) * this.width + (step % this.#patch) * inputs,
        );
    }
  }
}
