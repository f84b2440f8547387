import { SERIES, type TelemetryRow } from '../../../src/domain/series.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import type { Stretch } from './printed-past.ts';

/** A Bitaxe answers these; what it has no sensor for is missing, as in real telemetry. */
const missing = new Set([
  'tempBoardMaxC',
  'tempInletC',
  'tempOutletC',
  'poolLatencyMs',
  'sharesStale',
  'hwErrors',
]);
const present = SERIES.map(({ name }) => !missing.has(name));

/** Fields of one reading that have a value. */
export const FIELDS_PER_READING = present.filter(Boolean).length;

/** Readings of several miners at one rate; gauges wander, counters rise. Noise does not compress, so disk figures hold. */
export function* polls(options: Stretch): Generator<TelemetryRow[]> {
  const random = seededRandom(options.miners);
  let counted = 0;
  for (let atMs = options.fromMs; atMs < options.toMs; atMs += options.everyMs) {
    counted += 1;
    yield Array.from({ length: options.miners }, (_, miner) => ({
      minerId: `miner-${miner}`,
      atMs,
      values: Float64Array.from(SERIES, ({ kind }, index) => {
        if (!present[index]) return Number.NaN;
        return kind === 'counter' ? counted * 7 + index : 50 + index * 10 + random();
      }),
    }));
  }
}
