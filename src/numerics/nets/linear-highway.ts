import { DenseLayer } from './dense.ts';
import type { Layer, LayerShape, Parameter } from './layer.ts';
import type { Floats, Matrices } from './matrices.ts';

/**
 * A net beside which one feature of all steps goes straight to the outputs: net(x) + W x₀ + b. Nets lose the size of what they
 * are told on its way through saturating units; the autoregressive part keeps it (LSTNet: Lai and others, SIGIR 2018, section
 * 3.5), and leaves the net what is not linear.
 */
export class LinearHighway<F extends Floats> implements Layer<F> {
  readonly width: number;
  readonly #net: Layer<F>;
  readonly #shape: LayerShape;
  readonly #linear: DenseLayer<F>;
  /** batch × steps. */
  readonly #straight: F;
  readonly #output: F;
  readonly #inputGradient: F;

  /** @param shape of what goes into the net, which says one step */
  constructor(net: Layer<F>, shape: LayerShape, matrices: Matrices<F>, name = 'highway') {
    const { steps, batch, inputs } = shape;
    this.width = net.width;
    this.#net = net;
    this.#shape = shape;
    this.#linear = new DenseLayer({ steps: 1, batch, inputs: steps }, net.width, matrices, name);
    this.#straight = matrices.allocate(batch * steps);
    this.#output = matrices.allocate(batch * net.width);
    this.#inputGradient = matrices.allocate(steps * batch * inputs);
  }

  get parameters(): readonly Parameter<F>[] {
    return [...this.#net.parameters, ...this.#linear.parameters];
  }

  /** It begins without a say. */
  initialise(): void {
    for (const { value } of this.#linear.parameters) value.fill(0);
  }

  forward(input: F, training: boolean): F {
    const through = this.#net.forward(input, training);
    this.#eachPlace((at, straight) => {
      this.#straight[straight] = input[at] as number;
    });
    const linear = this.#linear.forward(this.#straight);
    for (let at = 0; at < this.#output.length; at++)
      this.#output[at] = (through[at] as number) + (linear[at] as number);
    return this.#output;
  }

  backward(outputGradient: F): F {
    this.#inputGradient.set(this.#net.backward(outputGradient));
    const byStraight = this.#linear.backward(outputGradient);
    this.#eachPlace((at, straight) => {
      this.#inputGradient[at] = (this.#inputGradient[at] as number) + (byStraight[straight] as number);
    });
    return this.#inputGradient;
  }

  /** @param visit is given where the first feature of each step lies among the inputs, and where on the highway */
  #eachPlace(visit: (at: number, straight: number) => void): void {
    const { steps, batch, inputs } = this.#shape;
    for (let step = 0; step < steps; step++)
      for (let row = 0; row < batch; row++) visit((step * batch + row) * inputs, row * steps + step);
  }
}
