import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, it } from 'vitest';
import { DRIVEN_HORIZON, drivenTable } from '../../../../tests/support/forecaster-cases.ts';
import { PHONE_NET } from '../../nets/net-presets.ts';
import { TRAINING_DEFAULTS } from '../../nets/train-net.ts';
import { Random } from '../../random.ts';
import { type FittedForecaster, fitted } from './forecaster.ts';
import { NET_DEFAULTS, NetForecaster } from './net-forecaster.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const { Memory } = WebAssembly;

afterEach(() => {
  WebAssembly.Memory = Memory;
});

/** What lives through a collection. What a job has touched lives until the job is over. */
async function alive(memories: readonly WeakRef<object>[]): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve));
  collect();
  await new Promise((resolve) => setTimeout(resolve));
  collect();
  return memories.filter((memory) => memory.deref() !== undefined).length;
}

const forecaster = new NetForecaster({
  ...NET_DEFAULTS,
  name: 'small',
  design: { ...PHONE_NET, units: [4] },
  lookBack: 12,
  training: { ...TRAINING_DEFAULTS, epochs: 1 },
});

it('fifty trainings leave no memory behind but that of the model that is still asked', async () => {
  const memories: WeakRef<object>[] = [];
  WebAssembly.Memory = class extends Memory {
    constructor(size: WebAssembly.MemoryDescriptor) {
      super(size);
      memories.push(new WeakRef(this));
    }
  };
  const table = drivenTable(120);
  const train = (seed: number): FittedForecaster =>
    fitted(forecaster, [table], { horizon: DRIVEN_HORIZON, random: new Random(seed) });
  const bytes: number[] = [];
  for (let run = 0; run < 50; run++) {
    train(run).forecast(table);
    if (run % 10 === 9) {
      // One may still be on the engine's stack.
      expect(await alive(memories)).toBeLessThan(2);
      const { heapUsed, external } = process.memoryUsage();
      bytes.push(heapUsed + external);
    }
  }
  expect(memories.length).toBeGreaterThanOrEqual(100);
  // The first ten warm up; from then on what is held may only waver.
  expect(Math.max(...bytes.slice(1)) - (bytes[0] ?? 0)).toBeLessThan(4e6);
  const kept = train(1);
  kept.forecast(table);
  expect(await alive(memories)).toBeLessThan(3);
  expect(kept.forecast(table)).toHaveLength(DRIVEN_HORIZON);
});
