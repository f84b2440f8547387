import { describe, expect, test } from 'vitest';
import type { ChartSeries } from './chart-data.ts';
import { chartSummary, durationText } from './chart-summary.ts';

const MINUTE = 60_000;
const MIDNIGHT = new Date(2026, 0, 10).getTime();
const day = { fromMs: MIDNIGHT, toMs: MIDNIGHT + 1440 * MINUTE };
const atMs = Float64Array.from({ length: 1440 }, (_, i) => MIDNIGHT + i * MINUTE);

const hashrate = (values: Float64Array): ChartSeries => ({
  key: 'hashrateHs',
  label: 'Hashrate',
  axis: 'left',
  values,
  unitFor: () => ({ divisor: 1e12, symbol: 'TH/s' }),
  format: (value) => `${(value / 1e12).toFixed(2)} TH/s`,
});

describe('a chart in words', () => {
  test('tells the mean, the span between least and most, and the gap', () => {
    const values = new Float64Array(1440).fill(1.19e12).fill(Number.NaN, 191, 204);
    values[700] = 1.1e12;
    expect(chartSummary(atMs, [hashrate(values)], day, 'en-GB')).toBe(
      '24 h: Hashrate 1.19 TH/s mean (1.10 TH/s to 1.19 TH/s), one gap 03:10–03:24.',
    );
  });

  test('of several gaps tells how many and the longest', () => {
    const values = new Float64Array(1440).fill(1e12);
    values.fill(Number.NaN, 100, 102).fill(Number.NaN, 300, 360);
    expect(chartSummary(atMs, [hashrate(values)], day, 'en-GB')).toContain('2 gaps, the longest 04:59');
  });

  test('of a sum tells the mean of the times when most of its parts are known', () => {
    const values = new Float64Array(1440).fill(6e12).fill(629e12, 1400);
    const counts = new Float64Array(1440).fill(4).fill(11, 1400);
    const sum = {
      ...hashrate(values),
      parts: { counts, all: 11, told: (most: number) => `of ${most} miners` },
    };
    expect(chartSummary(atMs, [sum], day, 'en-GB')).toBe(
      '24 h: Hashrate 629.00 TH/s mean (629.00 TH/s to 629.00 TH/s), of 11 miners, known since 23:20.',
    );
    const always = { ...sum, parts: { ...sum.parts, counts: new Float64Array(1440).fill(11) } };
    expect(chartSummary(atMs, [always], day, 'en-GB')).not.toContain('miners');
    // A fleet that was added a moment ago: nobody has heard of most of it yet.
    const one = { ...sum, parts: { ...sum.parts, counts: new Float64Array(1440).fill(1) } };
    expect(chartSummary(atMs, [one], day, 'en-GB')).toContain('of 1 miners');
  });

  test('says when a history begins late or broke off early', () => {
    const values = new Float64Array(1440).fill(1e12).fill(Number.NaN, 0, 600).fill(Number.NaN, 1200);
    const words = chartSummary(atMs, [hashrate(values)], day, 'en-GB');
    expect(words).toContain('known since 10:00');
    expect(words).toContain('nothing since 19:59');
    expect(words).not.toContain('gap');
  });

  test('tells a counter by where it began and ended', () => {
    const shares = Float64Array.from(atMs, (_, i) => 100 + i);
    const line = { ...hashrate(shares), label: 'Shares', counter: true, format: String };
    expect(chartSummary(atMs, [line], day)).toBe('24 h: Shares from 100 to 1539.');
  });

  test('calls a line without any value unknown, not zero', () => {
    const nothing = new Float64Array(1440).fill(Number.NaN);
    expect(chartSummary(atMs, [hashrate(nothing)], day)).toBe('24 h: Hashrate unknown.');
  });
});

test.each([
  [40_000, '40 s'],
  [6 * 60 * MINUTE, '6 h'],
  [90 * MINUTE, '1 h 30 min'],
  [24 * 60 * MINUTE, '24 h'],
  [7 * 24 * 60 * MINUTE, '7 d'],
])('%d ms is written %s', (ms, words) => {
  expect(durationText(ms)).toBe(words);
});
