import { expect, test } from 'vitest';
import type { Quarter } from '../anomaly/quarter.ts';
import { addToMeans, lastDay, loadOf, type MinerMeans } from './miner-means.ts';

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const BEGIN_MS = Date.UTC(2026, 2, 1);

function quarter(at: number, told: Partial<Quarter> = {}): Quarter {
  const fromMs = BEGIN_MS + at * QUARTER_MS;
  return { fromMs, toMs: fromMs + QUARTER_MS, answers: 5, restarts: 0, steady: true, ...told };
}

function means(quarters: readonly Quarter[]): MinerMeans {
  const all = quarters.reduce<MinerMeans | undefined>(addToMeans, undefined);
  if (!all) throw new Error('none of them told anything');
  return all;
}

test('a miner’s load is the mean over what it told, and what it never told is unknown', () => {
  const load = loadOf(
    means([quarter(0, { chipC: 50 }), quarter(1), quarter(2, { chipC: 60, fanPercent: 40 })]),
  );
  expect(load).toMatchObject({ chipC: 55, fanDuty: 0.4, airC: undefined, regulatorC: undefined });
});

test('the air at its inlet goes before the air of the room', () => {
  expect(loadOf(means([quarter(0, { inletC: 30, roomC: 20 }), quarter(1, { roomC: 22 })])).airC).toBe(26);
});

test('starts are counted by the day', () => {
  const day = Array.from({ length: 96 }, (_, at) => quarter(at, { restarts: at === 10 ? 3 : 0 }));
  expect(loadOf(means(day)).startsPerDay).toBe(3);
});

test('a quarter without an answer says nothing', () => {
  const before = means([quarter(0, { chipC: 50 })]);
  expect(addToMeans(before, quarter(1, { answers: 0, chipC: 90 }))).toBe(before);
  expect(addToMeans(undefined, quarter(0, { answers: 0 }))).toBeUndefined();
});

test('its last day is that of its steady quarters, the hour under way included', () => {
  const warm = Array.from({ length: 6 }, (_, at) => quarter(at, { chipC: at < 4 ? 50 : 70 }));
  const last = lastDay(means([...warm, quarter(6, { steady: false, chipC: 10 })]));
  expect(last?.chipC).toBeCloseTo((50 + 70) / 2, 9);
  expect(lastDay(means([quarter(0, { steady: false, chipC: 50 })]))).toBeUndefined();
});

test('what is older than a day is in its load alone', () => {
  const old = Array.from({ length: 4 }, (_, at) => quarter(at, { chipC: 90 }));
  const later = DAY_MS / QUARTER_MS + 8;
  const recent = Array.from({ length: 8 }, (_, at) => quarter(later + at, { chipC: 50 }));
  const all = means([...old, ...recent]);
  expect(lastDay(all)?.chipC).toBe(50);
  expect(loadOf(all).chipC).toBeCloseTo((4 * 90 + 8 * 50) / 12, 9);
});
