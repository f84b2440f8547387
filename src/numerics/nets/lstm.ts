import type { Random } from '../random.ts';
import { sumRows } from './dense.ts';
import { drawMask, multiplyInto } from './dropout.ts';
import { glorot, orthogonal } from './initialise.ts';
import { type Layer, type LayerShape, type Parameter, parameter } from './layer.ts';
import { type CellStep, type LstmCells, plainCells } from './lstm-cells.ts';
import { byRows, type Floats, type Matrices, transpose, transposed } from './matrices.ts';

/** Silences parts of the state, the same at each step of a row (Gal & Ghahramani, NIPS 2016; Keras' recurrent_dropout). */
export interface RecurrentDropout {
  readonly rate: number;
  readonly random: Random;
}

/**
 * A layer of long short-term memory (Hochreiter & Schmidhuber 1997; with the forget gate of Gers and others 2000), forward and
 * back through all steps in one pass each:
 *
 *   i, f, o = σ(W x_t + U h_{t−1} + b),  g = tanh(…)    c_t = f ∘ c_{t−1} + i ∘ g    h_t = o ∘ tanh(c_t)
 *
 * W x of all steps is one product, and so are the gradients of all weights. States begin at zero. Work memory is taken once
 * and used again for every batch. Weights lie in PyTorch's order, rows by gate (input, forget, cell, output), then unit:
 * `inputWeight` 4·units × inputs, `stateWeight` 4·units × units, and two biases of 4·units whose sum counts (so that
 * optimisers take the same steps as there).
 */
export class LstmLayer<F extends Floats> implements Layer<F> {
  readonly width: number;
  readonly inputWeight: Parameter<F>;
  readonly stateWeight: Parameter<F>;
  readonly inputBias: Parameter<F>;
  readonly stateBias: Parameter<F>;
  readonly #shape: LayerShape;
  /** h of every step. */
  readonly #hidden: F;
  readonly #matrices: Matrices<F>;
  readonly #cells: LstmCells<F>;
  readonly #bias: F;
  /** Gates of every step, activated; on the way back their gradients take their place. */
  readonly #gates: F;
  readonly #cell: F;
  /** tanh(c). */
  readonly #squashed: F;
  readonly #inputTransposed: F;
  readonly #stateTransposed: F;
  readonly #stateGradient: F;
  readonly #cellGradient: F;
  readonly #inputGradient: F;
  readonly #dropout: RecurrentDropout | undefined;
  readonly #mask: F;
  /** What of h the next step is told: h itself, or what the mask leaves of it. */
  readonly #carried: F;
  #input: F | undefined;

  constructor(
    shape: LayerShape,
    units: number,
    matrices: Matrices<F>,
    name = 'lstm',
    dropout?: RecurrentDropout,
  ) {
    const { inputs, steps, batch } = shape;
    this.width = units;
    this.#shape = shape;
    this.inputWeight = parameter(matrices, `${name}.inputWeight`, 4 * units * inputs);
    this.stateWeight = parameter(matrices, `${name}.stateWeight`, 4 * units * units);
    this.inputBias = parameter(matrices, `${name}.inputBias`, 4 * units);
    this.stateBias = parameter(matrices, `${name}.stateBias`, 4 * units);
    this.#bias = matrices.allocate(4 * units);
    this.#matrices = matrices;
    this.#cells = matrices.cells ?? plainCells;
    this.#hidden = matrices.allocate(steps * batch * units);
    this.#gates = matrices.allocate(steps * batch * 4 * units);
    this.#cell = matrices.allocate(steps * batch * units);
    this.#squashed = matrices.allocate(steps * batch * units);
    this.#inputTransposed = matrices.allocate(inputs * 4 * units);
    this.#stateTransposed = matrices.allocate(units * 4 * units);
    this.#stateGradient = matrices.allocate(batch * units);
    this.#cellGradient = matrices.allocate(batch * units);
    this.#inputGradient = matrices.allocate(steps * batch * inputs);
    this.#dropout = dropout;
    this.#mask = matrices.allocate(dropout ? batch * units : 0);
    this.#carried = dropout ? matrices.allocate(steps * batch * units) : this.#hidden;
  }

  get parameters(): readonly Parameter<F>[] {
    return [this.inputWeight, this.stateWeight, this.inputBias, this.stateBias];
  }

  /** Weights to begin from: Keras' (glorot, orthogonal, a forget gate that keeps; Jozefowicz and others, ICML 2015). */
  initialise(random: Random): void {
    const units = this.width;
    glorot(this.inputWeight.value, this.#shape.inputs, 4 * units, random);
    orthogonal(this.stateWeight.value, units, random);
    this.inputBias.value.fill(0).fill(1, units, 2 * units);
    this.stateBias.value.fill(0);
  }

  /** @returns h of every step */
  forward(input: F, training: boolean): F {
    this.#input = input;
    if (this.#dropout && training) drawMask(this.#mask, this.#dropout.rate, this.#dropout.random);
    else this.#mask.fill(1);
    const { steps, batch, inputs } = this.#shape;
    const units = this.width;
    const gates = 4 * units;
    const { multiply } = this.#matrices;
    transpose(this.inputWeight.value, gates, inputs, this.#inputTransposed);
    transpose(this.stateWeight.value, gates, units, this.#stateTransposed);
    for (let gate = 0; gate < gates; gate++)
      this.#bias[gate] = (this.inputBias.value[gate] as number) + (this.stateBias.value[gate] as number);
    for (let row = 0; row < steps * batch; row++) this.#gates.set(this.#bias, row * gates);
    const gateRows = byRows(this.#gates, gates);
    multiply(
      steps * batch,
      gates,
      inputs,
      byRows(input, inputs),
      byRows(this.#inputTransposed, gates),
      gateRows,
      true,
    );
    for (let step = 0; step < steps; step++) {
      if (step > 0)
        multiply(
          batch,
          gates,
          units,
          byRows(this.#carried, units, (step - 1) * batch * units),
          byRows(this.#stateTransposed, gates),
          byRows(this.#gates, gates, step * batch * gates),
          true,
        );
      this.#activate(step);
    }
    return this.#hidden;
  }

  /** The memory of one step. */
  #stepAt(step: number): CellStep<F> {
    const { batch } = this.#shape;
    const units = this.width;
    const states = (of: F, at: number) => part(of, at * batch * units, batch * units);
    return {
      batch,
      units,
      gates: part(this.#gates, step * batch * 4 * units, batch * 4 * units),
      past: step > 0 ? states(this.#cell, step - 1) : undefined,
      cell: states(this.#cell, step),
      squashed: states(this.#squashed, step),
      hidden: states(this.#hidden, step),
    };
  }

  #activate(step: number): void {
    this.#cells.activate(this.#stepAt(step));
    if (!this.#dropout) return;
    const size = this.#mask.length;
    multiplyInto(part(this.#carried, step * size, size), part(this.#hidden, step * size, size), this.#mask);
  }

  backward(hiddenGradient: F): F {
    const input = this.#input;
    if (!input) throw new TypeError('there is no way forward to go back');
    const { steps, batch, inputs } = this.#shape;
    const units = this.width;
    const gates = 4 * units;
    const { multiply } = this.#matrices;
    this.#stateGradient.fill(0);
    this.#cellGradient.fill(0);
    for (let step = steps - 1; step >= 0; step--) {
      this.#derive(step, hiddenGradient);
      if (step > 0)
        multiply(
          batch,
          units,
          gates,
          byRows(this.#gates, gates, step * batch * gates),
          byRows(this.stateWeight.value, units),
          byRows(this.#stateGradient, units),
          false,
        );
    }
    const gateRows = byRows(this.#gates, gates);
    const all = steps * batch;
    const byWeight = byRows(this.inputWeight.gradient, inputs);
    multiply(gates, inputs, all, transposed(gateRows), byRows(input, inputs), byWeight, false);
    multiply(
      gates,
      units,
      all - batch,
      transposed(byRows(this.#gates, gates, batch * gates)),
      byRows(this.#carried, units),
      byRows(this.stateWeight.gradient, units),
      false,
    );
    sumRows(this.#gates, gates, this.inputBias.gradient);
    this.stateBias.gradient.set(this.inputBias.gradient);
    const weight = byRows(this.inputWeight.value, inputs);
    multiply(all, inputs, gates, gateRows, weight, byRows(this.#inputGradient, inputs), false);
    return this.#inputGradient;
  }

  /** Puts the gradients of one step's gates, before their activation, in their place. */
  #derive(step: number, hiddenGradient: F): void {
    if (this.#dropout) multiplyInto(this.#stateGradient, this.#stateGradient, this.#mask);
    const size = this.#stateGradient.length;
    this.#cells.derive(this.#stepAt(step), {
      hidden: part(hiddenGradient, step * size, size),
      state: this.#stateGradient,
      cell: this.#cellGradient,
    });
  }
}

function part<F extends Floats>(floats: F, from: number, length: number): F {
  return floats.subarray(from, from + length) as F;
}
