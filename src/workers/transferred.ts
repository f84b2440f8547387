import { transfer } from 'comlink';
import type { SeriesColumns } from '../domain/series.ts';

/** Columns that are handed to another thread instead of copied there: nobody here may look at them afterwards. */
export function transferred(columns: SeriesColumns): SeriesColumns {
  const arrays = [columns.atMs, ...Object.values(columns.values), columns.counts];
  const buffers = arrays.flatMap((array) => (array?.buffer instanceof ArrayBuffer ? [array.buffer] : []));
  return transfer(columns, [...new Set(buffers)]);
}
