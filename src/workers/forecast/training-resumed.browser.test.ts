import { afterEach, beforeEach, expect, test } from 'vitest';
import { aMiner, dailyPower, learnerHouse } from '../../../tests/support/learner-house.ts';
import type { ModelRecord } from '../../domain/model-record.ts';
import type { BackendTiming } from '../../numerics/nets/backend-trial.ts';
import { openEntities } from '../../store/entity-store.ts';
import { openModels } from '../../store/model-store.ts';
import type { TrainingView } from '../forecast-api.ts';
import { ForecastService } from './forecast-service.ts';
import { KeptTrials } from './kept-trials.ts';

const NOW_MS = Date.UTC(2026, 2, 20, 12, 1);
const POWER = 'power:a1:hour';
const DAYS = 18;
const KINDS = ['recurrent-net', 'boosted-trees'] as const;

const names: string[] = [];
let killed: (() => void)[] = [];

beforeEach(() => {
  killed = [];
});
afterEach(() => {
  for (const kill of killed) kill();
  for (const name of names.splice(0)) {
    indexedDB.deleteDatabase(`${name}-entities`);
    indexedDB.deleteDatabase(`${name}-models`);
  }
});

async function aHouse(): Promise<string> {
  const name = crypto.randomUUID();
  names.push(name);
  const entities = await openEntities(`${name}-entities`);
  await entities.putMiners([aMiner('a1', NOW_MS)]);
  entities.close();
  return name;
}

/** Queues a training and leaves. */
async function queue(name: string): Promise<string> {
  const entities = await openEntities(`${name}-entities`);
  const models = await openModels(`${name}-models`);
  const house = learnerHouse({ name, nowMs: () => NOW_MS, entities, models, days: DAYS, told: dailyPower });
  // On battery: it is queued, and nothing is done of it here.
  const service = new ForecastService({
    ...house,
    pageState: () => ({ isHidden: false, isOnBattery: true }),
  });
  const id = await service.train({ targetId: POWER, kinds: KINDS, budgetS: 0 });
  service.close();
  await new Promise((resolve) => setTimeout(resolve, 100));
  entities.close();
  models.close();
  return id;
}

/** A learner in a worker of its own, until a moment of its training; then it is killed. */
function workUntil(name: string, isThen: (view: TrainingView) => boolean): Promise<TrainingView> {
  const worker = new Worker(new URL('../../../tests/support/training-worker.ts', import.meta.url), {
    type: 'module',
  });
  killed.push(() => worker.terminate());
  worker.postMessage({ name, nowMs: NOW_MS, days: DAYS });
  return new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<readonly TrainingView[]>) => {
      const found = data.find(isThen);
      if (!found) return;
      worker.terminate();
      resolve(found);
    };
  });
}

async function modelsOf(name: string): Promise<readonly ModelRecord[]> {
  const models = await openModels(`${name}-models`);
  const found = await models.models();
  models.close();
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function trialsOf(name: string): Promise<readonly BackendTiming[]> {
  const models = await openModels(`${name}-models`);
  const last = await new KeptTrials(models).last();
  models.close();
  return last?.timings ?? [];
}

const isOver = ({ phase }: TrainingView) => phase === 'done' || phase === 'failed';

test('a training whose worker is killed goes on from its checkpoint, and ends with the very same models', async () => {
  const [whole, broken] = [await aHouse(), await aHouse()];
  await queue(whole);
  expect(await workUntil(whole, isOver)).toMatchObject({ phase: 'done' });

  await queue(broken);
  // Once amid the fit of the net, and once amid the contest.
  const first = await workUntil(
    broken,
    ({ phase, model }) => phase === 'training' && (model?.curve.length ?? 0) > 3,
  );
  expect(first.done).toBeLessThan(0.7);
  const second = await workUntil(broken, ({ phase, done }) => phase === 'contest' && done > 0.75);
  expect(second.done).toBeGreaterThanOrEqual(first.done);
  expect(await workUntil(broken, isOver)).toMatchObject({ phase: 'done' });

  const [straight, resumed] = [await modelsOf(whole), await modelsOf(broken)];
  expect(resumed.map(({ id }) => id)).toEqual(KINDS.map((kind) => `${POWER}/${kind}/1`).sort());
  expect(resumed.map(({ sha256 }) => sha256)).toEqual(straight.map(({ sha256 }) => sha256));
  expect(resumed.map(({ status, folds }) => ({ status, folds }))).toEqual(
    straight.map(({ status, folds }) => ({ status, folds })),
  );

  // Nothing but the processor trained: it was tried once, for all shapes, and what is missing is told.
  expect(resumed.map(({ backend }) => backend)).toEqual(['wasm-simd', 'wasm-simd']);
  expect(await trialsOf(broken)).toMatchObject([
    { backend: 'wasm-threads', ruledOut: 'the browser keeps threads from sharing memory' },
    { backend: 'webgpu', ruledOut: 'this browser offers no WebGPU adapter' },
    { backend: 'wasm', batchMs: expect.any(Number) },
    { backend: 'plain', batchMs: expect.any(Number) },
  ]);
}, 300_000);
