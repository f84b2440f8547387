import type { Random } from '../random.ts';
import { DenseLayer } from './dense.ts';
import { LastStep } from './last-step.ts';
import { Sequence } from './layer.ts';
import type { Floats, Matrices } from './matrices.ts';
import type { BodyShape, NetBody } from './net-body.ts';
import { TemporalBlock } from './temporal-block.ts';

/** A temporal convolution: blocks whose dilation doubles from one to the next. */
export interface ConvolutionDesign {
  readonly kind: 'convolution';
  /** Width of each block. */
  readonly channels: readonly number[];
  readonly taps: number;
  readonly dropout: number;
}

/** Temporal blocks (Bai and others 2018), and a dense layer that hears the last step. */
export function convolutionBody<F extends Floats>(
  { channels, taps, dropout }: ConvolutionDesign,
  { steps, batch, inputs, outputs }: BodyShape,
  random: Random,
  matrices: Matrices<F>,
): NetBody<F> {
  let width = inputs;
  const blocks = channels.map((own, place) => {
    const kernel = { width: own, taps, dilation: 2 ** place, dropout };
    const shape = { steps, batch, inputs: width };
    width = own;
    return new TemporalBlock(shape, kernel, random, matrices, `block${place + 1}`);
  });
  const last = new LastStep({ steps, batch, inputs: width }, matrices);
  const dense = new DenseLayer({ steps: 1, batch, inputs: width }, outputs, matrices, 'dense');
  return {
    layer: new Sequence([...blocks, last, dense]),
    initialise() {
      for (const layer of [...blocks, dense]) layer.initialise(random);
    },
  };
}
