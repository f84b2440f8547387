import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { isolationScores } from './isolation-forest.ts';
import { StreamingIsolationForest } from './streaming-isolation-forest.ts';

const OPTIONS = { features: 2, trees: 50, samples: 64, window: 200 };

function normalRow(random: Random, level = 0): number[] {
  return [level + random.normal(), level + random.normal()];
}

describe('an isolation forest of a stream', () => {
  it('scores what stands apart higher than what is usual, from the first rows that a tree can see', () => {
    const random = new Random(1);
    const stream = new StreamingIsolationForest(OPTIONS, new Random(2));
    const first = Array.from({ length: 64 }, () => stream.update(normalRow(random)));
    expect(first.every(Number.isNaN)).toBe(true);
    expect(stream.update([0, 0])).toBeLessThan(0.5);
    expect(stream.update([9, -9])).toBeGreaterThan(0.7);
    const [asked] = stream.forest ? isolationScores(stream.forest, [[1], [Number.NaN]]) : [];
    expect(stream.update([1, Number.NaN])).toBe(asked);
  });

  it('forgets what was usual two windows ago', () => {
    const random = new Random(3);
    const stream = new StreamingIsolationForest(OPTIONS, new Random(4));
    for (let at = 0; at < 300; at++) stream.update(normalRow(random));
    const before = stream.update([20, 20]);
    for (let at = 0; at < 400; at++) stream.update(normalRow(random, 20));
    expect(before).toBeGreaterThan(0.7);
    expect(stream.update([20, 20])).toBeLessThan(0.5);
    expect(stream.update([0, 0])).toBeGreaterThan(0.7);
  });

  it('of any rows goes on from what was kept as if nothing had been', () => {
    const options = { features: 2, trees: 3, samples: 4, window: 6 };
    const rows = fc.array(fc.tuple(fc.double(), fc.double()), { maxLength: 20 });
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const [one, other] = [
          new StreamingIsolationForest(options, new Random(1)),
          new StreamingIsolationForest(options, new Random(9)),
        ];
        for (const row of before) one.update(row);
        other.restore(JSON.parse(JSON.stringify(one.state)));
        for (const row of after) expect(other.update(row)).toBe(one.update(row));
      }),
    );
  });

  it('refuses a window that a tree does not fit in', () => {
    expect(() => new StreamingIsolationForest({ ...OPTIONS, window: 63 }, new Random(1))).toThrow(RangeError);
    expect(() => new StreamingIsolationForest({ ...OPTIONS, features: 0 }, new Random(1))).toThrow(
      RangeError,
    );
    expect(() => new StreamingIsolationForest({ ...OPTIONS, trees: 0 }, new Random(1))).toThrow(RangeError);
  });
});
