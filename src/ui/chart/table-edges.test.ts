import { afterEach, expect, test, vi } from 'vitest';
import { tableCut } from './table-edges.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

afterEach(() => vi.unstubAllEnvs());

function rowsOf(zone: string, fromMs: number, lengthMs: number) {
  vi.stubEnv('TZ', zone);
  const { stepMs, edges } = tableCut({ fromMs, toMs: fromMs + lengthMs });
  const clocks = edges.map((edge) => new Date(edge).toTimeString().slice(0, 5));
  return { stepMs, edges, clocks };
}

test('a month is told in days of the reader’s clock, also where clocks change in it', () => {
  const { stepMs, clocks } = rowsOf('Europe/Berlin', Date.UTC(2026, 9, 10, 4, 27), 30 * DAY);
  expect(stepMs).toBe(DAY);
  expect(new Set(clocks)).toEqual(new Set(['00:00']));
  expect(clocks).toHaveLength(32);
});

test('a day is told in hours, an hour in minutes, a year in fortnights', () => {
  const from = Date.UTC(2026, 0, 10, 4, 27);
  expect(rowsOf('UTC', from, DAY).clocks.slice(0, 3)).toEqual(['04:00', '05:00', '06:00']);
  expect(rowsOf('UTC', from, HOUR).clocks.slice(0, 3)).toEqual(['04:26', '04:28', '04:30']);
  expect(rowsOf('UTC', from, 7 * DAY).clocks.slice(0, 3)).toEqual(['00:00', '06:00', '12:00']);
  expect(rowsOf('UTC', from, 90 * DAY).stepMs).toBe(7 * DAY);
  expect(rowsOf('UTC', from, 365 * DAY).stepMs).toBe(14 * DAY);
});

test('rows cover the whole range, without a hole', () => {
  for (const hours of [0.1, 1, 5, 24, 100, 720, 5000, 60_000]) {
    const from = Date.UTC(2026, 2, 28, 23, 41);
    const { edges } = rowsOf('Europe/Berlin', from, hours * HOUR);
    expect(edges[0]).toBeLessThanOrEqual(from);
    expect(edges.at(-1)).toBeGreaterThanOrEqual(from + hours * HOUR);
    expect(edges).toEqual(edges.toSorted((a, b) => a - b));
    expect(edges.length).toBeLessThan(35);
  }
});
