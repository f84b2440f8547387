import type { Layer } from './layer.ts';
import type { Floats } from './matrices.ts';

/** Layers from a sequence to what is said of it, one step. */
export interface NetBody<F extends Floats> {
  readonly layer: Layer<F>;
  /** Draws the weights to begin from. */
  initialise(): void;
}

/** What a body is built for. */
export interface BodyShape {
  readonly steps: number;
  readonly batch: number;
  readonly inputs: number;
  readonly outputs: number;
}
