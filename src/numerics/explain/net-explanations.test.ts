import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainMatrices } from '../nets/matrices.ts';
import { designedNet } from '../nets/net-design.ts';
import { squaredLoss } from '../nets/row-loss.ts';
import { Random } from '../random.ts';
import { integratedGradients } from './integrated-gradients.ts';

const STEPS = 4;
const INPUTS = 3;

function net(seed: number) {
  const built = designedNet(
    { kind: 'recurrent', units: [6], dropout: 0, recurrentDropout: 0, highway: false },
    { steps: STEPS, batch: 8, inputs: INPUTS, outputs: 2 },
    squaredLoss(2),
    new Random(seed),
    plainMatrices((length) => new Float64Array(length)),
  );
  built.initialise();
  return built.net;
}

describe('integrated gradients', () => {
  it('of x² y from nothing give two thirds to x', () => {
    const slopes = (points: Float64Array) =>
      points.map((_, at) => {
        const [x = 0, y = 0] = points.subarray(at - (at % 2), at - (at % 2) + 2);
        return at % 2 === 0 ? 2 * x * y : x * x;
      });
    const [x = 0, y = 0] = integratedGradients(slopes, [3, 2], [0, 0]);
    expect(x).toBeCloseTo(12, 9);
    expect(y).toBeCloseTo(6, 9);
  });

  it('of a recurrent net add up to what it says beyond the baseline', () => {
    const value = fc.double({ min: -2, max: 2, noNaN: true });
    const window = fc.array(value, { minLength: STEPS * INPUTS, maxLength: STEPS * INPUTS });
    fc.assert(
      fc.property(
        fc.nat(1000),
        window,
        window,
        fc.integer({ min: 0, max: 1 }),
        (seed, input, baseline, output) => {
          const own = net(seed);
          const slopes = (inputs: Float64Array, count: number) => own.slopesOf({ count, inputs }, output);
          const parts = integratedGradients(slopes, input, baseline, 64);
          const said = own.sayAll({ count: 2, inputs: [...input, ...baseline] });
          const sum = parts.reduce((total, part) => total + part, 0);
          expect(sum).toBeCloseTo((said[output] ?? 0) - (said[2 + output] ?? 0), 6);
        },
      ),
      { numRuns: 40 },
    );
  });
});
