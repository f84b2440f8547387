import { type Buckets, TIER_MS } from '../../src/domain/buckets.ts';
import type { SeriesName } from '../../src/domain/series.ts';
import type { BucketsQuery, TelemetryStore } from '../../src/store/telemetry-store.ts';

/** What a miner told in the hour that begins then; NaN where it was silent. */
export type ToldInHour = (minerId: string, series: SeriesName, atMs: number) => number;

/** Telemetry of miners that told one value an hour, of hours from one moment on; days hold their last hour. */
export function toldTelemetry(sinceMs: number, told: ToldInHour): Pick<TelemetryStore, 'buckets'> {
  return {
    async buckets({ entityId, names, tier, fromMs, toMs }: BucketsQuery): Promise<Buckets> {
      const stepMs = TIER_MS[tier];
      const first = Math.ceil(Math.max(fromMs, sinceMs) / stepMs);
      const rows = Math.max(0, Math.ceil(toMs / stepMs) - first);
      const atMs = Float64Array.from({ length: rows }, (_, row) => (first + row) * stepMs);
      const gauge = (series: SeriesName) => {
        const values = atMs.map((at) => told(entityId, series, at));
        const count = values.map((value) => Number(!Number.isNaN(value)));
        const sum = values.map((value) => (Number.isNaN(value) ? 0 : value));
        return {
          kind: 'gauge' as const,
          count,
          sum,
          min: values,
          max: values,
          last: values,
          m2: new Float64Array(rows),
        };
      };
      return {
        atMs,
        rows: atMs.map(() => 1),
        firstAtMs: atMs,
        lastAtMs: atMs,
        // A series without any value is absent.
        series: Object.fromEntries(
          names
            .map((name) => [name, gauge(name)] as const)
            .filter(([, { count }]) => count.some((each) => each > 0)),
        ),
      };
    },
  };
}
