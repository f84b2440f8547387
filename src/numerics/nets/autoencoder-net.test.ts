import { describe, expect, it } from 'vitest';
import { gradientError } from '../../../tests/support/gradient-error.ts';
import { openNetThreadInNode } from '../../../tests/support/open-net-thread-in-node.ts';
import { Random } from '../random.ts';
import { autoencoderBody } from './autoencoder-net.ts';
import type { NetBackend, NetTraining, TrainedNet } from './backend.ts';
import { plainBackend, wasmBackend } from './backend-processor.ts';
import { threadsBackend } from './backend-threads.ts';
import { plainMatrices } from './matrices.ts';
import { TRAINING_DEFAULTS } from './train-net.ts';

const plain = plainMatrices((length) => new Float64Array(length));
const DESIGN = { kind: 'autoencoder', units: [5, 2], dropout: 0 } as const;

/** Windows of two sensors of which one is twice the other: one number a step tells both. */
function windows(count: number, seed: number) {
  const random = new Random(seed);
  const inputs = new Float64Array(count * 4 * 2);
  for (let row = 0; row < count; row++) {
    const height = random.normal();
    for (let step = 0; step < 4; step++) inputs.set([height, 2 * height], (row * 4 + step) * 2);
  }
  return { count, inputs, targets: inputs };
}

const TRAINING: NetTraining = {
  design: { ...DESIGN, highway: false },
  shape: { steps: 4, batch: 16, inputs: 2, outputs: 8 },
  levels: [],
  training: windows(120, 1),
  validation: windows(40, 2),
  options: { ...TRAINING_DEFAULTS, epochs: 40, learningRate: 0.01 },
  seed: 3,
};

async function trained(backend: NetBackend): Promise<TrainedNet> {
  const run = backend.train(TRAINING);
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

describe('an autoencoder', () => {
  it('goes back by the slopes of what goes forward', () => {
    const shape = { steps: 3, batch: 2, inputs: 2, outputs: 6 };
    const { layer } = autoencoderBody(DESIGN, shape, new Random(1), plain);
    const random = new Random(7);
    for (const { value } of layer.parameters) for (const at of value.keys()) value[at] = random.normal();
    const input = Float64Array.from({ length: 12 }, () => random.normal());
    expect(gradientError(layer, input)).toBeLessThan(1e-7);
  });

  it('has a decoder that is its encoder the other way round', () => {
    const design = { ...DESIGN, units: [7, 5, 2] };
    const { layer } = autoencoderBody(
      design,
      { steps: 3, batch: 1, inputs: 2, outputs: 6 },
      new Random(1),
      plain,
    );
    const biases = layer.parameters.filter(({ name }) => name.endsWith('.bias'));
    expect(biases.map(({ value }) => value.length)).toEqual([7, 5, 2, 5, 7, 6]);
  });

  it('says just as much as it is told, through a narrow place', () => {
    const shape = { steps: 3, batch: 1, inputs: 2, outputs: 5 };
    const build = (units: readonly number[], outputs: number) => () =>
      autoencoderBody({ ...DESIGN, units }, { ...shape, outputs }, new Random(1), plain);
    expect(build([2], 5)).toThrow('an autoencoder of 3 × 2 values that says 5');
    expect(build([], 6)).toThrow('without a narrow place');
  });

  it('learns what its windows have in common, and comes to the same on every backend of the processor', async () => {
    const reference = await trained(plainBackend);
    const last = reference.epochs[reference.bestEpoch]?.validationLoss ?? Number.NaN;
    // The windows' mean square is 2.5 times the variance of their height.
    expect(last).toBeLessThan(0.01);
    for (const backend of [wasmBackend, threadsBackend(2, openNetThreadInNode)]) {
      const { epochs } = await trained(backend);
      for (const [place, { validationLoss }] of reference.epochs.slice(0, 3).entries())
        expect(epochs[place]?.validationLoss).toBeCloseTo(validationLoss, 3);
    }
  });
});
