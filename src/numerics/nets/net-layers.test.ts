import { describe, expect, it } from 'vitest';
import { gradientError } from '../../../tests/support/gradient-error.ts';
import { Random } from '../random.ts';
import { CausalConvolution } from './causal-convolution.ts';
import { convolutionBody } from './convolution-net.ts';
import { LastStep } from './last-step.ts';
import type { Layer } from './layer.ts';
import { LinearHighway } from './linear-highway.ts';
import { plainMatrices } from './matrices.ts';
import { PatchLayer } from './patch-layer.ts';
import { PositionalEncoding } from './positional-encoding.ts';
import { TemporalBlock } from './temporal-block.ts';
import { transformerBody } from './transformer-net.ts';

const plain = plainMatrices((length) => new Float64Array(length));
const shape = { steps: 6, batch: 2, inputs: 3 };
const normal = (length: number, seed = 5) => {
  const random = new Random(seed);
  return Float64Array.from({ length }, () => random.normal());
};

/** Everything learnt is moved off the values it begins with, so that no gradient is by chance that of zero. */
function stirred<L extends Layer<Float64Array>>(layer: L): L {
  for (const [place, { value }] of layer.parameters.entries()) value.set(normal(value.length, place));
  return layer;
}

describe('a causal convolution', () => {
  it('is the sum that its formula says: y(t) = 1 + 2 x(t) + 3 x(t − 2)', () => {
    const layer = new CausalConvolution(
      { steps: 4, batch: 1, inputs: 1 },
      { width: 1, taps: 2, dilation: 2 },
      plain,
    );
    layer.weight.value.set([2, 3]);
    layer.bias.value.set([1]);
    expect([...layer.forward(Float64Array.of(1, 10, 100, 1000))]).toEqual([3, 21, 204, 2031]);
    expect([...layer.backward(Float64Array.of(1, 0, 0, 1))]).toEqual([2, 3, 0, 2]);
    expect([...layer.weight.gradient]).toEqual([1001, 10]);
    expect([...layer.bias.gradient]).toEqual([2]);
  });

  it('reaches no further back than the sequence goes', () => {
    const layer = new CausalConvolution(shape, { width: 2, taps: 4, dilation: 3 }, plain);
    layer.initialise(new Random(1));
    expect(gradientError(layer, normal(36))).toBeLessThan(1e-8);
  });

  it('hears just its receptive field', () => {
    const design = { kind: 'convolution', channels: [4, 4], taps: 3, dropout: 0 } as const;
    const steps = 20;
    const body = convolutionBody(design, { steps, batch: 1, inputs: 1, outputs: 1 }, new Random(2), plain);
    body.initialise();
    // Units that are silent hide a change: of many inputs one lets it through.
    const firstHeard = Array.from({ length: 20 }, (_, seed) => {
      const input = normal(steps, seed);
      const [said = 0] = body.layer.forward(input, false);
      return input.findIndex((value, at) => body.layer.forward(input.with(at, value + 1), false)[0] !== said);
    });
    // Two convolutions of three taps a block, one step apart and then two.
    expect(Math.min(...firstHeard)).toBe(steps - (1 + 2 * 2 * 1 + 2 * 2 * 2));
  });
});

describe('ways back', () => {
  it('through convolutions, blocks, patches, places and highways are the slopes of what goes forward', () => {
    const random = new Random(3);
    const kernel = { width: 4, taps: 2, dilation: 2, dropout: 0 };
    const layers: readonly Layer<Float64Array>[] = [
      new CausalConvolution(shape, kernel, plain),
      new TemporalBlock(shape, kernel, random, plain),
      new TemporalBlock(shape, { ...kernel, width: 3 }, random, plain),
      new PatchLayer(shape, 3, plain),
      new PositionalEncoding(shape, plain),
      new LinearHighway(new LastStep(shape, plain), shape, plain),
    ];
    for (const layer of layers) expect(gradientError(stirred(layer), normal(36))).toBeLessThan(1e-7);
  });

  it('through a transformer are, too', () => {
    const design = {
      kind: 'transformer',
      width: 4,
      heads: 2,
      hidden: 5,
      layers: 2,
      patch: 2,
      dropout: 0,
    } as const;
    const { layer } = transformerBody(design, { ...shape, outputs: 3 }, new Random(1), plain);
    expect(gradientError(stirred(layer), normal(36))).toBeLessThan(1e-6);
  });
});

it('patches hold their steps oldest first, each row its own', () => {
  const layer = new PatchLayer({ steps: 4, batch: 2, inputs: 1 }, 2, plain);
  expect([...layer.forward(Float64Array.of(1, 10, 2, 20, 3, 30, 4, 40))]).toEqual([
    1, 2, 10, 20, 3, 4, 30, 40,
  ]);
  expect(() => new PatchLayer(shape, 4, plain)).toThrow('patches of 4 do not divide 6 steps');
});

it('places are told by sines and cosines', () => {
  const layer = new PositionalEncoding({ steps: 2, batch: 1, inputs: 4 }, plain);
  const said = layer.forward(new Float64Array(8));
  const expected = [0, 1, 0, 1, Math.sin(1), Math.cos(1), Math.sin(0.01), Math.cos(0.01)];
  for (const [at, value] of expected.entries()) expect(said[at]).toBeCloseTo(value, 12);
});
