import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HealthFinding, StripCell } from '../../domain/health/health-report.ts';
import {
  cellRange,
  cellWords,
  coarserStrip,
  dayMarks,
  findingsWithin,
  hoursOf,
  STRIP_CELLS,
} from './strip-words.ts';

const HOUR_MS = 3_600_000;
const STEP_MS = 6 * HOUR_MS;
const FROM_MS = Date.UTC(2026, 10, 1);
const cells = fc.array(fc.constantFrom(...STRIP_CELLS), { maxLength: 130 });

test('a cell says whose it is, when, and how the miner was', () => {
  const range = cellRange({ fromMs: FROM_MS, stepMs: STEP_MS }, 2);
  expect(range).toEqual({ fromMs: FROM_MS + 2 * STEP_MS, toMs: FROM_MS + 3 * STEP_MS });
  expect(cellWords('Garage', range, 'watch')).toMatch(/^Garage, .+ to .+: Watch$/);
});

test('a coarser strip keeps the worst of each step, and knows nothing only where nothing was known', () => {
  const row: StripCell[] = ['unknown', 'fine', 'act', 'watch', 'unknown', 'unknown', 'info'];
  const strip = coarserStrip({ fromMs: FROM_MS, stepMs: STEP_MS, rows: [{ minerId: 'a', cells: row }] }, 2);
  expect(strip.stepMs).toBe(2 * STEP_MS);
  expect(strip.rows[0]?.cells).toEqual(['fine', 'act', 'unknown', 'info']);
});

test('no step of a strip is lost by making it coarser', () => {
  fc.assert(
    fc.property(cells, fc.integer({ min: 1, max: 9 }), (row, steps) => {
      const strip = coarserStrip(
        { fromMs: FROM_MS, stepMs: STEP_MS, rows: [{ minerId: 'a', cells: row }] },
        steps,
      );
      const coarse = strip.rows[0]?.cells ?? [];
      expect(coarse).toHaveLength(Math.ceil(row.length / steps));
      expect(coarse.includes('act')).toBe(row.includes('act'));
      expect(coarse.every((cell) => cell === 'unknown')).toBe(row.every((cell) => cell === 'unknown'));
    }),
  );
});

test('the hours of the table are those of all cells together', () => {
  fc.assert(
    fc.property(cells, (row) => {
      const sum = Object.values(hoursOf(row, STEP_MS)).reduce((a, b) => a + b, 0);
      expect(sum).toBe(row.length * 6);
    }),
  );
});

test('a finding stands in the cells from its beginning to its end, and open ones in all since', () => {
  const finding = { minerIds: ['a'], sinceMs: 1000, endedAtMs: 2000 };
  const base = {
    id: 'f',
    trouble: 'fan-wear',
    severity: 'watch',
    foundAtMs: 1500,
    confidence: 0.9,
    evidence: [],
    checks: [],
    byFixedRules: {},
  } as const;
  const found = (over: Partial<HealthFinding>, fromMs: number, toMs: number) =>
    findingsWithin([{ ...base, ...finding, ...over }], 'a', { fromMs, toMs }).length;
  expect(found({}, 0, 1000)).toBe(0);
  expect(found({}, 0, 1001)).toBe(1);
  expect(found({}, 1999, 3000)).toBe(1);
  expect(found({}, 2000, 3000)).toBe(0);
  expect(found({ endedAtMs: undefined }, 9000, 9001)).toBe(1);
  expect(found({ minerIds: ['b'] }, 1000, 2000)).toBe(0);
});

test('dates stand on the first cell of a day, none of them beyond the end', () => {
  const marks = dayMarks({ fromMs: FROM_MS, stepMs: STEP_MS }, 120, 7);
  expect(marks.length).toBeGreaterThan(2);
  for (const { cell, atMs } of marks) {
    expect(atMs).toBe(FROM_MS + cell * STEP_MS);
    expect(cell).toBeLessThan(108);
    expect(new Date(atMs).getDate()).not.toBe(new Date(atMs - STEP_MS).getDate());
  }
});
