import { SERIES, type TelemetryRow } from '../../../src/domain/series.ts';

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

/** A small generator (mulberry32), so that every run stores the same noise. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Readings of several miners at one rate; gauges wander, counters rise. Noise does not compress, so disk figures hold. */
export function* polls(options: {
  readonly miners: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly everyMs: number;
}): Generator<TelemetryRow[]> {
  const random = noise(options.miners);
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
