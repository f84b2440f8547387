import { expect, it } from 'vitest';
import { Random } from '../../numerics/random.ts';
import { retrainDue } from './retrain-due.ts';

const DAY_MS = 86_400_000;
const random = new Random(6);
const errors = (count: number, size: number) =>
  Float64Array.from({ length: count }, () => size * random.normal());
const ASK = {
  nowMs: 3 * DAY_MS,
  heldAtMs: 0,
  rows: 1_000,
  rowsThen: 990,
  keptErrors: errors(40, 1),
  contestErrors: errors(60, 1),
};

it('is held again for the first time, by the clock, and for more data', () => {
  expect(retrainDue({ ...ASK, heldAtMs: undefined })).toEqual({ kind: 'first' });
  expect(retrainDue(ASK)).toBeUndefined();
  expect(retrainDue({ ...ASK, nowMs: 7 * DAY_MS })).toEqual({ kind: 'schedule', days: 7 });
  expect(retrainDue({ ...ASK, rows: 1_100, rowsThen: 1_000 })).toMatchObject({ kind: 'more-data' });
});

it('is held again where errors have grown, and hardly ever where they have not', () => {
  expect(retrainDue({ ...ASK, keptErrors: errors(40, 3) })).toMatchObject({ kind: 'errors-grew' });
  expect(retrainDue({ ...ASK, keptErrors: errors(10, 9) })).toBeUndefined();
  const alarms = Array.from({ length: 500 }, () =>
    retrainDue({ ...ASK, keptErrors: errors(40, 1), contestErrors: errors(60, 1) }),
  ).filter((due) => due !== undefined);
  expect(alarms.length).toBeLessThanOrEqual(4);
});
