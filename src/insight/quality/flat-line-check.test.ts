import { expect, test } from 'vitest';
import { checkFlatLine } from './flat-line-check.ts';
import type { QualityRows } from './quality-rows.ts';

const MINUTES = 10_000;

/** Minutes of a temperature in whole degrees; `at` tells it of a minute. */
function found(at: (minute: number) => number) {
  const atMs = Float64Array.from({ length: MINUTES }, (_, minute) => minute * 60_000);
  const values = Float64Array.from({ length: MINUTES }, (_, minute) => at(minute));
  const rows: QualityRows = {
    columns: { atMs, values: { tempChipAvgC: values } },
    fromMs: 0,
    toMs: MINUTES * 60_000,
    nowMs: MINUTES * 60_000,
    stepMs: 60_000,
    toldBefore: new Set(),
    facts: {},
    zone: 'UTC',
  };
  return checkFlatLine(
    rows,
    'tempChipAvgC',
    values,
    new Uint8Array(MINUTES),
    new Uint8Array(MINUTES).fill(1),
  );
}

/** It moves by a degree now and then: each minute while it warms up, else for one minute in some hundreds. */
const held = (minute: number) =>
  minute < 40 ? 50 + minute : minute % 317 === 0 || minute % 811 === 0 ? 91 : 92;

test('a chip that is held at a temperature, told in whole degrees, does not stand still', () => {
  expect(found(held)).toEqual([]);
});

test('a gauge that moves and then stands still for a day has died', () => {
  const moving = (minute: number) => 60 + ((minute * 7) % 5);
  const [death] = found((minute) => (minute > 6_000 && minute <= 7_440 ? 61 : moving(minute)));
  expect(death).toMatchObject({ reason: 'frozen', seen: 61 });
  expect(death?.values).toBeGreaterThan(1_430);
});
