import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ToldColumn, type ToldValues } from './told-column.ts';

const STEP_MS = 60;

interface Point {
  readonly at: number;
  readonly value: number;
  readonly known: number;
}

interface Terms {
  readonly goodForMs: number;
  readonly aheadMs: number;
}

const point = fc.record({
  at: fc.integer({ min: -300, max: 2_000 }),
  value: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  known: fc.integer({ min: -300, max: 2_000 }),
});
const terms = fc.record({
  goodForMs: fc.constantFrom(1, 90, 400, Number.POSITIVE_INFINITY),
  aheadMs: fc.constantFrom(0, 45, 120),
});

function toldOf(points: readonly Point[]): ToldValues {
  return {
    atMs: Float64Array.from(points, ({ at }) => at),
    values: Float64Array.from(points, ({ value }) => value),
    knownAtMs: Float64Array.from(points, ({ known }) => known),
  };
}

/** What counts at a moment, looked up among all points. */
function valueAt(points: readonly Point[], endMs: number, { goodForMs, aheadMs }: Terms): number {
  const wantedMs = endMs + aheadMs;
  const candidates = points.filter(({ at, known }) => known <= endMs && at <= wantedMs);
  const latest = Math.max(...candidates.map(({ at }) => at));
  const told = candidates.filter(({ at }) => at === latest).sort((a, b) => a.known - b.known);
  const its = told.at(-1);
  return its && wantedMs - its.at < goodForMs ? its.value : Number.NaN;
}

test('each row has what the latest moment known by its end was told, in blocks of any length', () => {
  fc.assert(
    fc.property(
      fc.array(point, { maxLength: 30 }),
      terms,
      fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 8 }),
      (points, its, blocks) => {
        const column = new ToldColumn(its);
        column.tell(toldOf(points));
        let row = 0;
        for (const rows of blocks) {
          const out = new Float64Array(rows);
          column.fill(out, rows, row * STEP_MS, STEP_MS);
          const wanted = Array.from(out, (_, i) => valueAt(points, (row + i + 1) * STEP_MS, its));
          expect([...out]).toEqual(wanted);
          row += rows;
        }
      },
    ),
  );
});

test('what is told when it should have been known long ago counts from the next row', () => {
  const column = new ToldColumn({ goodForMs: Number.POSITIVE_INFINITY, aheadMs: 0 });
  const out = new Float64Array(2);
  column.tell(toldOf([{ at: 0, value: 1, known: 0 }]));
  column.fill(out, 2, 0, STEP_MS);
  expect([...out]).toEqual([1, 1]);
  column.tell(toldOf([{ at: 30, value: 2, known: 30 }]));
  column.fill(out, 2, 2 * STEP_MS, STEP_MS);
  expect([...out]).toEqual([2, 2]);
});
