import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLOSEST_MS, isZoomed, panBy, within, zoomAround } from './visible-range.ts';

const HOUR = 3_600_000;
const day = { fromMs: 0, toMs: 24 * HOUR };

const visibleRange = fc
  .tuple(fc.double({ min: 0, max: 0.9, noNaN: true }), fc.double({ min: 0.05, max: 1, noNaN: true }))
  .map(([start, share]) => {
    const fromMs = start * day.toMs;
    return { fromMs, toMs: Math.min(day.toMs, fromMs + share * (day.toMs - fromMs) + CLOSEST_MS) };
  });

describe('zooming a chart', () => {
  test('keeps the moment under the pointer where it is', () => {
    const visible = zoomAround(day, day, 6 * HOUR, 0.5);
    expect(visible).toEqual({ fromMs: 3 * HOUR, toMs: 15 * HOUR });
  });

  test('never leaves the whole range, however far it is zoomed or moved', () => {
    fc.assert(
      fc.property(
        visibleRange,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        (visible, factor, byMs) => {
          const around = (visible.fromMs + visible.toMs) / 2;
          for (const after of [zoomAround(visible, day, around, factor), panBy(visible, day, byMs)]) {
            expect(after.fromMs).toBeGreaterThanOrEqual(day.fromMs - 1e-3);
            expect(after.toMs).toBeLessThanOrEqual(day.toMs + 1e-3);
            expect(after.toMs - after.fromMs).toBeGreaterThanOrEqual(CLOSEST_MS - 1e-3);
          }
        },
      ),
    );
  });

  test('moving keeps the width', () => {
    fc.assert(
      fc.property(visibleRange, fc.double({ min: -1e9, max: 1e9, noNaN: true }), (visible, byMs) => {
        const after = panBy(visible, day, byMs);
        expect(after.toMs - after.fromMs).toBeCloseTo(visible.toMs - visible.fromMs, 3);
      }),
    );
  });

  test('stops at two minutes', () => {
    const closest = zoomAround(day, day, 6 * HOUR, 1e-9);
    expect(closest.toMs - closest.fromMs).toBe(CLOSEST_MS);
  });

  test('zooming out past everything shows everything', () => {
    expect(within({ fromMs: -HOUR, toMs: 30 * HOUR }, day)).toBe(day);
    expect(isZoomed(zoomAround({ fromMs: HOUR, toMs: 2 * HOUR }, day, HOUR, 1000), day)).toBe(false);
  });
});
