import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import type { BackendName, NetBackend, NetTraining } from './backend.ts';
import { plainBackend, wasmBackend } from './backend-processor.ts';
import { TRIAL_DEFAULTS, tryBackends } from './backend-trial.ts';
import { TRAINING_DEFAULTS } from './train-net.ts';

const random = new Random(1);
const normal = (length: number) => Float32Array.from({ length }, () => random.normal());
const TRAINING: NetTraining = {
  design: { kind: 'recurrent', units: [6], dropout: 0.2, recurrentDropout: 0, highway: true },
  shape: { steps: 4, batch: 8, inputs: 2, outputs: 3 },
  levels: [0.1, 0.9],
  training: { count: 240, inputs: normal(240 * 8), targets: normal(240) },
  validation: { count: 16, inputs: normal(16 * 8), targets: normal(16) },
  options: { ...TRAINING_DEFAULTS, epochs: 2 },
  seed: 3,
};

/** A clock that goes on when somebody works, and plain loops that work by it. */
class Workshop {
  #nowMs = 0;
  readonly ports = { nowMs: () => this.#nowMs, wait: () => new Promise<void>(() => {}) };

  backend(name: BackendName, pace: { setUpMs?: number; batchMs: number; falseBy?: number }): NetBackend {
    const { setUpMs = 0, batchMs, falseBy = 0 } = pace;
    const pass = (ms: number) => {
      this.#nowMs += ms;
    };
    return {
      name,
      trains: () => true,
      async *train(training) {
        pass(setUpMs);
        const run = plainBackend.train(training);
        for (;;) {
          const step = await run.next();
          if (step.done) {
            const epochs = step.value.epochs.map((epoch) => ({ ...epoch, loss: epoch.loss * (1 + falseBy) }));
            return { ...step.value, epochs };
          }
          // Between epochs it only looks up.
          if (step.value.done > 0) pass(batchMs);
          yield step.value;
        }
      },
    };
  }
}

function broken(name: BackendName, error: Error): NetBackend {
  return {
    name,
    trains: () => true,
    // biome-ignore lint/correctness/useYield: it fails before it gets that far
    async *train() {
      throw error;
    },
  };
}

describe('a trial of backends', () => {
  it('takes the one that is done first, and tells how long each takes over an epoch', async () => {
    const shop = new Workshop();
    const others = [
      shop.backend('webgpu', { setUpMs: 90, batchMs: 2 }),
      shop.backend('wasm', { batchMs: 4 }),
    ];
    const trial = await tryBackends(shop.backend('plain', { batchMs: 40 }), others, TRAINING, shop.ports);
    expect(trial.quickest).toBe('webgpu');
    expect(trial.timings).toEqual([
      { backend: 'webgpu', setUpMs: 90, batchMs: 2, epochMs: 60 },
      { backend: 'wasm', setUpMs: 0, batchMs: 4, epochMs: 120 },
      { backend: 'plain', setUpMs: 0, batchMs: 40, epochMs: 1200 },
    ]);
  });

  it('counts in what it costs to begin: for a short training that does not pay', async () => {
    const shop = new Workshop();
    const others = [
      shop.backend('webgpu', { setUpMs: 90, batchMs: 2 }),
      shop.backend('wasm', { batchMs: 4 }),
    ];
    const plain = shop.backend('plain', { batchMs: 40 });
    const options = { ...TRIAL_DEFAULTS, expectedEpochs: 1 };
    expect((await tryBackends(plain, others, TRAINING, shop.ports, options)).quickest).toBe('wasm');
  });

  it('rules out what reaches another loss, and what fails, with the reason', async () => {
    const shop = new Workshop();
    const wrong = shop.backend('webgpu', { batchMs: 1, falseBy: 0.01 });
    const failing = broken('wasm', new Error('no memory left'));
    const plain = shop.backend('plain', { batchMs: 40 });
    const trial = await tryBackends(plain, [wrong, failing], TRAINING, shop.ports);
    expect(trial.quickest).toBe('plain');
    expect(trial.timings[0]?.ruledOut).toMatch(/^its loss is [\d.]+, where plain loops reach [\d.]+$/);
    expect(trial.timings[1]?.ruledOut).toBe('no memory left');
  });

  it('gives up on one that does not come to an end', async () => {
    const shop = new Workshop();
    const stuck: NetBackend = {
      name: 'webgpu',
      trains: () => true,
      async *train() {
        return await new Promise<never>(() => {});
      },
    };
    const plain = shop.backend('plain', { batchMs: 40 });
    const ports = { ...shop.ports, wait: async () => {} };
    const trial = await tryBackends(plain, [stuck], TRAINING, ports);
    expect(trial.timings[0]?.ruledOut).toBe('not done after 2.0 s');
  });

  it('asks nobody for a net that it does not know', async () => {
    const shop = new Workshop();
    const other = { ...shop.backend('webgpu', { batchMs: 1 }), trains: () => false };
    const trial = await tryBackends(shop.backend('plain', { batchMs: 40 }), [other], TRAINING, shop.ports);
    expect(trial.timings.map(({ backend }) => backend)).toEqual(['plain']);
  });

  it('finds WebAssembly right beside plain loops', async () => {
    const ports = { nowMs: () => performance.now(), wait: () => new Promise<void>(() => {}) };
    const { timings } = await tryBackends(plainBackend, [wasmBackend], TRAINING, ports);
    expect(timings.map(({ ruledOut }) => ruledOut)).toEqual([undefined, undefined]);
  });
});

async function outcome(backend: NetBackend) {
  const run = backend.train(TRAINING);
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

describe('training on a backend', () => {
  it('begins with weights that it is given, and refuses those of another net', async () => {
    const { weights } = await outcome(wasmBackend);
    const still = { ...TRAINING.options, learningRate: 0, leastLearningRate: 0, epochs: 1 };
    const again = wasmBackend.train({ ...TRAINING, options: still, begin: weights });
    let step = await again.next();
    while (!step.done) step = await again.next();
    expect(step.value.weights).toEqual(weights);
    await expect(wasmBackend.train({ ...TRAINING, begin: weights.slice(1) }).next()).rejects.toThrow(
      'another net',
    );
  });
});
