import { expect, test } from 'vitest';
import { nordPoolIndices, nordPoolPrices } from './nordpool.ts';

const ASK = { day: '2026-03-29', areas: ['FI', 'SE3'], currency: 'EUR', resolutionMinutes: 60 } as const;

function replyOf(body: unknown, status = 200) {
  return { status, text: JSON.stringify(body), receivedAtMs: 0 };
}

function entry(hour: number, entryPerArea: object) {
  const at = (hours: number) => new Date(Date.UTC(2026, 2, 28, 23 + hours)).toISOString();
  return { deliveryStart: at(hour), deliveryEnd: at(hour + 1), entryPerArea };
}

test('areas are series of their own, and one without a price keeps its gap', () => {
  const multiIndexEntries = [entry(0, { FI: 10, SE3: null }), entry(1, { FI: 11, SE3: 7 })];
  const [fi, se3] = nordPoolIndices.parse(replyOf({ currency: 'EUR', multiIndexEntries }), ASK);
  expect([fi?.id, fi?.prices.length, se3?.id, se3?.prices.length]).toEqual(['FI', 2, 'SE3', 1]);
});

test('a day of 23 hours has 23 prices and ends at midnight', () => {
  const multiAreaEntries = Array.from({ length: 23 }, (_, hour) => entry(hour, { FI: hour }));
  const [fi] = nordPoolPrices.parse(replyOf({ currency: 'EUR', multiAreaEntries }), ASK);
  expect(fi?.prices).toHaveLength(23);
  expect(fi?.prices.at(-1)?.toMs).toBe(Date.UTC(2026, 2, 29, 22));
});

test('preliminary prices are marked in their area alone', () => {
  const areaStates = [
    { state: 'Preliminary', areas: ['SE3'] },
    { state: 'Final', areas: ['FI'] },
  ];
  const body = { currency: 'EUR', areaStates, multiIndexEntries: [entry(0, { FI: 1, SE3: 2 })] };
  expect(nordPoolIndices.parse(replyOf(body), ASK).map(({ forecast }) => forecast)).toEqual([
    undefined,
    true,
  ]);
});

test('before publication it answers 204, or 200 with empty lists', () => {
  expect(() => nordPoolPrices.parse({ status: 204, text: '', receivedAtMs: 0 }, ASK)).toThrow('not-yet');
  const empty = { version: 0, areaStates: [], multiIndexEntries: [] };
  expect(() => nordPoolIndices.parse(replyOf(empty), ASK)).toThrow('not-yet');
});
