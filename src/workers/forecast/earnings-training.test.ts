import { expect, it } from 'vitest';
import { aModel } from '../../../tests/support/a-model.ts';
import { type ChainData, chainData } from '../../../tests/support/simulated-chain.ts';
import { REGISTRY } from '../../features/catalogue.ts';
import { seriesOfTarget } from '../../insight/forecast/series-of-target.ts';
import { LoadedModels } from './loaded-models.ts';
import type { ModelRegistry } from './model-registry.ts';
import { TrainingRun } from './training-run.ts';
import { FIRST_STATE } from './training-state.ts';
import { WorkSlices } from './work-slices.ts';

const HORIZON = 7;

async function trained(data: ChainData) {
  const rest = () => Promise.resolve();
  const slices = new WorkSlices({ clockMs: () => 0, rest, gate: async () => {}, pauseAfter: () => 0 });
  const run = new TrainingRun({
    ...{ data, slices, state: FIRST_STATE, terms: {}, backend: 'plain', nowMs: () => 0 },
    ask: { targetId: data.target.id, kinds: ['direct-linear'], budgetS: 0, seed: 3 },
    devices: { fit: async () => undefined },
    idOf: (kind) => `${data.target.id}/${kind}/1`,
    save: async () => {},
    show: () => {},
  });
  return run.run();
}

/** What the trained model says of a past, as it would from the registry. */
async function saidOf(data: ChainData, json: unknown): Promise<readonly number[]> {
  const weights = async () => new TextEncoder().encode(JSON.stringify(json));
  const loaded = new LoadedModels({ weights } as unknown as ModelRegistry, REGISTRY);
  const rows = data.values.length;
  const record = aModel({
    ...{ targetId: data.target.id, id: `${data.target.id}/direct-linear/1`, kind: 'direct-linear' },
    ...{ features: [], data: { fromMs: 0, toMs: rows * data.stepMs, rows, hash: '' } },
  });
  const model = { ...record, sha256: '', bytes: 0 };
  const { forecastFrom } = await loaded.learnt(model, data);
  return [...(forecastFrom(seriesOfTarget(data), [data.values.length])[0] ?? [])];
}

it('a trained model of earnings knows the retarget: it wins its contest by that, and says it now', async () => {
  const data = chainData('earnings', 400);
  const { outcome, trained: models } = await trained(data);
  const week = outcome.contest.bands.at(-1);
  const of = (name: string) => week?.entries.find(({ speaker }) => speaker.name === name);
  expect(of('ridge')?.verdict).toMatch(/speaks|beats-rule/);
  expect(of('ridge')?.scores.mase).toBeLessThan(0.9 * (of('persistence')?.scores.mase ?? 0));

  // The same past, two blocks before a retarget that doubles the difficulty, and before one that leaves it.
  const json = models[0]?.json;
  const endMs = data.values.length * data.stepMs;
  const withEpoch = (days: number): ChainData => ({
    ...data,
    chain: {
      ...data.chain,
      epoch: {
        startedAtMs: endMs - days * 86_400_000,
        blocks: 2_014,
        difficulty: data.chain.difficulty.at(-1) ?? 0,
        atMs: endMs,
      },
    },
  });
  const [fast, even] = await Promise.all([7, 14].map((days) => saidOf(withEpoch(days), json)));
  expect((fast?.[HORIZON - 1] ?? 0) - (even?.[HORIZON - 1] ?? 0)).toBeCloseTo(-Math.log(2), 1);
});
