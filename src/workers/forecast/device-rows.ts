import type { Buckets } from '../../domain/buckets.ts';
import type { SeriesName } from '../../domain/series.ts';
import type { TelemetryStore } from '../../store/telemetry-store.ts';
import { endOf, type RowGrid } from './feature-columns.ts';

type Telemetry = Pick<TelemetryStore, 'buckets'>;

/** All that is asked of a miner's hours: whoever wants one of them shares the reading with those who want another. */
export const DEVICE_NAMES = [
  'hashrateHs',
  'wallPowerW',
  'powerW',
  'roomTempC',
] as const satisfies readonly SeriesName[];

/** What is added up over miners, and what is the same for all of them. */
type Together = 'sum' | 'mean';

/**
 * Means of a series over hours or days, of one miner or of several together; NaN where none of them told it. Of power what a
 * plug says counts before what the miner says.
 */
export async function deviceRows(
  minerIds: readonly string[],
  series: 'hashrateHs' | 'powerW' | 'roomTempC',
  together: Together,
  grid: RowGrid,
  telemetry: Telemetry,
): Promise<Float64Array> {
  const sums = new Float64Array(grid.rows);
  const counts = new Float64Array(grid.rows);
  const names: readonly SeriesName[] = series === 'powerW' ? ['wallPowerW', 'powerW'] : [series];
  const tier = grid.stepMs === 3_600_000 ? 'hour' : 'day';
  const asked = { names: DEVICE_NAMES, tier, fromMs: grid.startMs, toMs: endOf(grid) } as const;
  const ofEach = await Promise.all(minerIds.map((entityId) => telemetry.buckets({ ...asked, entityId })));
  for (const buckets of ofEach) {
    for (const [i, atMs] of buckets.atMs.entries()) {
      const row = Math.floor((atMs - grid.startMs) / grid.stepMs);
      const value = firstMean(buckets, names, i);
      if (Number.isNaN(value)) continue;
      sums[row] = (sums[row] ?? 0) + value;
      counts[row] = (counts[row] ?? 0) + 1;
    }
  }
  return sums.map((sum, row) => {
    const count = counts[row] ?? 0;
    if (count === 0) return Number.NaN;
    return together === 'sum' ? sum : sum / count;
  });
}

function firstMean({ series }: Buckets, names: readonly SeriesName[], row: number): number {
  for (const name of names) {
    const gauge = series[name];
    const count = gauge?.kind === 'gauge' ? (gauge.count[row] ?? 0) : 0;
    if (gauge?.kind === 'gauge' && count > 0) return (gauge.sum[row] ?? Number.NaN) / count;
  }
  return Number.NaN;
}
