import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import type { NetBackend, NetTraining } from './backend.ts';
import { plainBackend, wasmBackend } from './backend-processor.ts';
import { tryBackends } from './backend-trial.ts';
import { webgpuBackend } from './backend-webgpu.ts';
import { TRAINING_DEFAULTS } from './train-net.ts';
import { Gpu } from './webgpu/gpu.ts';

/** Without a graphics card it takes long on a busy machine. */
const PATIENCE_MS = 240_000;

const gpu = await Gpu.open(navigator.gpu).catch((error: unknown) => {
  console.log(`the WebGPU backend is not tested: ${String(error)}`);
  return undefined;
});

const random = new Random(1);
const normal = (length: number) => Float32Array.from({ length }, () => random.normal());
const TRAINING: NetTraining = {
  design: { kind: 'recurrent', units: [4], dropout: 0, recurrentDropout: 0, highway: true },
  shape: { steps: 2, batch: 8, inputs: 2, outputs: 1 },
  levels: [],
  training: { count: 20, inputs: normal(80), targets: normal(20) },
  validation: { count: 8, inputs: normal(32), targets: normal(8) },
  options: { ...TRAINING_DEFAULTS, epochs: 2 },
  seed: 3,
};

async function outcome(backend: NetBackend) {
  const run = backend.train(TRAINING);
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

describe.skipIf(!gpu)('the WebGPU backend', { timeout: PATIENCE_MS }, () => {
  const device = gpu as Gpu;

  it('becomes the net that WebAssembly becomes, and passes the trial', async () => {
    const [ours, theirs] = [await outcome(webgpuBackend(device)), await outcome(wasmBackend)];
    expect(ours.backend).toBe('webgpu');
    expect(ours.weights.map((weight) => weight.length)).toEqual(
      theirs.weights.map((weight) => weight.length),
    );
    for (const [place, weight] of theirs.weights.entries())
      for (const [at, value] of weight.entries())
        expect(Math.abs((ours.weights[place]?.[at] ?? Number.NaN) - value)).toBeLessThan(1e-4);
    const ports = { nowMs: () => performance.now(), wait: () => new Promise<void>(() => {}) };
    const trial = await tryBackends(plainBackend, [webgpuBackend(device)], TRAINING, ports);
    expect(trial.timings.map(({ ruledOut }) => ruledOut)).toEqual([undefined, undefined]);
  });

  it('knows no other nets than recurrent ones', async () => {
    const design = { kind: 'convolution', channels: [2], taps: 2, dropout: 0, highway: false } as const;
    expect(webgpuBackend(device).trains(design)).toBe(false);
    const run = webgpuBackend(device).train({ ...TRAINING, design });
    await expect(run.next()).rejects.toMatchObject({ name: 'GpuError', trouble: 'refused' });
  });

  it('says so when the device has gone away', async () => {
    const doomed = await Gpu.open(navigator.gpu);
    doomed.device.destroy();
    await expect(outcome(webgpuBackend(doomed))).rejects.toMatchObject({ name: 'GpuError', trouble: 'lost' });
  });
});
