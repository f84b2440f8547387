import { SERIES, type TelemetryRow } from '../domain/series.ts';
import type { TailRecord } from './telemetry-schema.ts';

/** Packs rows for the write-ahead tail: three arrays are written many times faster than a thousand objects. */
export function packTail(rows: readonly TelemetryRow[]): TailRecord {
  const values = new Float64Array(rows.length * SERIES.length);
  for (const [index, row] of rows.entries()) values.set(row.values, index * SERIES.length);
  return {
    minerIds: rows.map((row) => row.minerId),
    atMs: Float64Array.from(rows, (row) => row.atMs),
    values,
  };
}

/**
 * The readable rows of a tail record, of all miners or of one. One written by an older version has fewer series: the
 * new ones are missing in it.
 */
export function unpackTail(record: TailRecord, only?: string): TelemetryRow[] {
  if (brokenForm(record) !== undefined) return [];
  const { minerIds, atMs, values } = record;
  const width = values.length / minerIds.length;
  const rows: TelemetryRow[] = [];
  minerIds.forEach((minerId, row) => {
    const moment = atMs[row] ?? Number.NaN;
    if ((only !== undefined && minerId !== only) || !Number.isFinite(moment)) return;
    const whole = new Float64Array(SERIES.length).fill(Number.NaN);
    whole.set(values.subarray(row * width, row * width + Math.min(width, whole.length)));
    rows.push({ minerId, atMs: moment, values: whole });
  });
  return rows;
}

/** Why some row of a tail record cannot be read, or undefined: one such record must not stop all compaction. */
export function damageOfTail(record: TailRecord): string | undefined {
  const broken = brokenForm(record);
  if (broken !== undefined) return broken;
  const timeless = record.atMs.findIndex((moment) => !Number.isFinite(moment));
  return timeless >= 0 ? `row ${timeless} has no time` : undefined;
}

function brokenForm({ minerIds, atMs, values }: Partial<TailRecord>): string | undefined {
  if (!Array.isArray(minerIds) || !minerIds.every((minerId) => typeof minerId === 'string'))
    return 'no miners';
  if (!(atMs instanceof Float64Array) || !(values instanceof Float64Array)) return 'no times or no values';
  const whole = minerIds.length === atMs.length && values.length % Math.max(1, minerIds.length) === 0;
  return whole ? undefined : `${values.length} values and ${atMs.length} times for ${minerIds.length} miners`;
}
