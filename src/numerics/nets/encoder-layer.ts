import type { Random } from '../random.ts';
import { ReluLayer } from './activation.ts';
import { DenseLayer } from './dense.ts';
import { type Layer, type LayerShape, type Parameter, Sequence } from './layer.ts';
import { NormLayer } from './layer-norm.ts';
import type { Floats, Matrices } from './matrices.ts';
import { SelfAttentionLayer } from './self-attention.ts';

/** Sizes of an encoder's layer. */
export interface EncoderSize {
  readonly heads: number;
  /** Width between the two dense layers. */
  readonly hidden: number;
  readonly causal: boolean;
}

/**
 * One layer of a transformer's encoder (Vaswani and others 2017, norms behind the sums as there and in PyTorch's default):
 * x → norm(x + attention(x)) → norm(x + dense(relu(dense(x)))).
 */
export class EncoderLayer<F extends Floats> implements Layer<F> {
  readonly width: number;
  readonly attention: SelfAttentionLayer<F>;
  readonly attentionNorm: NormLayer<F>;
  readonly expand: DenseLayer<F>;
  readonly contract: DenseLayer<F>;
  readonly denseNorm: NormLayer<F>;
  readonly #dense: Sequence<F>;
  readonly #sum: F;
  readonly #denseSum: F;
  readonly #gradient: F;
  readonly #inputGradient: F;

  constructor(
    shape: LayerShape,
    { heads, hidden, causal }: EncoderSize,
    matrices: Matrices<F>,
    name = 'encoder',
  ) {
    const { steps, batch, inputs } = shape;
    const inner = { ...shape, inputs: hidden };
    this.width = inputs;
    this.attention = new SelfAttentionLayer(shape, { heads, causal }, matrices, `${name}.attention`);
    this.attentionNorm = new NormLayer(shape, matrices, `${name}.attentionNorm`);
    this.expand = new DenseLayer(shape, hidden, matrices, `${name}.expand`);
    this.contract = new DenseLayer(inner, inputs, matrices, `${name}.contract`);
    this.denseNorm = new NormLayer(shape, matrices, `${name}.denseNorm`);
    this.#dense = new Sequence([this.expand, new ReluLayer(inner, matrices), this.contract]);
    const size = steps * batch * inputs;
    this.#sum = matrices.allocate(size);
    this.#denseSum = matrices.allocate(size);
    this.#gradient = matrices.allocate(size);
    this.#inputGradient = matrices.allocate(size);
  }

  get parameters(): readonly Parameter<F>[] {
    return [this.attention, this.attentionNorm, this.#dense, this.denseNorm].flatMap(
      (layer) => layer.parameters,
    );
  }

  /** Weights to begin from. */
  initialise(random: Random): void {
    for (const dense of [this.attention.projection, this.attention.output, this.expand, this.contract])
      dense.initialise(random);
    for (const norm of [this.attentionNorm, this.denseNorm]) norm.initialise();
  }

  forward(input: F, training: boolean): F {
    addInto(this.#sum, input, this.attention.forward(input));
    const attended = this.attentionNorm.forward(this.#sum);
    addInto(this.#denseSum, attended, this.#dense.forward(attended, training));
    return this.denseNorm.forward(this.#denseSum);
  }

  backward(outputGradient: F): F {
    const bySum = this.denseNorm.backward(outputGradient);
    addInto(this.#gradient, bySum, this.#dense.backward(bySum));
    const byAttended = this.attentionNorm.backward(this.#gradient);
    addInto(this.#inputGradient, byAttended, this.attention.backward(byAttended));
    return this.#inputGradient;
  }
}

/** a + b, value by value. */
function addInto(into: Floats, a: Floats, b: Floats): void {
  for (let at = 0; at < into.length; at++) into[at] = (a[at] as number) + (b[at] as number);
}
