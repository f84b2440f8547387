import { describe, expect, it } from 'vitest';
import type { ForecastTarget } from '../../domain/forecast.ts';
import { learningRows } from '../../insight/forecast/replay-origins.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import type { BackendName, NetBackend } from '../../numerics/nets/backend.ts';
import { wasmBackend } from '../../numerics/nets/backend-processor.ts';
import type { BackendTiming } from '../../numerics/nets/backend-trial.ts';
import { ThreadError } from '../../numerics/nets/threads/thread-error.ts';
import { GpuError } from '../../numerics/nets/webgpu/gpu-error.ts';
import { Random } from '../../numerics/random.ts';
import type { RememberedTrial } from '../backend-choice.ts';
import { DeviceFits } from './device-fits.ts';
import type { TrainingProgress } from './progress-teller.ts';
import { TrainingRun } from './training-run.ts';
import { FIRST_STATE, type TrainingState } from './training-state.ts';
import { WorkSlices } from './work-slices.ts';

const ROWS = 120;
const DAY_MS = 86_400_000;
const TARGET: ForecastTarget = {
  id: 'power:a1:day',
  quantity: 'power',
  subject: { kind: 'miner', id: 'a1' },
  step: 'day',
  horizon: 7,
  season: 7,
  unit: 'W',
};

function weeks(): TargetData {
  const random = new Random(5);
  return {
    target: TARGET,
    startMs: 0,
    stepMs: DAY_MS,
    values: Float64Array.from({ length: ROWS }, (_, row) => 100 + 20 * Math.sin(row / 3) + random.normal()),
    covariates: [],
    ahead: [],
    exact: new Float64Array(TARGET.horizon).fill(Number.NaN),
    exactBy: 'published',
  };
}

/** A house with a graphics card, or with cores to spare, whose clock goes on when a backend works, and by nothing else. */
class House {
  readonly trials = new Map<string, RememberedTrial>();
  last: readonly BackendTiming[] = [];
  quickest: BackendName | undefined;
  helper: 'webgpu' | 'wasm-threads' = 'webgpu';
  /** Trainings on the helper that were begun. */
  begun = 0;
  opened = 0;
  /** Batches after which the helper is lost. */
  lostAfter = Number.POSITIVE_INFINITY;
  gpuBatchMs = 1;
  state: TrainingState = FIRST_STATE;
  readonly shown: TrainingProgress[] = [];
  /** Once this backend works, the owner cancels. */
  cancelledAt: BackendName | undefined;
  batches = 0;
  #nowMs = 0;
  #isCancelled = false;

  async train(state = FIRST_STATE) {
    const rest = (ms: number) =>
      new Promise<void>((resolve) => {
        // Nobody waits for a backend here that does not come back.
        if (ms < 1_000) setTimeout(resolve, 0);
      });
    const clockMs = () => this.#nowMs;
    const gate = async () => {
      if (this.#isCancelled) throw new Error('cancelled');
    };
    const slices = new WorkSlices({ clockMs, rest, gate, pauseAfter: () => 0 });
    const devices = new DeviceFits({
      ...{ slices, clockMs, rest, nowMs: () => 0 },
      openBackends: async () => ({
        plain: this.#backend('plain', 500),
        others: [this.#backend('wasm', 20), this.#backend(this.helper, this.gpuBatchMs)],
        missing: [],
        adapter: 'nvidia',
        close: () => {
          this.opened--;
        },
      }),
      machine: { userAgent: 'a browser', hardwareConcurrency: 4 },
      trials: {
        read: async (key) => this.trials.get(key),
        write: async (key, trial) => void this.trials.set(key, trial),
        putLast: async ({ timings, quickest }) => {
          this.last = timings;
          this.quickest = quickest;
        },
      },
    });
    const run = new TrainingRun({
      ...{ data: weeks(), state, slices, devices, nowMs: () => 0 },
      ask: { targetId: TARGET.id, kinds: ['recurrent-net'], budgetS: 0, seed: 3 },
      terms: { shiftableW: 0 },
      backend: 'wasm-simd',
      idOf: (kind) => `${TARGET.id}/${kind}/1`,
      save: async (next) => {
        this.state = next;
      },
      show: (progress) => this.shown.push(progress),
    });
    this.opened++;
    return run.run().finally(() => devices.close());
  }

  #loss(): Error {
    return this.helper === 'webgpu'
      ? new GpuError('lost', 'the WebGPU device went away: unplugged')
      : new ThreadError('a thread was unplugged');
  }

  #backend(name: BackendName, batchMs: number): NetBackend {
    const house = this;
    return {
      name,
      trains: () => true,
      async *train(training) {
        house.begun += Number(name === house.helper);
        house.#isCancelled ||= name === house.cancelledAt;
        const run = wasmBackend.train(training);
        for (;;) {
          const step = await run.next();
          if (step.done) return step.value;
          if (step.value.done > 0) house.#nowMs += batchMs;
          if (name === house.helper && ++house.batches > house.lostAfter) throw house.#loss();
          yield step.value;
        }
      },
    };
  }
}

describe('a training', { timeout: 60_000 }, () => {
  it.each(['webgpu', 'wasm-threads'] as const)(
    'trains nets on %s where a trial finds that quickest, and the fits of their contest',
    async (helper) => {
      const house = new House();
      house.helper = helper;
      const { trained, outcome } = await house.train();
      expect(trained).toMatchObject([{ kind: 'recurrent-net', backend: helper }]);
      expect(trained[0]?.trainedForMs).toBeGreaterThan(0);
      expect(house.shown.filter(({ phase }) => phase === 'training').at(-1)?.model?.backend).toBe(helper);
      // From what the first half of the contest knows it cannot learn yet.
      const [, rows] = learningRows(TARGET, ROWS, 2);
      expect(Object.keys(house.state.fits)).toEqual([`recurrent-net/${rows}`]);
      // Two looks of the trial, the net itself, and a fit of the contest.
      expect(house.begun).toBe(4);
      expect(house.opened).toBe(0);
      expect(house.last.map(({ backend }) => backend)).toEqual(['wasm', helper, 'plain']);
      expect(house.quickest).toBe(helper);
      const entries = outcome.contest.bands.flatMap((band) => band.entries);
      const net = entries.find(({ speaker }) => speaker.name === 'recurrent net');
      expect(net?.scores.mae).toBeGreaterThan(0);
    },
  );

  it('measures a net once, and remembers', async () => {
    const house = new House();
    await house.train();
    const trials = new Map(house.trials);
    const before = house.begun;
    await house.train();
    expect(house.trials).toEqual(trials);
    expect(house.begun - before).toBe(2);
  });

  it('stays on the processor where that is quicker, to the bit as without a graphics card', async () => {
    const house = new House();
    house.gpuBatchMs = 40;
    const { trained } = await house.train();
    expect(trained).toMatchObject([{ backend: 'wasm-simd' }]);
    expect(house.begun).toBe(2);
    const lost = new House();
    lost.lostAfter = 0;
    expect((await lost.train()).trained[0]?.json).toEqual(trained[0]?.json);
  });

  it.each(['webgpu', 'wasm-threads'] as const)(
    'goes on from the beginning in slices where %s is lost, and says why',
    async (helper) => {
      const house = new House();
      house.helper = helper;
      await house.train();
      house.lostAfter = house.batches + 10;
      const { trained } = await house.train();
      expect(trained).toMatchObject([{ backend: 'wasm-simd' }]);
      expect(house.last.find(({ backend }) => backend === helper)?.ruledOut).toContain('unplugged');
      expect(house.quickest).toBeUndefined();
      expect(house.opened).toBe(0);
      const steady = new House();
      steady.gpuBatchMs = 40;
      expect(trained[0]?.json).toEqual((await steady.train()).trained[0]?.json);
    },
  );

  it.each(['plain', 'wasm', 'webgpu'] as const)(
    'that is cancelled while a trial is at %s ends, and remembers nothing of it',
    async (name) => {
      const house = new House();
      house.cancelledAt = name;
      await expect(house.train()).rejects.toThrow('cancelled');
      expect(house.trials.size).toBe(0);
      expect(house.opened).toBe(0);
    },
  );
});
