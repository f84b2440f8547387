import { DenseLayer } from './dense.ts';
import type { Layer, LayerShape, Parameter } from './layer.ts';
import { type Floats, type Matrices, type MatrixView, transposed } from './matrices.ts';

/**
 * Multi-head scaled dot-product attention of a sequence to itself (Vaswani and others, "Attention is all you need", 2017):
 * softmax(Q Kᵀ / √d) V for each row and head, between one dense layer that gives Q, K and V and one that joins the heads.
 */
export class SelfAttentionLayer<F extends Floats> implements Layer<F> {
  readonly width: number;
  readonly projection: DenseLayer<F>;
  readonly output: DenseLayer<F>;
  readonly #shape: LayerShape;
  readonly #heads: number;
  readonly #isCausal: boolean;
  readonly #matrices: Matrices<F>;
  /** Weights of attention: batch × heads × steps × steps. */
  readonly #attention: F;
  readonly #joined: F;
  readonly #turned: F;
  readonly #scoreGradient: F;
  readonly #projectedGradient: F;
  #projected: F | undefined;

  /** @param heads divide the inputs evenly @param causal whether a step sees none after it */
  constructor(
    shape: LayerShape,
    { heads, causal }: { readonly heads: number; readonly causal: boolean },
    matrices: Matrices<F>,
    name = 'attention',
  ) {
    const { steps, batch, inputs } = shape;
    if (inputs % heads !== 0) throw new RangeError(`${heads} heads do not divide ${inputs} features`);
    this.width = inputs;
    this.projection = new DenseLayer(shape, 3 * inputs, matrices, `${name}.projection`);
    this.output = new DenseLayer(shape, inputs, matrices, `${name}.output`);
    this.#shape = shape;
    this.#heads = heads;
    this.#isCausal = causal;
    this.#matrices = matrices;
    this.#attention = matrices.allocate(batch * heads * steps * steps);
    this.#joined = matrices.allocate(steps * batch * inputs);
    this.#turned = matrices.allocate(steps * Math.max(inputs / heads, steps));
    this.#scoreGradient = matrices.allocate(steps * steps);
    this.#projectedGradient = matrices.allocate(steps * batch * 3 * inputs);
  }

  get parameters(): readonly Parameter<F>[] {
    return [...this.projection.parameters, ...this.output.parameters];
  }

  /** Weights of attention of the last {@link forward}: batch × heads × steps × steps. */
  get attention(): F {
    return this.#attention;
  }

  forward(input: F): F {
    const { steps } = this.#shape;
    const size = this.width / this.#heads;
    const { multiply } = this.#matrices;
    this.#projected = this.projection.forward(input);
    this.#eachHead((place, part) => {
      const [query, key, value] = [part(0), part(1), part(2)].map((at) => this.#view(this.#projected, at, 3));
      if (!query || !key || !value) return;
      const scores = {
        floats: this.#attention,
        offset: place * steps * steps,
        rowStride: steps,
        columnStride: 1,
      };
      multiply(steps, steps, size, query, this.#turn(key, steps, size), scores, false);
      this.#softmax(scores.offset, 1 / Math.sqrt(size));
      multiply(steps, size, steps, scores, value, this.#view(this.#joined, part(0), 1), false);
    });
    return this.output.forward(this.#joined);
  }

  backward(outputGradient: F): F {
    const { steps } = this.#shape;
    const size = this.width / this.#heads;
    const { multiply } = this.#matrices;
    const joinedGradient = this.output.backward(outputGradient);
    const byScore = { floats: this.#scoreGradient, offset: 0, rowStride: steps, columnStride: 1 };
    this.#eachHead((place, part) => {
      const [query, key, value] = [part(0), part(1), part(2)].map((at) => this.#view(this.#projected, at, 3));
      if (!query || !key || !value) return;
      const [byQuery, byKey, byValue] = [part(0), part(1), part(2)].map((at) =>
        this.#view(this.#projectedGradient, at, 3),
      );
      if (!byQuery || !byKey || !byValue) return;
      const weights = {
        floats: this.#attention,
        offset: place * steps * steps,
        rowStride: steps,
        columnStride: 1,
      };
      const given = this.#view(joinedGradient, part(0), 1);
      multiply(steps, size, steps, transposed(weights), given, byValue, false);
      multiply(steps, steps, size, given, this.#turn(value, steps, size), byScore, false);
      this.#unsoftmax(weights.offset, 1 / Math.sqrt(size));
      multiply(steps, size, steps, byScore, key, byQuery, false);
      multiply(steps, size, steps, transposed(byScore), query, byKey, false);
    });
    return this.projection.backward(this.#projectedGradient);
  }

  /** @param visit is given the place of a row's head, and where its Q (0), K (1) and V (2) begin in the row's features */
  #eachHead(visit: (place: number, part: (which: number) => HeadPlace) => void): void {
    const size = this.width / this.#heads;
    for (let row = 0; row < this.#shape.batch; row++)
      for (let head = 0; head < this.#heads; head++)
        visit(row * this.#heads + head, (which) => ({ row, column: which * this.width + head * size }));
  }

  /** One head of one row, step by step, in features that are so many times the width. */
  #view(floats: F | undefined, { row, column }: HeadPlace, times: number): MatrixView<F> {
    if (!floats) throw new TypeError('there is no way forward to go back');
    const features = times * this.width;
    return {
      floats,
      offset: row * features + column,
      rowStride: this.#shape.batch * features,
      columnStride: 1,
    };
  }

  /** A copy of a matrix the other way round: products want their right side row by row. */
  #turn({ floats, offset, rowStride }: MatrixView<F>, rows: number, columns: number): MatrixView<F> {
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        this.#turned[column * rows + row] = floats[offset + row * rowStride + column] as number;
    return { floats: this.#turned, offset: 0, rowStride: rows, columnStride: 1 };
  }

  #softmax(from: number, scale: number): void {
    const { steps } = this.#shape;
    for (let step = 0; step < steps; step++) {
      const at = from + step * steps;
      const seen = this.#isCausal ? step + 1 : steps;
      let greatest = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < seen; i++) greatest = Math.max(greatest, this.#attention[at + i] as number);
      let sum = 0;
      for (let i = 0; i < seen; i++) {
        const weight = Math.exp(scale * ((this.#attention[at + i] as number) - greatest));
        this.#attention[at + i] = weight;
        sum += weight;
      }
      for (let i = 0; i < seen; i++) this.#attention[at + i] = (this.#attention[at + i] as number) / sum;
      this.#attention.fill(0, at + seen, at + steps);
    }
  }

  /** From gradients by weights to gradients by scores, in their place: s ∘ (g − Σ s g), scaled. */
  #unsoftmax(from: number, scale: number): void {
    const { steps } = this.#shape;
    for (let step = 0; step < steps; step++) {
      const weights = from + step * steps;
      const at = step * steps;
      let along = 0;
      for (let i = 0; i < steps; i++)
        along += (this.#attention[weights + i] as number) * (this.#scoreGradient[at + i] as number);
      for (let i = 0; i < steps; i++)
        this.#scoreGradient[at + i] =
          scale *
          (this.#attention[weights + i] as number) *
          ((this.#scoreGradient[at + i] as number) - along);
    }
  }
}

/** Where a head of a row begins. */
interface HeadPlace {
  readonly row: number;
  readonly column: number;
}
