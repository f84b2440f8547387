import type { SeriesName } from '../../domain/series.ts';
import { decodeBlock, encodeBlock } from '../codec/block.ts';
import { BlockDamage } from '../codec/block-damage.ts';
import type { Column } from '../codec/column.ts';
import { damageOf, type Segment, type SegmentKey } from '../segment.ts';
import { DEFINITIONS } from './series-buckets.ts';

/** A segment as it lies in the database: one block, which gives any of its columns without the others. */
export interface StoredSegment extends SegmentKey {
  readonly bytes: Uint8Array;
}

/** The column of times: ms since the begin of the segment, so that its numbers are small. */
const TIME = 'at';

/** Rows as they were polled, as one block. */
export function encodeRows({ minerId, startMs, atMs, columns }: Segment): StoredSegment {
  const encoded: Column[] = [
    { name: TIME, values: atMs.map((moment) => moment - startMs), precision: 'float64' },
  ];
  for (const [name, column] of Object.entries(columns))
    if (!column.every(Number.isNaN))
      encoded.push({ name, values: Float64Array.from(column), precision: precisionOf(name) });
  return { minerId, startMs, bytes: encodeBlock(atMs.length, encoded) };
}

/**
 * The rows of a stored segment, of all series or of some. One that a version before the fourth wrote lies there as it
 * is.
 * @throws BlockDamage where it cannot be read
 */
export function decodeRows(record: StoredSegment | Segment, names?: readonly SeriesName[]): Segment {
  if (!('bytes' in record)) {
    const damage = damageOf(record);
    if (damage !== undefined) throw new BlockDamage(damage, 0);
    return record;
  }
  const { minerId, startMs } = record;
  const wanted = names && new Set<string>([TIME, ...names]);
  const { columns } = decodeBlock(bytesOf(record), wanted && ((name) => wanted.has(name)));
  const atMs = (columns.get(TIME) ?? new Float64Array()).map((offset) => startMs + offset);
  const series: Record<string, Float64Array> = {};
  for (const [name, column] of columns) if (DEFINITIONS.has(name)) series[name] = column;
  const segment = { minerId, startMs, atMs, columns: series };
  const damage = damageOf(segment);
  if (damage !== undefined) throw new BlockDamage(damage, 0);
  return segment;
}

/** Counters need all their digits; what is measured has fewer than 32 bits hold. */
export function precisionOf(name: string): Column['precision'] {
  return DEFINITIONS.get(name)?.kind === 'counter' ? 'float64' : 'float32';
}

/** The block of a record. @throws BlockDamage where it has none */
export function bytesOf({ bytes }: { readonly bytes: unknown }): Uint8Array {
  if (!(bytes instanceof Uint8Array)) throw new BlockDamage('no bytes', 0);
  return bytes;
}
