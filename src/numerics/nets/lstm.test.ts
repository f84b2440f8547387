import { describe, expect, it } from 'vitest';
import { gradientError } from '../../../tests/support/gradient-error.ts';
import { Random } from '../random.ts';
import { drawMask } from './dropout.ts';
import type { Layer } from './layer.ts';
import { LstmLayer } from './lstm.ts';
import { plainMatrices } from './matrices.ts';

const plain = plainMatrices((length) => new Float64Array(length));
const UNITS = 5;
const RATE = 0.2;
const SEED = 4;

function normal(length: number): Float64Array {
  const random = new Random(9);
  return Float64Array.from({ length }, () => random.normal());
}

function lstm(shape: ConstructorParameters<typeof LstmLayer>[0], dropping?: Random): LstmLayer<Float64Array> {
  const dropout = dropping && { rate: RATE, random: dropping };
  const layer = new LstmLayer(shape, UNITS, plain, 'lstm', dropout);
  layer.initialise(new Random(2));
  return layer;
}

describe('states that drop out of a recurrent layer', () => {
  const shape = { steps: 6, batch: 1, inputs: 3 };

  it('are the same ones at each step: as if their weights were not there, and the others larger', () => {
    const mask = new Float64Array(UNITS);
    drawMask(mask, RATE, new Random(SEED));
    expect(mask).toContain(0);
    expect(mask).toContain(1 / (1 - RATE));
    const without = lstm(shape);
    without.stateWeight.value.set(
      without.stateWeight.value.map((weight, at) => weight * (mask[at % UNITS] ?? 0)),
    );
    const said = lstm(shape, new Random(SEED)).forward(normal(18), true);
    for (const [at, wanted] of without.forward(normal(18), true).entries())
      expect(said[at]).toBeCloseTo(wanted, 14);
  });

  it('are none where nothing is trained', () => {
    const said = lstm(shape, new Random(SEED)).forward(normal(18), false);
    expect(said).toEqual(lstm(shape).forward(normal(18), false));
  });

  it('leave the way back the slope of what goes forward', () => {
    const random = new Random(SEED);
    const layer = lstm({ steps: 4, batch: 3, inputs: 2 }, random);
    const begin = random.state;
    /** As in training, with the same states dropped each time. */
    const trained: Layer<Float64Array> = {
      width: layer.width,
      parameters: layer.parameters,
      forward(input) {
        random.restore(begin);
        return layer.forward(input, true);
      },
      backward: (gradient) => layer.backward(gradient),
    };
    expect(gradientError(trained, normal(24))).toBeLessThan(1e-8);
  });
});
