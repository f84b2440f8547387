import { expect, it } from 'vitest';
import type { NetTraining, TrainedNet } from '../numerics/nets/backend.ts';
import { wasmBackend } from '../numerics/nets/backend-processor.ts';
import { TRAINING_DEFAULTS } from '../numerics/nets/train-net.ts';
import { Random } from '../numerics/random.ts';
import { trainFolds } from './fold-pool.ts';
import { openFoldTrainer } from './fold-trainer-client.ts';

function fold(seed: number, epochs = 2): NetTraining {
  const random = new Random(seed);
  const examples = (count: number) => ({
    count,
    inputs: Float32Array.from({ length: count * 6 }, () => random.normal()),
    targets: Float32Array.from({ length: count }, () => random.normal()),
  });
  return {
    design: { kind: 'recurrent', units: [5], dropout: 0.2, recurrentDropout: 0, highway: false },
    shape: { steps: 3, batch: 8, inputs: 2, outputs: 1 },
    levels: [],
    training: examples(40),
    validation: examples(8),
    options: { ...TRAINING_DEFAULTS, epochs, patience: epochs },
    seed,
  };
}

async function alone(training: NetTraining): Promise<TrainedNet> {
  const run = wasmBackend.train(training);
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

it('folds that are trained in workers become the nets that they become here', async () => {
  const folds = [fold(1), fold(2), fold(3)];
  const told = new Set<number>();
  const onProgress = (place: number) => void told.add(place);
  const nets = await trainFolds(folds, { open: openFoldTrainer, trainers: 2, onProgress });
  expect(nets).toEqual(await Promise.all(folds.map(alone)));
  expect([...told].sort()).toEqual([0, 1, 2]);
});

it('a worker that cannot train says so, and one that is wanted no more ends', async () => {
  const bad = { ...fold(1), options: { ...TRAINING_DEFAULTS, learningRate: Number.NaN } };
  await expect(trainFolds([bad], { open: openFoldTrainer, trainers: 1 })).rejects.toThrow(
    'fold 1: the loss of epoch 0 is NaN',
  );
  const wish = new AbortController();
  const endless = trainFolds([fold(1, 1e9)], {
    open: openFoldTrainer,
    trainers: 1,
    signal: wish.signal,
    onProgress: () => wish.abort(new DOMException('enough', 'AbortError')),
  });
  await expect(endless).rejects.toThrow('enough');
});
