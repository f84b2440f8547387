import type { SeriesColumns, SeriesName, TelemetryRow } from '../domain/series.ts';
import { foldIntoHour, foldMinutes } from './fold.ts';
import { MINUTE_MS, minuteOf } from './minute-buckets.ts';
import { readSegment, readSegments, readTail } from './quarantine.ts';
import { groupBySpan, rowsOf, type Segment, type SegmentKey, segmentOf, spanStart } from './segment.ts';
import { joinSegments } from './segment-columns.ts';
import { unpackTail } from './tail-record.ts';
import { SPAN_MS, type TelemetryDatabase, type Tier } from './telemetry-schema.ts';

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

type Reading = ReturnType<typeof readTransaction>;

/** A transaction that reads telemetry. */
export function readTransaction(database: TelemetryDatabase) {
  return database.transaction(['tail', 'raw', 'minute']);
}

/** A range in minutes, as they will be when the tail is folded: through the raw hours, as compaction does it. */
export function readMinutes(database: TelemetryDatabase, asked: StoredRange): Promise<StoredColumns> {
  const transaction = readTransaction(database);
  return minutesIn(transaction, readTail(transaction), asked);
}

/**
 * The same of several miners, in their order. They share one transaction and one look at the tail: a year of days costs
 * each miner more for those than for its segments.
 */
export function readMinutesOfEach(
  database: TelemetryDatabase,
  minerIds: readonly string[],
  asked: Omit<StoredRange, 'minerId'>,
): Promise<StoredColumns[]> {
  const transaction = readTransaction(database);
  const tail = readTail(transaction);
  return Promise.all(minerIds.map((minerId) => minutesIn(transaction, tail, { ...asked, minerId })));
}

async function minutesIn(
  transaction: Reading,
  tail: ReturnType<typeof readTail>,
  asked: StoredRange,
): Promise<StoredColumns> {
  const [stored, records] = await Promise.all([segmentsIn(transaction, 'minute', asked), tail]);
  const rows = records.flatMap((record) => unpackTail(record, asked.minerId));
  const fresh = [];
  for (const { key, rows: hour } of groupBySpan(rows, SPAN_MS.raw))
    fresh.push(...foldIntoHour(await readSegment(transaction, 'raw', key), hour, key).minutes);
  const minutes = replaced(stored, groupBySpan(fresh, SPAN_MS.minute), ({ rows, key }, before) =>
    foldMinutes(before, rows, key),
  );
  return { columns: joined(minutes, asked), noGapMs: 3 * MINUTE_MS };
}

/** A range as polled, with the minutes of which no poll is kept (any more). */
export async function readPolls(database: TelemetryDatabase, asked: StoredRange): Promise<StoredColumns> {
  const transaction = readTransaction(database);
  const stored = await segmentsIn(transaction, 'raw', asked);
  const minutes = await segmentsIn(transaction, 'minute', asked);
  const hours = withRows(stored, await tailOf(transaction, asked));
  const polled = new Set(hours.flatMap(({ atMs }) => Array.from(atMs, minuteOf)));
  const rest = minutes
    .flatMap(rowsOf)
    .filter(({ atMs }) => atMs >= asked.fromMs && atMs < asked.toMs && !polled.has(atMs));
  return {
    columns: joined(withRows(hours, rest), asked),
    noGapMs: rest.length > 0 ? 3 * MINUTE_MS : 30_000,
  };
}

function segmentsIn(transaction: Reading, tier: Tier, { minerId, fromMs, toMs }: StoredRange) {
  // Open above: a segment that begins where the range ends has nothing in it, and days end where segments begin.
  const range = IDBKeyRange.bound([minerId, spanStart(fromMs, SPAN_MS[tier])], [minerId, toMs], false, true);
  return readSegments(transaction, tier, range);
}

async function tailOf(transaction: Reading, { minerId }: StoredRange): Promise<TelemetryRow[]> {
  return (await readTail(transaction)).flatMap((record) => unpackTail(record, minerId));
}

function joined(segments: readonly Segment[], { names, fromMs, toMs }: StoredRange): SeriesColumns {
  return joinSegments(segments, names, fromMs, toMs);
}

/** Raw hours with more rows in them. */
function withRows(hours: readonly Segment[], rows: readonly TelemetryRow[]): Segment[] {
  return replaced(hours, groupBySpan(rows, SPAN_MS.raw), (group, before) =>
    segmentOf([...rowsOf(before), ...group.rows], group.key),
  );
}

/** Segments, oldest first, with those that groups of new rows belong to made anew. */
function replaced<Group extends { readonly key: SegmentKey }>(
  stored: readonly Segment[],
  groups: readonly Group[],
  fold: (group: Group, before: Segment | undefined) => Segment,
): Segment[] {
  const byStart = new Map(stored.map((segment) => [segment.startMs, segment]));
  for (const group of groups) byStart.set(group.key.startMs, fold(group, byStart.get(group.key.startMs)));
  return [...byStart.values()].sort((a, b) => a.startMs - b.startMs);
}
