import type { Random } from '../random.ts';
import { DenseLayer } from './dense.ts';
import { DropoutLayer } from './dropout.ts';
import { EncoderLayer } from './encoder-layer.ts';
import { type Layer, Sequence } from './layer.ts';
import type { Floats, Matrices } from './matrices.ts';
import type { BodyShape, NetBody } from './net-body.ts';
import { PatchLayer } from './patch-layer.ts';
import { PositionalEncoding } from './positional-encoding.ts';

/** A transformer's encoder over patches of a sequence. */
export interface TransformerDesign {
  readonly kind: 'transformer';
  /** Features of a patch inside, divided evenly among the heads. */
  readonly width: number;
  readonly heads: number;
  /** Width between the two dense layers of an encoder's layer. */
  readonly hidden: number;
  readonly layers: number;
  /** Steps of a patch, which divide the sequence. */
  readonly patch: number;
  readonly dropout: number;
}

/**
 * Patches through a dense layer and places added (Nie and others, ICLR 2023), encoder layers (Vaswani and others 2017), and one
 * dense layer from all of them to all outputs.
 */
export function transformerBody<F extends Floats>(
  { width, heads, hidden, layers, patch, dropout }: TransformerDesign,
  { steps, batch, inputs, outputs }: BodyShape,
  random: Random,
  matrices: Matrices<F>,
): NetBody<F> {
  const patches = steps / patch;
  const inner = { steps: patches, batch, inputs: width };
  const silence = (shape: typeof inner): readonly Layer<F>[] =>
    dropout > 0 ? [new DropoutLayer(shape, dropout, random, matrices)] : [];
  const embed = new DenseLayer({ ...inner, inputs: patch * inputs }, width, matrices, 'embed');
  const encoders = Array.from(
    { length: layers },
    (_, place) => new EncoderLayer(inner, { heads, hidden, causal: false }, matrices, `encoder${place + 1}`),
  );
  const flat = { steps: 1, batch, inputs: patches * width };
  const dense = new DenseLayer(flat, outputs, matrices, 'dense');
  const layer = new Sequence([
    new PatchLayer({ steps, batch, inputs }, patch, matrices),
    embed,
    new PositionalEncoding(inner, matrices),
    ...encoders.flatMap((encoder) => [encoder, ...silence(inner)]),
    new PatchLayer(inner, patches, matrices),
    dense,
  ]);
  return {
    layer,
    initialise() {
      embed.initialise(random);
      for (const encoder of encoders) encoder.initialise(random);
      dense.initialise(random);
    },
  };
}
