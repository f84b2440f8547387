import type { Random } from '../random.ts';
import { type AutoencoderDesign, autoencoderBody } from './autoencoder-net.ts';
import { BatchedNet } from './batched-net.ts';
import { type ConvolutionDesign, convolutionBody } from './convolution-net.ts';
import { LinearHighway } from './linear-highway.ts';
import type { Floats, Matrices } from './matrices.ts';
import type { BodyShape, NetBody } from './net-body.ts';
import { type RecurrentDesign, recurrentBody } from './recurrent-net.ts';
import type { RowLoss } from './row-loss.ts';
import { type TransformerDesign, transformerBody } from './transformer-net.ts';

/** How a net is made, as plain data. */
export type NetDesign = (RecurrentDesign | ConvolutionDesign | TransformerDesign | AutoencoderDesign) & {
  /** Does the first feature go straight to the outputs, too? */
  readonly highway: boolean;
};

/** A net that is built, and how it begins. */
export interface DesignedNet<F extends Floats> {
  readonly net: BatchedNet<F>;
  /** Draws the weights to begin from. */
  initialise(): void;
}

/** The net of a design, with memory for its batches. */
export function designedNet<F extends Floats>(
  design: NetDesign,
  shape: BodyShape,
  loss: RowLoss,
  random: Random,
  matrices: Matrices<F>,
): DesignedNet<F> {
  const body = bodyOf(design, shape, random, matrices);
  const highway = design.highway ? new LinearHighway(body.layer, shape, matrices) : undefined;
  return {
    net: new BatchedNet(highway ?? body.layer, { ...shape, width: shape.inputs }, matrices, loss),
    initialise() {
      body.initialise();
      highway?.initialise();
    },
  };
}

function bodyOf<F extends Floats>(
  design: NetDesign,
  shape: BodyShape,
  random: Random,
  matrices: Matrices<F>,
): NetBody<F> {
  switch (design.kind) {
    case 'recurrent':
      return recurrentBody(design, shape, random, matrices);
    case 'convolution':
      return convolutionBody(design, shape, random, matrices);
    case 'transformer':
      return transformerBody(design, shape, random, matrices);
    case 'autoencoder':
      return autoencoderBody(design, shape, random, matrices);
  }
}
