import type { HardwareFacts } from '../../domain/hardware.ts';
import type { SeriesColumns, SeriesName } from '../../domain/series.ts';

/** What the checks are given: rows of one miner over a window, and what is known of it. */
export interface QualityRows {
  /** In the order they were stored or arrived; NaN is missing. */
  readonly columns: SeriesColumns;
  /** The window, epoch ms; rows outside of it are only looked at by the clock. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  /** Between two rows, as expected: of polls the pace that was set, of minutes a minute. */
  readonly stepMs: number;
  /** Series that were told before the window, so that their absence from its begin on is a gap. */
  readonly toldBefore: ReadonlySet<SeriesName>;
  readonly facts: HardwareFacts;
  /** The owner's time zone (IANA). */
  readonly zone: string;
  /** Of buckets: polls in each row, and how many there should be. */
  readonly polls?: { readonly inRow: Float64Array; readonly expected: number } | undefined;
}

/** The column of a series; undefined where it has no value at all. */
export function column(rows: QualityRows, name: SeriesName): Float64Array | undefined {
  return rows.columns.values[name];
}

/**
 * 1 for each row in which the miner seems to hash: neither its rate nor its own word says otherwise. What it draws and
 * how warm it is while it does not is no measure of what is usual.
 */
export function hashingRows(rows: QualityRows): Uint8Array {
  const mining = column(rows, 'mining');
  const rate = column(rows, 'hashrateHs');
  const hashing = new Uint8Array(rows.columns.atMs.length).fill(1);
  for (let row = 0; row < hashing.length; row++)
    if (mining?.[row] === 0 || (rate !== undefined && !((rate[row] ?? Number.NaN) > 0))) hashing[row] = 0;
  return hashing;
}
