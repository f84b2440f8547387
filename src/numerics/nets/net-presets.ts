import type { Random } from '../random.ts';
import { BatchedNet } from './batched-net.ts';
import { DenseLayer } from './dense.ts';
import { DropoutLayer } from './dropout.ts';
import { LastStep } from './last-step.ts';
import { type Layer, Sequence } from './layer.ts';
import { LstmLayer } from './lstm.ts';
import type { Floats, Matrices } from './matrices.ts';

/** A recurrent net that says some values of a sequence. */
export interface RecurrentShape {
  readonly steps: number;
  readonly batch: number;
  readonly inputs: number;
  /** Units of each LSTM layer. */
  readonly units: readonly number[];
  readonly outputs: number;
  /** Between layers. */
  readonly dropout: number;
  readonly recurrentDropout: number;
}

/** For earnings: a day of hours through 128 and 64 units. */
export const EARNINGS_NET = { units: [128, 64], dropout: 0.2, recurrentDropout: 0 } as const;
/** For markets: three layers, whose states drop out, too. */
export const MARKET_NET = { units: [128, 64, 32], dropout: 0, recurrentDropout: 0.2 } as const;

/** LSTM layers, dropout behind each, and a dense layer that hears the last step. */
export function recurrentNet<F extends Floats>(
  shape: RecurrentShape,
  random: Random,
  matrices: Matrices<F>,
): { readonly net: BatchedNet<F>; initialise(): void } {
  const { steps, batch, outputs, dropout, recurrentDropout } = shape;
  const layers: Layer<F>[] = [];
  const recurrent: LstmLayer<F>[] = [];
  let inputs = shape.inputs;
  for (const [place, units] of shape.units.entries()) {
    const masked = recurrentDropout > 0 ? { rate: recurrentDropout, random } : undefined;
    const layer = new LstmLayer({ steps, batch, inputs }, units, matrices, `lstm${place + 1}`, masked);
    recurrent.push(layer);
    layers.push(layer);
    inputs = units;
    if (dropout > 0) layers.push(new DropoutLayer({ steps, batch, inputs }, dropout, random, matrices));
  }
  layers.push(new LastStep({ steps, batch, inputs }, matrices));
  const dense = new DenseLayer({ steps: 1, batch, inputs }, outputs, matrices, 'dense');
  return {
    net: new BatchedNet(
      new Sequence([...layers, dense]),
      { batch, steps, width: shape.inputs, outputs },
      matrices,
    ),
    initialise() {
      for (const layer of recurrent) layer.initialise(random);
      dense.initialise(random);
    },
  };
}
