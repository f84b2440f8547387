import { describe, expect, test } from 'vitest';
import { type BucketTier, TIER_MS } from '../domain/buckets.ts';
import { type DataRepair, type RepairOffer, repairedColumns } from '../domain/data-repair.ts';
import type { SeriesName } from '../domain/series.ts';
import { bucketsOf, bucketsWithin } from '../store/tiers/buckets.ts';
import { repairedTelemetry } from './repaired-buckets.ts';

const MINUTE_MS = 60_000;
const BEGIN_MS = Date.UTC(2026, 10, 1);
const at = (minute: number) => BEGIN_MS + minute * MINUTE_MS;
const NAMES: readonly SeriesName[] = ['powerW', 'uptimeS'];
type Minutes = { readonly atMs: Float64Array; readonly values: Partial<Record<SeriesName, Float64Array>> };

/** Two days of minutes, of which one stretch lies an hour late. */
function minutes(lateFrom = 0, lateTo = 0): Minutes {
  const rows = Array.from({ length: 2880 }, (_, row) => row).filter(
    (row) => row < lateFrom || row >= lateFrom + 60,
  );
  const told = (row: number) => (row >= lateFrom && row < lateTo ? row - 60 : row);
  return {
    atMs: Float64Array.from(rows, at),
    values: {
      powerW: Float64Array.from(rows, (row) => 3200 + (told(row) % 97)),
      uptimeS: Float64Array.from(rows, (row) => 60 * told(row)),
    },
  };
}

function stored({ atMs, values }: Minutes, tier: BucketTier) {
  return bucketsOf({ atMs, columns: values }, TIER_MS[tier]);
}

/** What a store of these minutes answers, with this repair over it. */
async function read(told: Minutes, change: RepairOffer, tier: BucketTier) {
  const repair: DataRepair = { id: 'a', minerId: 's19', madeAtMs: 0, change, values: 0, sample: [] };
  const telemetry = repairedTelemetry(
    { buckets: async (query) => bucketsWithin(stored(told, query.tier), query.fromMs, query.toMs) },
    { of: async () => [repair] },
  );
  return telemetry.buckets({ entityId: 's19', names: NAMES, tier, fromMs: BEGIN_MS, toMs: at(2880) });
}

describe('buckets with repairs over them', () => {
  const stretches = [{ fromMs: at(605), toMs: at(1500) }];
  const cases: readonly (readonly [string, Minutes, RepairOffer])[] = [
    [
      'a stretch in another unit',
      minutes(),
      { kind: 'rescale', series: 'powerW', stretches, factor: 0.5, offset: 10 },
    ],
    ['values left out', minutes(), { kind: 'drop', series: 'powerW', stretches, low: 3210, high: 3290 }],
    [
      'a stretch that is an hour late',
      minutes(600, 1000),
      { kind: 'shift', stretches: [{ fromMs: at(660), toMs: at(1000) }], shiftMs: -60 * MINUTE_MS },
    ],
  ];
  for (const [what, told, change] of cases)
    test.each(['minute', 'quarter', 'hour', 'day'] as const)(
      `of ${what} are those of the rows put right, at tier %s`,
      async (tier) => {
        const found = await read(told, change, tier);
        const right = repairedColumns(told, [change]);
        const expected = stored({ atMs: right.atMs, values: right.values }, tier);
        expect([...found.atMs]).toEqual([...expected.atMs]);
        for (const name of NAMES) {
          const [one, other] = [found.series[name], expected.series[name]];
          expect(other?.count.some((count) => count > 0)).toBe(true);
          for (const key of ['count', 'sum', 'min', 'max', 'last', 'm2', 'increment', 'resets'] as const) {
            const a: Float64Array | undefined = one && key in one ? Reflect.get(one, key) : undefined;
            const b: Float64Array | undefined = other && key in other ? Reflect.get(other, key) : undefined;
            expect(a?.length).toBe(b?.length);
            a?.forEach((value, row) => {
              const wanted = b?.[row] ?? Number.NaN;
              if (Number.isNaN(wanted)) expect(value).toBeNaN();
              else expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(wanted)));
            });
          }
        }
      },
    );
});
