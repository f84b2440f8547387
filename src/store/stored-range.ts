import type { Buckets, SeriesBuckets } from '../domain/buckets.ts';
import type { SeriesColumns, SeriesName, TelemetryRow } from '../domain/series.ts';
import { byMinuteSegment, type FreshMinutes, foldIntoHour, foldMinutes } from './fold.ts';
import { type BucketSegment, keyRange, readBuckets, readRows, readTail } from './quarantine.ts';
import { groupBySpan, minuteOf, rowsOf, type Segment, segmentOf, spanStart } from './segment.ts';
import { columnsInOrder, joinSegments } from './segment-columns.ts';
import { unpackTail } from './tail-record.ts';
import { SPAN_MS, type TailRecord, type TelemetryDatabase, type Tier } from './telemetry-schema.ts';
import { bucketsWithin, joinedBuckets } from './tiers/buckets.ts';
import type { Statistics } from './tiers/stored-buckets.ts';

/** A range is fetched in up to so many parts, of so many segments at least: of a month ten. */
const MOST_PARTS = 12;
const LEAST_FETCHED = 12;

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
  statistics: Statistics = 'all',
): Promise<Buckets> {
  const range = segmentRange('minute', asked);
  const [stored, fresh] = await Promise.all([
    readBuckets(transaction, 'minute', range, asked.names, statistics),
    freshMinutes(transaction, tail, asked),
  ]);
  const minutes = joinedBuckets(withFresh(stored, fresh));
  return bucketsWithin(minutes, asked.fromMs, asked.toMs);
}

/**
 * {@link readMinutes} as rows, as {@link bucketColumns} makes them, in half the time: of what is stored only the
 * statistics are read that a mean is made of, but where the tail adds to it.
 */
export async function readMinuteColumns(
  transaction: TelemetryReading,
  tail: Promise<readonly TailRecord[]>,
  asked: StoredRange,
): Promise<SeriesColumns> {
  const { names, fromMs, toMs } = asked;
  const [stored, fresh] = await Promise.all([
    readMeans(transaction, asked),
    freshMinutes(transaction, tail, asked),
  ]);
  const byStart = new Map(stored.map((segment) => [segment.startMs, segment]));
  for (const { key, parts } of byMinuteSegment(fresh)) {
    const [before] = await readBuckets(transaction, 'minute', keyRange(key), names);
    byStart.set(key.startMs, bucketRows({ ...key, buckets: foldMinutes(before?.buckets, parts) }, names));
  }
  const segments = [...byStart.values()].sort((a, b) => a.startMs - b.startMs);
  return joinSegments(segments, names, fromMs, toMs);
}

/** Minutes of several miners as rows, in their order: they share one transaction and one look at the tail. */
export function readMinuteColumnsOfEach(
  database: TelemetryDatabase,
  minerIds: readonly string[],
  asked: Omit<StoredRange, 'minerId'>,
): Promise<SeriesColumns[]> {
  const transaction = readTransaction(database);
  const tail = readTail(transaction);
  return Promise.all(minerIds.map((minerId) => readMinuteColumns(transaction, tail, { ...asked, minerId })));
}

/** Buckets as rows, each at its begin: of a gauge the mean, of others the last value. */
export function bucketColumns({ atMs, series }: Buckets, names: readonly SeriesName[]): SeriesColumns {
  const missing = () => new Float64Array(atMs.length).fill(Number.NaN);
  const values = names.map((name) => [name, series[name] ? valuesOf(series[name]) : missing()]);
  return { atMs: atMs.slice(), values: Object.fromEntries(values) };
}

function valuesOf(series: SeriesBuckets): Float64Array {
  const { count, last } = series;
  const values = last.slice();
  // 0/0, where there is no value, is missing.
  if (series.kind === 'gauge')
    for (let row = 0; row < values.length; row += 1)
      values[row] = (series.sum[row] ?? Number.NaN) / (count[row] ?? Number.NaN);
  return values;
}

/** A range as polled, with the minutes of which no poll is kept (any more). */
export async function readPolls(database: TelemetryDatabase, asked: StoredRange): Promise<StoredColumns> {
  const { names, fromMs, toMs } = asked;
  const transaction = readTransaction(database);
  const [stored, minutes, records] = await Promise.all([
    readRows(transaction, segmentRange('raw', asked), names),
    readMeans(transaction, asked),
    readTail(transaction),
  ]);
  const hours = withRows(stored, tailRows(records, asked));
  const polled = new Set(hours.flatMap(({ atMs }) => Array.from(atMs, minuteOf)));
  const polls = joinSegments(hours, names, fromMs, toMs);
  const all = joinSegments(minutes, names, fromMs, toMs);
  const rest = all.atMs.filter((atMs) => !polled.has(atMs));
  return rest.length === 0
    ? { columns: polls, noGapMs: 30_000 }
    : { columns: columnsInOrder(polls, all, rest), noGapMs: 3 * 60_000 };
}

/**
 * What is stored of the minutes of a range, as rows. Asked for in parts: while one is decoded, the browser fetches the
 * next.
 */
async function readMeans(transaction: TelemetryReading, asked: StoredRange): Promise<Segment[]> {
  const { minerId, names, toMs } = asked;
  const firstMs = spanStart(asked.fromMs, SPAN_MS.minute);
  const segments = Math.ceil((toMs - firstMs) / SPAN_MS.minute / MOST_PARTS);
  const partMs = Math.max(LEAST_FETCHED, segments) * SPAN_MS.minute;
  const parts: Promise<BucketSegment[]>[] = [];
  let fromMs = firstMs;
  do {
    const range = startsWithin(minerId, fromMs, Math.min(fromMs + partMs, toMs));
    parts.push(readBuckets(transaction, 'minute', range, names, 'mean'));
    fromMs += partMs;
  } while (fromMs < toMs);
  return (await Promise.all(parts)).flat().map((segment) => bucketRows(segment, names));
}

function bucketRows(
  { minerId, startMs, buckets }: Omit<BucketSegment, 'isOld'>,
  names: readonly SeriesName[],
): Segment {
  const { atMs, values } = bucketColumns(buckets, names);
  return { minerId, startMs, atMs, columns: values };
}

/** The minutes that rows of the tail change, made anew. */
async function freshMinutes(
  transaction: TelemetryReading,
  tail: Promise<readonly TailRecord[]>,
  asked: StoredRange,
): Promise<FreshMinutes[]> {
  const fresh: FreshMinutes[] = [];
  for (const { key, rows } of groupBySpan(tailRows(await tail, asked), SPAN_MS.raw)) {
    const [before] = await readRows(transaction, keyRange(key), asked.names);
    fresh.push(foldIntoHour(before, segmentOf(rows, key)));
  }
  return fresh;
}

/** Rows of a range as they were polled, as far as they are still kept; no gaps are opened. */
export async function readPolled(database: TelemetryDatabase, asked: StoredRange): Promise<SeriesColumns> {
  const transaction = readTransaction(database);
  const [stored, records] = await Promise.all([
    // All series: rows of the tail are whole.
    readRows(transaction, segmentRange('raw', asked)),
    readTail(transaction),
  ]);
  return joinSegments(withRows(stored, tailRows(records, asked)), asked.names, asked.fromMs, asked.toMs);
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
