import { plainBackend, wasmBackend } from '../../../src/numerics/nets/backend-processor.ts';
import { threadsBackend } from '../../../src/numerics/nets/backend-threads.ts';
import { tryBackends } from '../../../src/numerics/nets/backend-trial.ts';
import { webgpuBackend } from '../../../src/numerics/nets/backend-webgpu.ts';
import { EARNINGS_NET } from '../../../src/numerics/nets/net-presets.ts';
import { TRAINING_DEFAULTS } from '../../../src/numerics/nets/train-net.ts';
import { Gpu } from '../../../src/numerics/nets/webgpu/gpu.ts';
import { Random } from '../../../src/numerics/random.ts';
import { openNetThread } from '../../../src/workers/net-threads.ts';

/** As long as it takes where the graphics card is the processor in disguise. */
const BUDGET_MS = 40_000;

/**
 * What the app's own trial finds for the earnings net of {@link lstmEpoch}, with a longer budget, on two threads even of a
 * machine of two cores, and WebGPU tried even where no graphics card is behind it.
 * @returns ms an epoch, and of setting up, by backend; none of those that were ruled out, of which the console says why
 */
export async function backendEpochs(): Promise<Readonly<Record<string, number>>> {
  const [count, steps, inputs] = [2_160, 24, 8];
  const random = new Random(1);
  const normal = (length: number) => Float32Array.from({ length }, () => random.normal());
  const examples = { count, inputs: normal(count * steps * inputs), targets: normal(count) };
  const gpu = await Gpu.open(navigator.gpu).catch(() => undefined);
  const threads = crossOriginIsolated ? [threadsBackend(2, openNetThread)] : [];
  const { timings } = await tryBackends(
    plainBackend,
    [wasmBackend, ...threads, ...(gpu ? [webgpuBackend(gpu)] : [])],
    {
      design: EARNINGS_NET,
      shape: { steps, batch: 32, inputs, outputs: 1 },
      levels: [],
      training: examples,
      validation: examples,
      options: TRAINING_DEFAULTS,
      seed: 1,
    },
    { nowMs: () => performance.now(), wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
    { budgetMs: BUDGET_MS, expectedEpochs: 30 },
  );
  gpu?.device.destroy();
  const figures: Record<string, number> = {};
  for (const { backend, setUpMs, epochMs, ruledOut } of timings) {
    if (ruledOut !== undefined) console.log(`${backend}: ${ruledOut}`);
    else {
      figures[`backend_${backend}_epoch_ms`] = epochMs;
      figures[`backend_${backend}_set_up_ms`] = setUpMs;
    }
  }
  return figures;
}
