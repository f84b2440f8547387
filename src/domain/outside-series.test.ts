import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinedSeries, type OutsidePoint, pointsOf, seriesOf } from './outside-series.ts';

/** What is told later is learnt later. */
const points: fc.Arbitrary<OutsidePoint[]> = fc
  .array(fc.record({ atMs: fc.nat(5), value: fc.nat(2) }))
  .map((told) => told.map((point, place) => ({ ...point, knownAtMs: place })));

describe('a series from outside', () => {
  it('without times of arrival has none', () => {
    expect(seriesOf([{ atMs: 2, value: 5 }])).toEqual({
      atMs: Float64Array.of(2),
      values: Float64Array.of(5),
    });
  });

  it('gives its points back, with when they were learnt', () => {
    fc.assert(
      fc.property(points, (some) => {
        const series = seriesOf(some);
        expect(seriesOf(pointsOf(series))).toEqual(series);
      }),
    );
  });

  it('is the same whether it is told at once or one part after the other', () => {
    fc.assert(
      fc.property(points, fc.nat(20), (some, cut) => {
        const parts = joinedSeries(seriesOf(some.slice(0, cut)), seriesOf(some.slice(cut)));
        expect(parts).toEqual(seriesOf(some));
      }),
    );
  });

  it('keeps what was told first of a moment, and when, however often that is revised', () => {
    const told = [
      { atMs: 1, value: 10, knownAtMs: 100 },
      { atMs: 1, value: 11, knownAtMs: 200 },
      { atMs: 1, value: 12, knownAtMs: 300 },
      { atMs: 2, value: 20, knownAtMs: 300 },
    ];
    expect(seriesOf(told)).toEqual({
      atMs: Float64Array.of(1, 2),
      values: Float64Array.of(12, 20),
      knownAtMs: Float64Array.of(300, 300),
      firstValues: Float64Array.of(10, 20),
      firstKnownAtMs: Float64Array.of(100, 300),
    });
  });

  it('knows since the first time what is only told again', () => {
    const told = [100, 200].map((knownAtMs) => ({ atMs: 1, value: 10, knownAtMs }));
    expect([...(seriesOf(told).knownAtMs ?? [])]).toEqual([100]);
  });

  it('knows since the last time what was told otherwise in between, also where that is told apart', () => {
    const told = [3, 0, 3].map((value, place) => ({ atMs: 1, value, knownAtMs: 100 * place }));
    const [first, ...others] = told;
    const apart = joinedSeries(seriesOf(first ? [first] : []), seriesOf(others));
    expect([...(apart.knownAtMs ?? [])]).toEqual([200]);
    expect(apart).toEqual(seriesOf(told));
  });

  it('does not know when it learnt what nobody noted', () => {
    const { knownAtMs, firstKnownAtMs } = seriesOf([
      { atMs: 1, value: 1 },
      { atMs: 2, value: 1, knownAtMs: 9 },
    ]);
    expect([knownAtMs, firstKnownAtMs].map((column) => [...(column ?? [])])).toEqual([
      [Number.NaN, 9],
      [Number.NaN, 9],
    ]);
  });
});
