import { afterEach, beforeEach, expect, test } from 'vitest';
import { aModel } from '../../../tests/support/a-model.ts';
import type { ForecastTarget } from '../../domain/forecast.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { type ModelStore, openModels } from '../../store/model-store.ts';
import { lookAfter } from './retrain-watch.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ROWS = 700;
const TARGET: ForecastTarget = {
  id: 'power:a1:hour',
  quantity: 'power',
  subject: { kind: 'miner', id: 'a1' },
  step: 'hour',
  horizon: 24,
  season: 24,
  unit: 'W',
};
const MODEL_ID = 'power:a1:hour/boosted-trees/1';

let name = '';
let models: ModelStore;

beforeEach(async () => {
  name = crypto.randomUUID();
  models = await openModels(name);
  const reason = { kind: 'won', mase: 0.8, ruleMase: 1, p: 0.01 } as const;
  const history = [{ atMs: (ROWS - 60) * HOUR_MS, status: 'canary', reason }] as const;
  await models.add(
    aModel({ id: MODEL_ID, targetId: TARGET.id, status: 'canary', history }),
    new Uint8Array(),
  );
});
afterEach(() => {
  models.close();
  indexedDB.deleteDatabase(name);
});

/** A contest whose speakers missed by 1 W, held when `rows` of the past were known. */
async function contestAt(rows: number): Promise<void> {
  const heldAtMs = rows * HOUR_MS;
  const residuals = { ljungBoxP: 1, biasP: 1, uniformP: 1 };
  const contest = {
    targetId: TARGET.id,
    heldAtMs,
    fromMs: 0,
    toMs: heldAtMs,
    origins: 60,
    bands: [],
    residuals,
  };
  const errors = Array.from({ length: 60 }, (_, i) => new Float64Array(24).fill(i % 2 === 0 ? 1 : -1.1));
  await models.putContest(contest, { contest, seats: [], errors, spacing: 5, replayed: [] });
}

/** Forecasts kept since then, hour by hour, that missed by so much. */
async function keptSince(rows: number, miss: number): Promise<void> {
  for (let row = rows; row < ROWS; row++) {
    const value = 100 + (row % 2 === 0 ? miss : -miss);
    const step = { atMs: (row + 1) * HOUR_MS, value, low80: 0, high80: 0, low95: 0, high95: 0 };
    await models.keep({ targetId: TARGET.id, madeAtMs: row * HOUR_MS, modelId: MODEL_ID, steps: [step] });
  }
}

function look(nowMs = ROWS * HOUR_MS) {
  const data: TargetData = {
    target: TARGET,
    startMs: 0,
    stepMs: HOUR_MS,
    values: new Float64Array(ROWS).fill(100),
    covariates: [],
    ahead: [],
    exact: new Float64Array(24).fill(Number.NaN),
    exactBy: 'published',
  };
  return lookAfter(TARGET, data, { models, nowMs: () => nowMs });
}

test('a model on trial whose errors have grown is taken back by itself, with the figures', async () => {
  await contestAt(ROWS - 60);
  await keptSince(ROWS - 60, 4);
  expect(await look()).toMatchObject({ kind: 'errors-grew' });
  const model = await models.model(MODEL_ID);
  expect(model?.status).toBe('rolled-back');
  expect(model?.history.at(-1)?.reason).toMatchObject({ kind: 'errors-grew', mae: expect.closeTo(4, 5) });
});

test('one that misses no more than it did goes on, and is champion after two weeks', async () => {
  await contestAt(ROWS - 60);
  await keptSince(ROWS - 60, 1);
  expect(await look()).toBeUndefined();
  expect((await models.model(MODEL_ID))?.status).toBe('canary');
  await look((ROWS - 60) * HOUR_MS + 15 * DAY_MS);
  expect(await models.model(MODEL_ID)).toMatchObject({ status: 'champion' });
});

test('a contest is due again after a week; the first one is its owner’s wish', async () => {
  expect(await look()).toBeUndefined();
  await contestAt(ROWS);
  expect(await look(ROWS * HOUR_MS + 8 * DAY_MS)).toMatchObject({ kind: 'schedule' });
});
