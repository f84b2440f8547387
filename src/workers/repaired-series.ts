import { TIER_MS } from '../domain/buckets.ts';
import { meets, type RepairOffer, readRange, repairedColumns } from '../domain/data-repair.ts';
import type { SeriesColumns } from '../domain/series.ts';
import type { Stretch } from '../domain/stretch.ts';
import { columnsWithin, downsample } from '../store/chart-columns.ts';
import type { ColumnsQuery, TelemetryStore } from '../store/telemetry-store.ts';

/**
 * Columns for a chart with the owner's repairs over them. Where a repair meets the range its stretches are read in full
 * (as polled, or in minutes): in a longer bucket what was wrong is mixed with what was right. Where only longer buckets
 * are left of that time those are repaired as they are.
 */
export async function repairedSeries(
  query: ColumnsQuery,
  changes: readonly RepairOffer[],
  telemetry: Pick<TelemetryStore, 'columns'>,
): Promise<SeriesColumns> {
  const met = changes.filter((change) => meets(change, query));
  if (met.length === 0) return telemetry.columns(query);
  const wide = readRange(query, met);
  const full = overlap(wide, reach(met));
  const [drawn, whole] = await Promise.all([
    telemetry.columns({ ...query, ...wide }),
    telemetry.columns({ ...query, ...full, maxPoints: Number.POSITIVE_INFINITY }),
  ]);
  const mixed = whole.atMs.length === 0 ? drawn : put(drawn, whole, full);
  return downsample(columnsWithin(repairedColumns(mixed, met), query), query.maxPoints);
}

/** From the first to the last moment that repairs touch, in whole days: no bucket is longer. */
function reach(changes: readonly RepairOffer[]): Stretch {
  const stretches = changes.flatMap((change) => change.stretches);
  const fromMs = stretches.reduce((least, each) => Math.min(least, each.fromMs), Number.POSITIVE_INFINITY);
  const toMs = stretches.reduce((most, each) => Math.max(most, each.toMs), Number.NEGATIVE_INFINITY);
  const dayMs = TIER_MS.day;
  return { fromMs: Math.floor(fromMs / dayMs) * dayMs, toMs: Math.ceil(toMs / dayMs) * dayMs };
}

function overlap(a: Stretch, b: Stretch): Stretch {
  const fromMs = Math.max(a.fromMs, b.fromMs);
  return { fromMs, toMs: Math.max(fromMs, Math.min(a.toMs, b.toMs)) };
}

/** The rows of one in place of those that another has in a stretch. */
function put(columns: SeriesColumns, inside: SeriesColumns, { fromMs, toMs }: Stretch): SeriesColumns {
  const before = columns.atMs.filter((atMs) => atMs < fromMs).length;
  const after = columns.atMs.filter((atMs) => atMs < toMs).length;
  const joined = (around: Float64Array, middle: Float64Array | undefined) => {
    const target = new Float64Array(before + inside.atMs.length + around.length - after).fill(Number.NaN);
    target.set(around.subarray(0, before));
    if (middle) target.set(middle, before);
    target.set(around.subarray(after), before + inside.atMs.length);
    return target;
  };
  const values = Object.entries(columns.values).map(([name, around]) => [
    name,
    around && joined(around, Object.entries(inside.values).find(([key]) => key === name)?.[1]),
  ]);
  return { atMs: joined(columns.atMs, inside.atMs), values: Object.fromEntries(values) };
}
