import { expect, test } from 'vitest';
import { comEdCurrentHour, comEdFiveMinutes } from './comed.ts';

const AT_MS = Date.UTC(2026, 10, 21, 12, 10);
const SPAN = { fromMs: AT_MS - 3_600_000, toMs: AT_MS };

function replyOf(rows: unknown) {
  return { status: 200, text: JSON.stringify(rows), receivedAtMs: 0 };
}

test('cents as text, newest first, become dollars in order; a stamp ends its five minutes', () => {
  const rows = [
    { millisUTC: String(AT_MS), price: '-0.4' },
    { millisUTC: String(AT_MS - 300_000), price: '3.7' },
  ];
  const [series] = comEdFiveMinutes.parse(replyOf(rows), SPAN);
  expect(series?.prices.map(({ toMs }) => toMs)).toEqual([AT_MS - 300_000, AT_MS]);
  expect(series?.prices[0]?.pricePerKwh).toBeCloseTo(0.037, 12);
  expect(series?.prices[1]?.pricePerKwh).toBeCloseTo(-0.004, 12);
  expect(series?.resolutionMs).toBe(300_000);
});

test('the mean of the running hour is of that hour so far, also at its very end', () => {
  for (const atMs of [AT_MS, Date.UTC(2026, 10, 21, 13)]) {
    const [series] = comEdCurrentHour.parse(replyOf([{ millisUTC: String(atMs), price: '2.0' }]), undefined);
    expect(series?.prices[0]).toMatchObject({ fromMs: Date.UTC(2026, 10, 21, 12), toMs: atMs });
  }
});

test('asks by the clock of Chicago, in summer and in winter', () => {
  expect(comEdFiveMinutes.request(SPAN).path).toContain('dateend=202611210610');
  const july = { fromMs: Date.UTC(2026, 6, 1, 4, 30), toMs: Date.UTC(2026, 6, 1, 5, 0) };
  expect(comEdFiveMinutes.request(july).path).toContain('datestart=202606302330&dateend=202607010000');
});
