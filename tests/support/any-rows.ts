import fc from 'fast-check';
import { SERIES, type TelemetryRow } from '../../src/domain/series.ts';

/** Two hours: minutes, hours and repeated moments all meet in few rows. */
const LONGEST_MS = 2 * 3_600_000;

/** Some series have values (gauges that fit 32 bits, as they are stored), most have none, as in real telemetry. */
const values = fc
  .dictionary(fc.constantFrom(0, 3, 9, 20, 25).map(String), fc.integer({ min: -1_000, max: 1_000_000 }), {
    maxKeys: 5,
  })
  .map((known) => Float64Array.from(SERIES, (_, index) => known[index] ?? Number.NaN));

const moment = fc.oneof(
  fc.integer({ min: 0, max: LONGEST_MS }),
  fc.integer({ min: 0, max: 20 }).map((step) => step * 20_000),
);

/** Rows of one miner in any order, some of them of the same moment. */
export function anyRows(minerId: string): fc.Arbitrary<TelemetryRow[]> {
  return fc.array(fc.record({ minerId: fc.constant(minerId), atMs: moment, values }), { maxLength: 60 });
}

/** Rows of two miners in any order, some of them of the same moment. */
export const rowsOfTwo: fc.Arbitrary<TelemetryRow[]> = fc.array(
  fc.record({ minerId: fc.constantFrom('gamma', 'nerd'), atMs: moment, values }),
  { maxLength: 60 },
);

/** Rows of one miner, oldest first, each of its own moment. */
export function orderedRows(minerId: string): fc.Arbitrary<TelemetryRow[]> {
  return anyRows(minerId).map((rows) =>
    [...new Map(rows.map((row) => [row.atMs, row])).values()].sort((a, b) => a.atMs - b.atMs),
  );
}
