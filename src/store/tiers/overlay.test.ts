import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRows } from '../../../tests/support/any-rows.ts';
import { rowAt } from '../../../tests/support/telemetry-rows.ts';
import { TIER_MS } from '../../domain/buckets.ts';
import type { TelemetryRow } from '../../domain/series.ts';
import { segmentOf } from '../segment.ts';
import { bucketsOf } from './buckets.ts';
import { derivedOver } from './overlay.ts';

function quarters(rows: readonly TelemetryRow[]) {
  return bucketsOf(segmentOf(rows, { minerId: 'gamma', startMs: 0 }), TIER_MS.quarter);
}

describe('buckets derived over those that are stored', () => {
  it('are the stored ones where nothing new is known', () => {
    fc.assert(
      fc.property(anyRows('gamma'), (rows) => {
        const stored = quarters(rows);
        expect(derivedOver(stored, stored)).toEqual(stored);
        expect(derivedOver(stored, quarters([]))).toEqual(stored);
        expect(derivedOver(quarters([]), stored)).toEqual(stored);
      }),
    );
  });

  it('are the new ones where those know all that was stored', () => {
    fc.assert(
      fc.property(anyRows('gamma'), anyRows('gamma'), (rows, more) => {
        const whole = quarters([...rows, ...more.map((row) => ({ ...row, atMs: row.atMs + 0.5 }))]);
        expect(derivedOver(quarters(rows), whole)).toEqual(whole);
      }),
    );
  });

  it('never lose a row, nor a series that was known', () => {
    fc.assert(
      fc.property(anyRows('gamma'), anyRows('gamma'), (rows, late) => {
        const stored = quarters(rows);
        const over = derivedOver(stored, quarters(late));
        const places = new Map(Array.from(over.atMs, (atMs, row) => [atMs, row]));
        stored.atMs.forEach((atMs, row) => {
          const place = places.get(atMs) ?? -1;
          expect(over.rows[place]).toBeGreaterThanOrEqual(stored.rows[row] ?? 0);
          for (const [name, { count }] of Object.entries(stored.series))
            if ((count[row] ?? 0) > 0)
              expect(
                Object.entries(over.series).find(([key]) => key === name)?.[1].count[place],
              ).toBeGreaterThan(0);
        });
      }),
    );
  });

  it('keep what more rows told, and fill in what those lacked', () => {
    const stored = quarters([rowAt('gamma', 0, { powerW: 10 }), rowAt('gamma', 1_000, { powerW: 20 })]);
    const over = derivedOver(stored, quarters([rowAt('gamma', 2_000, { powerW: 99, tempVrC: 50 })]));
    expect(over).toMatchObject({
      rows: Float64Array.of(2),
      lastAtMs: Float64Array.of(2_000),
      series: { powerW: { sum: Float64Array.of(30) }, tempVrC: { sum: Float64Array.of(50) } },
    });
  });
});
