import type { Random } from '../random.ts';
import { DenseLayer } from './dense.ts';
import { DropoutLayer } from './dropout.ts';
import { LastStep } from './last-step.ts';
import { type Layer, Sequence } from './layer.ts';
import { LstmLayer } from './lstm.ts';
import type { Floats, Matrices } from './matrices.ts';
import type { BodyShape, NetBody } from './net-body.ts';

/** Recurrent layers one behind the other. */
export interface RecurrentDesign {
  readonly kind: 'recurrent';
  /** Units of each LSTM layer. */
  readonly units: readonly number[];
  /** Between layers. */
  readonly dropout: number;
  readonly recurrentDropout: number;
}

/** LSTM layers, dropout behind each, and a dense layer that hears the last step. */
export function recurrentBody<F extends Floats>(
  { units, dropout, recurrentDropout }: RecurrentDesign,
  { steps, batch, inputs, outputs }: BodyShape,
  random: Random,
  matrices: Matrices<F>,
): NetBody<F> {
  const layers: Layer<F>[] = [];
  const recurrent: LstmLayer<F>[] = [];
  let width = inputs;
  for (const [place, own] of units.entries()) {
    const masked = recurrentDropout > 0 ? { rate: recurrentDropout, random } : undefined;
    const shape = { steps, batch, inputs: width };
    const layer = new LstmLayer(shape, own, matrices, `lstm${place + 1}`, masked);
    recurrent.push(layer);
    layers.push(layer);
    width = own;
    if (dropout > 0) layers.push(new DropoutLayer({ ...shape, inputs: own }, dropout, random, matrices));
  }
  layers.push(new LastStep({ steps, batch, inputs: width }, matrices));
  const dense = new DenseLayer({ steps: 1, batch, inputs: width }, outputs, matrices, 'dense');
  return {
    layer: new Sequence([...layers, dense]),
    initialise() {
      for (const layer of [...recurrent, dense]) layer.initialise(random);
    },
  };
}
