import type { SeriesName } from '../../domain/series.ts';
import { SPAN_MS, type Tier } from '../telemetry-schema.ts';
import type { TelemetryStore } from '../telemetry-store.ts';
import { bucketCells, type ExportColumn } from './export-columns.ts';

/** Which of the past is exported. */
export interface ExportAsk {
  readonly minerIds: readonly string[];
  readonly names: readonly SeriesName[];
  readonly tier: Tier;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Where rows come from: the store itself tells them as they were recorded. */
export type ExportReading = Pick<TelemetryStore, 'polls' | 'buckets'>;

/** Some rows of one miner, oldest first. */
export interface ExportChunk {
  readonly minerId: string;
  readonly atMs: Float64Array;
  /** One a column of the table; NaN is missing. */
  readonly cells: readonly Float64Array[];
  /** How much is read, 0..1. */
  readonly done: number;
}

/** Time read at once: some thousand rows, whatever the tier. */
const AT_ONCE_MS: Readonly<Record<Tier, number>> = {
  raw: 6 * SPAN_MS.raw,
  minute: 4 * SPAN_MS.minute,
  quarter: 8 * SPAN_MS.quarter,
  hour: 8 * SPAN_MS.hour,
  day: 8 * SPAN_MS.day,
};

/** The rows asked for, miner by miner and a stretch at a time, so that memory stays bounded. @throws StoreError */
export async function* exportChunks(
  reading: ExportReading,
  ask: ExportAsk,
  columns: readonly ExportColumn[],
): AsyncGenerator<ExportChunk> {
  const stepMs = AT_ONCE_MS[ask.tier];
  const stretches = Math.max(1, Math.ceil((ask.toMs - ask.fromMs) / stepMs));
  for (const [place, minerId] of ask.minerIds.entries()) {
    for (let stretch = 0; stretch < stretches; stretch += 1) {
      const fromMs = ask.fromMs + stretch * stepMs;
      const toMs = Math.min(ask.toMs, fromMs + stepMs);
      const done = (place + (stretch + 1) / stretches) / ask.minerIds.length;
      const part = { ...ask, fromMs, toMs };
      yield { minerId, done, ...(await stretchOf(reading, minerId, part, columns)) };
    }
  }
}

async function stretchOf(
  reading: ExportReading,
  minerId: string,
  { tier, names, fromMs, toMs }: ExportAsk,
  columns: readonly ExportColumn[],
): Promise<Pick<ExportChunk, 'atMs' | 'cells'>> {
  if (tier === 'raw') {
    const { atMs, values } = await reading.polls({ minerId, names, fromMs, toMs });
    const missing = new Float64Array(atMs.length).fill(Number.NaN);
    return { atMs, cells: columns.map(({ series }) => values[series] ?? missing) };
  }
  const buckets = await reading.buckets({ entityId: minerId, names, tier, fromMs, toMs });
  return { atMs: buckets.atMs, cells: columns.map((column) => bucketCells(buckets, column)) };
}

/** The series of which anything is stored within a range, of any of some miners. @throws StoreError */
export async function storedSeries(
  store: Pick<TelemetryStore, 'buckets'>,
  { minerIds, names, fromMs, toMs }: Omit<ExportAsk, 'tier'>,
): Promise<readonly SeriesName[]> {
  const found = new Set<SeriesName>();
  for (const minerId of minerIds) {
    // The days that begin within the range, and the one in which it begins.
    const days = { fromMs: fromMs - 86_400_000, toMs, names, tier: 'day' as const };
    const { series } = await store.buckets({ ...days, entityId: minerId });
    for (const name of names) if (series[name]?.count.some((count) => count > 0)) found.add(name);
  }
  return names.filter((name) => found.has(name));
}
