import { describe, expect, it } from 'vitest';
import type { NetBackend, NetTraining } from '../numerics/nets/backend.ts';
import { plainBackend, wasmBackend } from '../numerics/nets/backend-processor.ts';
import { TRAINING_DEFAULTS } from '../numerics/nets/train-net.ts';
import { type BackendPorts, chosenBackend, openBackends, type RememberedTrial } from './backend-choice.ts';
import { netThreads } from './net-threads.ts';

const DAY_MS = 86_400_000;
const TRAINING: NetTraining = {
  design: { kind: 'recurrent', units: [4], dropout: 0, recurrentDropout: 0, highway: false },
  shape: { steps: 3, batch: 4, inputs: 1, outputs: 1 },
  levels: [],
  training: {
    count: 8,
    inputs: Float32Array.from({ length: 24 }, (_, at) => at % 5),
    targets: new Float32Array(8),
  },
  validation: { count: 2, inputs: new Float32Array(6), targets: new Float32Array(2) },
  options: TRAINING_DEFAULTS,
  seed: 1,
};

/** A device whose owner can change what is in it. */
class Device {
  readonly memory = new Map<string, RememberedTrial>();
  trials = 0;
  nowMs = 1_000 * DAY_MS;
  adapter = 'nvidia';
  userAgent = 'a browser';
  others: readonly NetBackend[] = [wasmBackend, { ...wasmBackend, name: 'webgpu' }];

  choose(training = TRAINING) {
    const counted: NetBackend = {
      ...plainBackend,
      train: (each) => {
        this.trials++;
        return plainBackend.train(each);
      },
    };
    const ports: BackendPorts = {
      nowMs: () => this.nowMs,
      trial: { nowMs: () => this.nowMs, wait: () => new Promise<void>(() => {}) },
      memory: {
        read: async (key) => this.memory.get(key),
        write: async (key, trial) => void this.memory.set(key, structuredClone(trial)),
      },
      backends: { plain: counted, others: this.others, missing: [], adapter: this.adapter },
      machine: { userAgent: this.userAgent, hardwareConcurrency: 4 },
    };
    return chosenBackend(training.design, () => training, ports);
  }
}

describe('the choice of a backend', () => {
  it('is measured once, and remembered for 30 days', async () => {
    const device = new Device();
    const first = await device.choose();
    device.nowMs += 29 * DAY_MS;
    const later = await device.choose();
    expect(device.trials).toBe(1);
    expect(later).toEqual(first);
    device.nowMs += DAY_MS;
    expect((await device.choose()).measuredAtMs).toBe(device.nowMs);
    expect(device.trials).toBe(2);
  });

  it('is measured again for another net, another graphics card, another browser, and when the clock was put back', async () => {
    const device = new Device();
    await device.choose();
    await device.choose({ ...TRAINING, shape: { ...TRAINING.shape, batch: 2 } });
    device.adapter = 'intel';
    await device.choose();
    device.userAgent = 'a newer browser';
    await device.choose();
    device.nowMs -= DAY_MS;
    await device.choose();
    expect(device.trials).toBe(5);
  });

  it('between processors alone is measured once for all nets', async () => {
    const device = new Device();
    device.others = [wasmBackend];
    await device.choose();
    await device.choose({ ...TRAINING, shape: { ...TRAINING.shape, batch: 2 } });
    expect(device.trials).toBe(1);
  });

  it('is measured again once threads may share memory', async () => {
    const device = new Device();
    device.others = [wasmBackend];
    await device.choose();
    device.others = [wasmBackend, { ...wasmBackend, name: 'wasm-threads' }];
    await device.choose();
    expect(device.trials).toBe(2);
  });

  it.each([
    ['few cores', { threads: 1, isIsolated: true }, 'too few cores for a second thread'],
    [
      'a page that shares its memory',
      { threads: 4, isIsolated: false },
      'the browser keeps threads from sharing memory',
    ],
  ])('of %s and no WebGPU names what is missing', async (_, helpers, why) => {
    const openThread = () => Promise.reject(new Error('nobody asked for a thread'));
    const { others, missing } = await openBackends({ gpu: undefined, openThread, ...helpers });
    expect(others).toEqual([wasmBackend]);
    expect(missing).toMatchObject([
      { backend: 'wasm-threads', ruledOut: why },
      { backend: 'webgpu', ruledOut: 'this browser offers no WebGPU adapter' },
    ]);
  });

  it('has threads to choose from where cores are there and memory may be shared', async () => {
    const openThread = () => Promise.reject(new Error('none was wanted yet'));
    const helpers = { gpu: undefined, openThread, threads: netThreads(8), isIsolated: true };
    const { others } = await openBackends(helpers);
    expect(others.map(({ name }) => name)).toEqual(['wasm', 'wasm-threads']);
  });

  it.each([
    [undefined, 1],
    [1, 1],
    [2, 1],
    [4, 2],
    [8, 4],
    [64, 4],
  ])('leaves the page half of %s cores: %i thread(s)', (cores, threads) => {
    expect(netThreads(cores)).toBe(threads);
  });
});
