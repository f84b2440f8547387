import type { Random } from '../random.ts';
import { ReluLayer } from './activation.ts';
import { CausalConvolution, type Kernel } from './causal-convolution.ts';
import { DenseLayer } from './dense.ts';
import { DropoutLayer } from './dropout.ts';
import { type Layer, type LayerShape, type Parameter, Sequence } from './layer.ts';
import type { Floats, Matrices } from './matrices.ts';

/**
 * The residual block of temporal convolutions (Bai and others 2018, figure 1b): relu(x + F(x)), F being twice a causal
 * convolution, relu and dropout; where widths differ, x goes through a dense layer on its way. Without their weight norm: the
 * nets here are small, and Adam with clipped gradients has no need of it.
 */
export class TemporalBlock<F extends Floats> implements Layer<F> {
  readonly width: number;
  readonly #convolutions: readonly CausalConvolution<F>[];
  readonly #path: Sequence<F>;
  readonly #skip: DenseLayer<F> | undefined;
  readonly #relu: ReluLayer<F>;
  readonly #sum: F;
  readonly #inputGradient: F;

  constructor(
    shape: LayerShape,
    { dropout, ...kernel }: Kernel & { readonly dropout: number },
    random: Random,
    matrices: Matrices<F>,
    name = 'block',
  ) {
    const { steps, batch, inputs } = shape;
    const { width } = kernel;
    const inner = { ...shape, inputs: width };
    const first = new CausalConvolution(shape, kernel, matrices, `${name}.first`);
    const second = new CausalConvolution(inner, kernel, matrices, `${name}.second`);
    const behind = (): readonly Layer<F>[] => [
      new ReluLayer(inner, matrices),
      ...(dropout > 0 ? [new DropoutLayer(inner, dropout, random, matrices)] : []),
    ];
    this.width = width;
    this.#convolutions = [first, second];
    this.#path = new Sequence([first, ...behind(), second, ...behind()]);
    this.#skip = inputs === width ? undefined : new DenseLayer(shape, width, matrices, `${name}.skip`);
    this.#relu = new ReluLayer(inner, matrices);
    this.#sum = matrices.allocate(steps * batch * width);
    this.#inputGradient = matrices.allocate(steps * batch * inputs);
  }

  get parameters(): readonly Parameter<F>[] {
    return [...this.#path.parameters, ...(this.#skip?.parameters ?? [])];
  }

  initialise(random: Random): void {
    for (const convolution of this.#convolutions) convolution.initialise(random);
    this.#skip?.initialise(random);
  }

  forward(input: F, training: boolean): F {
    const past = this.#skip ? this.#skip.forward(input) : input;
    const through = this.#path.forward(input, training);
    for (let at = 0; at < this.#sum.length; at++)
      this.#sum[at] = (past[at] as number) + (through[at] as number);
    return this.#relu.forward(this.#sum);
  }

  backward(outputGradient: F): F {
    const bySum = this.#relu.backward(outputGradient);
    const through = this.#path.backward(bySum);
    const past = this.#skip ? this.#skip.backward(bySum) : bySum;
    for (let at = 0; at < this.#inputGradient.length; at++)
      this.#inputGradient[at] = (through[at] as number) + (past[at] as number);
    return this.#inputGradient;
  }
}
