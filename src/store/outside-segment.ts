import type { OutsidePoint, OutsideSeries } from '../domain/outside-series.ts';
import { decodeBlock, encodeBlock } from './codec/block.ts';
import { BlockDamage } from './codec/block-damage.ts';
import { spanStart } from './segment.ts';
import { bytesOf } from './tiers/stored-rows.ts';

/**
 * How much time of a series one segment holds, ms: an hourly price has 768 points in it, some kilobytes, and three
 * years of it are three dozen records.
 */
export const OUTSIDE_SPAN_MS = 32 * 86_400_000;

/** A stretch of one series from outside as it lies in the database: one block, checked by its CRC. */
export interface OutsideSegment {
  /** `price:BTC:EUR`. */
  readonly series: string;
  /** Epoch ms, a multiple of {@link OUTSIDE_SPAN_MS}. */
  readonly startMs: number;
  readonly bytes: Uint8Array;
}

const TIME = 'at';
const VALUE = 'value';
/** When it was learnt, and what was told first and when; like the time, ms since the begin of the segment. */
const KNOWN = 'known';
const FIRST = 'first';
const FIRST_KNOWN = 'firstKnown';

/** A stretch of a series, all of whose moments lie in the segment, as one block. */
export function encodeOutside(series: string, startMs: number, stretch: OutsideSeries): OutsideSegment {
  const since = (moments: Float64Array) => moments.map((moment) => moment - startMs);
  const columns = [
    { name: TIME, values: since(stretch.atMs) },
    { name: VALUE, values: stretch.values },
    ...(stretch.knownAtMs ? [{ name: KNOWN, values: since(stretch.knownAtMs) }] : []),
    ...(stretch.firstValues ? [{ name: FIRST, values: stretch.firstValues }] : []),
    ...(stretch.firstKnownAtMs ? [{ name: FIRST_KNOWN, values: since(stretch.firstKnownAtMs) }] : []),
  ];
  const exact = columns.map((column) => ({ ...column, precision: 'float64' as const }));
  return { series, startMs, bytes: encodeBlock(stretch.atMs.length, exact) };
}

/** The stretch again. @throws BlockDamage where it cannot be read */
export function decodeOutside(segment: OutsideSegment): OutsideSeries {
  const { columns } = decodeBlock(bytesOf(segment));
  const moments = (name: string) => columns.get(name)?.map((offset) => segment.startMs + offset);
  const atMs = moments(TIME);
  const values = columns.get(VALUE);
  if (!atMs || !values) throw new BlockDamage('a series without times or values', 0);
  const knownAtMs = moments(KNOWN);
  const firstValues = columns.get(FIRST);
  const firstKnownAtMs = moments(FIRST_KNOWN);
  return {
    atMs,
    values,
    ...(knownAtMs ? { knownAtMs } : {}),
    ...(firstValues ? { firstValues } : {}),
    ...(firstKnownAtMs ? { firstKnownAtMs } : {}),
  };
}

/** Points by the begin of the segment that they go into. One at a moment that no calendar has is left out, alone. */
export function bySegment(points: Iterable<OutsidePoint>): ReadonlyMap<number, readonly OutsidePoint[]> {
  const stretches = new Map<number, OutsidePoint[]>();
  for (const point of points) {
    if (!(point.atMs >= 0 && point.atMs <= LAST_MOMENT_MS)) continue;
    const startMs = spanStart(point.atMs, OUTSIDE_SPAN_MS);
    const its = stretches.get(startMs);
    if (its) its.push(point);
    else stretches.set(startMs, [point]);
  }
  return stretches;
}

/** After it a year has more than four digits. */
const LAST_MOMENT_MS = Date.UTC(9999, 11, 31);
