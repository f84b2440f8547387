import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImportProblem, ProblemReason } from '../domain/file-import/import-file.ts';
import type { ReadRow } from '../sources/files/mapped-rows.ts';
import { Tally } from './import-tally.ts';

const problem = (line: number, reason: ProblemReason): ImportProblem => ({ line, reason, found: 'x' });
const value = { minerId: 'a', atMs: 5, series: 0, value: 1 };

test('every line is counted once, whatever becomes of it', () => {
  const row: fc.Arbitrary<ReadRow> = fc.record(
    {
      values: fc.array(fc.constant(value), { maxLength: 3 }),
      problems: fc.array(fc.constant(problem(1, 'no-number')), { maxLength: 3 }),
      passedOver: fc.constantFrom('left-out' as const, 'empty' as const),
    },
    { requiredKeys: ['values', 'problems'] },
  );
  fc.assert(
    fc.property(fc.array(row), fc.nat({ max: 20 }), (rows, broken) => {
      const tally = new Tally();
      for (const each of rows) tally.line(each);
      tally.unreadable(Array.from({ length: broken }, (_, line) => problem(line, 'too-few-cells')));
      const { lines, used, refused, leftOut, empty } = tally.told(0);
      expect(lines).toBe(rows.length + broken);
      expect(used + refused + leftOut + empty).toBe(lines);
    }),
  );
});

test('many problems of one kind do not hide those of another', () => {
  const tally = new Tally();
  tally.unreadable(Array.from({ length: 5_000 }, (_, line) => problem(line, 'too-few-cells')));
  tally.line({ values: [], problems: [problem(5_001, 'future')] });
  const { problems, problemCounts } = tally.told(0);
  expect(problemCounts).toEqual({ 'too-few-cells': 5_000, future: 1 });
  expect(problems.at(-1)).toEqual(problem(5_001, 'future'));
});
