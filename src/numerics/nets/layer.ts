import type { Floats, Matrices } from './matrices.ts';

/** Weights that are learnt, and the gradient of the loss by them, written by the last way back. */
export interface Parameter<F extends Floats = Floats> {
  readonly name: string;
  readonly value: F;
  readonly gradient: F;
}

/**
 * A step of a network. What goes through lies step by step of time, then row by row of the batch, then feature by feature:
 * steps × batch × width. Layers own their outputs, which hold until the next call.
 */
export interface Layer<F extends Floats = Floats> {
  readonly parameters: readonly Parameter<F>[];
  /** Features that come out for each step and row. */
  readonly width: number;
  /** @param training whether what only training does (dropout) is done */
  forward(input: F, training: boolean): F;
  /** Back through the last {@link forward}; gradients of parameters are written over. @returns gradient by the input */
  backward(outputGradient: F): F;
}

/** How much goes through a layer at once. */
export interface LayerShape {
  readonly steps: number;
  readonly batch: number;
  /** Features that come in for each step and row. */
  readonly inputs: number;
}

export function parameter<F extends Floats>(
  matrices: Matrices<F>,
  name: string,
  length: number,
): Parameter<F> {
  return { name, value: matrices.allocate(length), gradient: matrices.allocate(length) };
}

/** Layers one behind the other. */
export class Sequence<F extends Floats> implements Layer<F> {
  readonly #layers: readonly Layer<F>[];

  constructor(layers: readonly Layer<F>[]) {
    if (layers.length === 0) throw new RangeError('a sequence of no layers');
    this.#layers = layers;
  }

  get parameters(): readonly Parameter<F>[] {
    return this.#layers.flatMap((layer) => layer.parameters);
  }

  get width(): number {
    return this.#layers.at(-1)?.width ?? 0;
  }

  forward(input: F, training: boolean): F {
    return this.#layers.reduce((flow, layer) => layer.forward(flow, training), input);
  }

  backward(outputGradient: F): F {
    return this.#layers.reduceRight((flow, layer) => layer.backward(flow), outputGradient);
  }
}
