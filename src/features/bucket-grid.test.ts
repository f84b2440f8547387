import { expect, test } from 'vitest';
import type { Buckets, CounterBuckets, StateBuckets } from '../domain/buckets.ts';
import { BucketGrid } from './bucket-grid.ts';

const MINUTE_MS = 60_000;

/** Buckets of a share counter with one poll each: [minute, count of shares]. */
function shares(...polls: readonly (readonly [minute: number, accepted: number])[]): Buckets {
  const last = Float64Array.from(polls, ([, accepted]) => accepted);
  const sharesAccepted: CounterBuckets = {
    kind: 'counter',
    count: last.map(() => 1),
    first: last,
    last,
    increment: last.map(() => 0),
    resets: last.map(() => 0),
  };
  const atMs = Float64Array.from(polls, ([minute]) => minute * MINUTE_MS);
  return { atMs, rows: last.map(() => 1), firstAtMs: atMs, lastAtMs: atMs, series: { sharesAccepted } };
}

function steps(buckets: Buckets, rows: number, atOnce: number, stat: 'increment' | 'resets') {
  const grid = new BucketGrid('minute');
  const left = { atMs: Number.NEGATIVE_INFINITY, value: Number.NaN };
  const out: number[] = [];
  grid.give(buckets);
  for (let row = 0; row < rows; row += atOnce) {
    const column = new Float64Array(atOnce);
    grid.turnTo(row * MINUTE_MS, atOnce);
    grid.fill('sharesAccepted', stat, column, left);
    out.push(...column);
  }
  return out;
}

test.each([1, 2, 6])('a counter rises from row to row, read by %i rows at once', (atOnce) => {
  const polls = shares([0, 100], [1, 110], [2, 115], [3, 115], [4, 130], [5, 131]);
  expect(steps(polls, 6, atOnce, 'increment')).toEqual([0, 10, 5, 0, 15, 1]);
});

test.each([1, 6])('a miner that restarts has counted from 0, read by %i rows at once', (atOnce) => {
  const polls = shares([0, 100], [1, 110], [2, 4], [3, 9], [4, 9], [5, 10]);
  expect(steps(polls, 6, atOnce, 'increment')).toEqual([0, 10, 4, 5, 0, 1]);
  expect(steps(polls, 6, atOnce, 'resets')).toEqual([0, 0, 1, 0, 0, 0]);
});

test('shares of a missed poll count in the next minute, those of an outage in none', () => {
  const polls = shares([0, 100], [2, 120], [7, 900]);
  expect(steps(polls, 8, 8, 'increment')).toEqual([0, Number.NaN, 20, ...Array(4).fill(Number.NaN), 0]);
});

test('a share of a state is of the time for which it was heard', () => {
  const state: StateBuckets = {
    kind: 'state',
    count: Float64Array.of(6, 1, 1),
    last: Float64Array.of(1, 2, 0),
    held: {
      firstAtMs: Float64Array.of(0, 60_000, 120_000),
      lastAtMs: Float64Array.of(50_000, 60_000, 120_000),
      ms: [Float64Array.of(10_000, 0, 0), Float64Array.of(30_000, 0, 0), Float64Array.of(0, 0, 0)],
    },
  };
  const atMs = Float64Array.of(0, 60_000, 120_000);
  const grid = new BucketGrid('minute');
  grid.give({ atMs, rows: state.count, firstAtMs: atMs, lastAtMs: atMs, series: { state } });
  grid.turnTo(0, 4);
  const out = new Float64Array(4);
  grid.fill('state', 'share', out, { atMs: Number.NEGATIVE_INFINITY, value: Number.NaN });
  expect([...out]).toEqual([0.75, 1, 0, Number.NaN]);
});
