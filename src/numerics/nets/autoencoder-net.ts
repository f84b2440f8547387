import type { Random } from '../random.ts';
import { ReluLayer } from './activation.ts';
import { DenseLayer } from './dense.ts';
import { DropoutLayer } from './dropout.ts';
import { type Layer, Sequence } from './layer.ts';
import type { Floats, Matrices } from './matrices.ts';
import type { BodyShape, NetBody } from './net-body.ts';
import { PatchLayer } from './patch-layer.ts';

/** Dense layers that say a whole window again after it went through a narrow place. */
export interface AutoencoderDesign {
  readonly kind: 'autoencoder';
  /** Of the encoder's layers, the narrow place last; the decoder has them the other way round. */
  readonly units: readonly number[];
  /** Behind each layer but the narrow place and the last. */
  readonly dropout: number;
}

/**
 * An autoencoder (Hinton & Salakhutdinov, Science 313, 2006) over all steps at once, relu between its layers. What it says are
 * the steps that it was told, oldest first.
 * @throws RangeError where it is to say more or less than it is told, or has no narrow place
 */
export function autoencoderBody<F extends Floats>(
  { units, dropout }: AutoencoderDesign,
  { steps, batch, inputs, outputs }: BodyShape,
  random: Random,
  matrices: Matrices<F>,
): NetBody<F> {
  if (outputs !== steps * inputs)
    throw new RangeError(`an autoencoder of ${steps} × ${inputs} values that says ${outputs}`);
  if (units.length === 0) throw new RangeError('an autoencoder without a narrow place');
  const flat = new PatchLayer({ steps, batch, inputs }, steps, matrices);
  const widths = [...units, ...units.slice(0, -1).reverse()];
  const layers: Layer<F>[] = [flat];
  const dense: DenseLayer<F>[] = [];
  let width = flat.width;
  for (const [place, own] of [...widths, outputs].entries()) {
    const layer = new DenseLayer({ steps: 1, batch, inputs: width }, own, matrices, `dense${place + 1}`);
    const behind = { steps: 1, batch, inputs: own };
    dense.push(layer);
    layers.push(layer);
    width = own;
    if (place === widths.length) break;
    layers.push(new ReluLayer(behind, matrices));
    if (dropout > 0 && place !== units.length - 1)
      layers.push(new DropoutLayer(behind, dropout, random, matrices));
  }
  return {
    layer: new Sequence(layers),
    initialise() {
      for (const layer of dense) layer.initialise(random);
    },
  };
}
