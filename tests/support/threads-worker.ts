import { threadsBackend } from '../../src/numerics/nets/backend-threads.ts';
import { TRAINING_DEFAULTS } from '../../src/numerics/nets/train-net.ts';
import { openNetThread } from '../../src/workers/net-threads.ts';

/** Trains a small net on two threads, as the learner does, and answers with its losses or why it cannot. */
async function trained(): Promise<readonly number[]> {
  const inputs = Float32Array.from({ length: 16 * 4 }, (_, at) => Math.sin(at));
  const run = threadsBackend(2, openNetThread).train({
    design: { kind: 'recurrent', units: [4], dropout: 0, recurrentDropout: 0, highway: false },
    shape: { steps: 4, batch: 8, inputs: 1, outputs: 1 },
    levels: [],
    training: { count: 16, inputs, targets: Float32Array.from({ length: 16 }, (_, row) => Math.cos(row)) },
    validation: { count: 1, inputs: new Float32Array(4), targets: new Float32Array(1) },
    options: { ...TRAINING_DEFAULTS, epochs: 20 },
    seed: 1,
  });
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value.epochs.map(({ loss }) => loss);
  }
}

addEventListener('message', () => {
  trained().then(
    (losses) => postMessage({ losses }),
    (error) => postMessage({ error: String(error) }),
  );
});
