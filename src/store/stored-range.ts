import type { Buckets, SeriesBuckets } from '../domain/buckets.ts';
import type { SeriesColumns, SeriesName, TelemetryRow } from '../domain/series.ts';
import { byMinuteSegment, type FreshMinutes, foldIntoHour, foldMinutes } from './fold.ts';
import { type BucketSegment, keyRange, readBuckets, readRows, readTail } from './quarantine.ts';
import { groupBySpan, minuteOf, rowsOf, type Segment, segmentOf, spanStart } from './segment.ts';
import { columnsInOrder, joinSegments } from './segment-columns.ts';
import { unpackTail } from './tail-record.ts';
import { SPAN_MS, type TailRecord, type TelemetryDatabase, type Tier } from './telemetry-schema.ts';
import { bucketsWithin, joinedBuckets } from './tiers/buckets.ts';

/** Some series of one miner over [fromMs, toMs), epoch ms. */
export interface StoredRange {
  readonly minerId: string;
  readonly names: readonly SeriesName[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** What is stored of a range; rows no further apart than `noGapMs` belong together, however fast others come. */
export interface StoredColumns {
  readonly columns: SeriesColumns;
  readonly noGapMs: number;
}

/** A transaction that reads telemetry. */
export type TelemetryReading = ReturnType<typeof readTransaction>;

export function readTransaction(database: TelemetryDatabase) {
  return database.transaction(['tail', 'raw', 'minute', 'quarter', 'hour', 'day', 'dirty']);
}

/** The minutes of a range, as they will be when the tail is folded: through the raw hours, as compaction does it. */
export async function readMinutes(
  transaction: TelemetryReading,
  tail: Promise<readonly TailRecord[]>,
  asked: StoredRange,
): Promise<Buckets> {
  const range = segmentRange('minute', asked);
  const [stored, records] = await Promise.all([readBuckets(transaction, 'minute', range, asked.names), tail]);
  const fresh: FreshMinutes[] = [];
  for (const { key, rows } of groupBySpan(tailRows(records, asked), SPAN_MS.raw)) {
    const [before] = await readRows(transaction, keyRange(key), asked.names);
    fresh.push(foldIntoHour(before, segmentOf(rows, key)));
  }
  const minutes = joinedBuckets(withFresh(stored, fresh));
  return bucketsWithin(minutes, asked.fromMs, asked.toMs);
}

/** Minutes of several miners, in their order: they share one transaction and one look at the tail. */
export function readMinutesOfEach(
  database: TelemetryDatabase,
  minerIds: readonly string[],
  asked: Omit<StoredRange, 'minerId'>,
): Promise<Buckets[]> {
  const transaction = readTransaction(database);
  const tail = readTail(transaction);
  return Promise.all(minerIds.map((minerId) => readMinutes(transaction, tail, { ...asked, minerId })));
}

/** Buckets as rows, each at its begin: of a gauge the mean, of others the last value. */
export function bucketColumns({ atMs, series }: Buckets, names: readonly SeriesName[]): SeriesColumns {
  const missing = () => new Float64Array(atMs.length).fill(Number.NaN);
  const values = names.map((name) => [name, series[name] ? valuesOf(series[name]) : missing()]);
  return { atMs: atMs.slice(), values: Object.fromEntries(values) };
}

function valuesOf(series: SeriesBuckets): Float64Array {
  const { count, last } = series;
  if (series.kind !== 'gauge') return last.slice();
  // 0/0, where there is no value, is missing.
  return series.sum.map((sum, row) => sum / (count[row] ?? Number.NaN));
}

/** A range as polled, with the minutes of which no poll is kept (any more). */
export async function readPolls(database: TelemetryDatabase, asked: StoredRange): Promise<StoredColumns> {
  const { names, fromMs, toMs } = asked;
  const transaction = readTransaction(database);
  const [stored, minutes, records] = await Promise.all([
    readRows(transaction, segmentRange('raw', asked), names),
    readBuckets(transaction, 'minute', segmentRange('minute', asked), names),
    readTail(transaction),
  ]);
  const hours = withRows(stored, tailRows(records, asked));
  const polled = new Set(hours.flatMap(({ atMs }) => Array.from(atMs, minuteOf)));
  const polls = joinSegments(hours, names, fromMs, toMs);
  const all = bucketColumns(joinedBuckets(minutes.map(({ buckets }) => buckets)), names);
  const rest = all.atMs.filter((atMs) => atMs >= fromMs && atMs < toMs && !polled.has(atMs));
  return rest.length === 0
    ? { columns: polls, noGapMs: 30_000 }
    : { columns: columnsInOrder(polls, all, rest), noGapMs: 3 * 60_000 };
}

/** The segments that can hold rows of a range. */
export function segmentRange(tier: Tier, { minerId, fromMs, toMs }: Omit<StoredRange, 'names'>): IDBKeyRange {
  return startsWithin(minerId, spanStart(fromMs, SPAN_MS[tier]), toMs);
}

/** What begins within [fromMs, toMs) and belongs to a miner; at least what begins at `fromMs`, as no range is empty. */
export function startsWithin(minerId: string, fromMs: number, toMs: number): IDBKeyRange {
  const isEmpty = !(toMs > fromMs);
  // Open above: a segment that begins where the range ends has nothing in it, and days end where segments begin.
  return IDBKeyRange.bound([minerId, fromMs], [minerId, isEmpty ? fromMs : toMs], false, !isEmpty);
}

/** Rows of the tail in the hours that a range meets. */
export function tailRows(
  records: readonly TailRecord[],
  { minerId, fromMs, toMs }: Omit<StoredRange, 'names'>,
): TelemetryRow[] {
  const beginMs = spanStart(fromMs, SPAN_MS.raw);
  const endMs = spanStart(toMs, SPAN_MS.raw) + SPAN_MS.raw;
  return records
    .flatMap((record) => unpackTail(record, minerId))
    .filter(({ atMs }) => atMs >= beginMs && atMs < endMs);
}

/** Raw hours with more rows in them. */
function withRows(hours: readonly Segment[], rows: readonly TelemetryRow[]): Segment[] {
  const byStart = new Map(hours.map((hour) => [hour.startMs, hour]));
  for (const { key, rows: ofHour } of groupBySpan(rows, SPAN_MS.raw))
    byStart.set(key.startMs, segmentOf([...rowsOf(byStart.get(key.startMs)), ...ofHour], key));
  return [...byStart.values()].sort((a, b) => a.startMs - b.startMs);
}

/** Stored minutes, oldest first, with those made anew that fresh ones belong to. */
function withFresh(stored: readonly BucketSegment[], fresh: readonly FreshMinutes[]): Buckets[] {
  const byStart = new Map(stored.map(({ startMs, buckets }) => [startMs, buckets]));
  for (const { key, parts } of byMinuteSegment(fresh))
    byStart.set(key.startMs, foldMinutes(byStart.get(key.startMs), parts));
  return [...byStart].sort(([a], [b]) => a - b).map(([, buckets]) => buckets);
}
