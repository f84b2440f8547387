import {
  type Buckets,
  type BucketTier,
  type CounterBuckets,
  type HeldBuckets,
  type SeriesBuckets,
  TIER_MS,
} from '../../domain/buckets.ts';
import { SERIES, type SeriesName } from '../../domain/series.ts';
import { decodeBlock, encodeBlock } from '../codec/block.ts';
import { BlockDamage } from '../codec/block-damage.ts';
import type { Column } from '../codec/column.ts';
import type { Segment, SegmentKey } from '../segment.ts';
import { bucketsOf } from './buckets.ts';
import { blankHeld } from './held.ts';
import { DEFINITIONS } from './series-buckets.ts';
import { bytesOf, decodeRows, precisionOf, type StoredSegment } from './stored-rows.ts';

/**
 * Buckets as one block. What the others tell is left out, bucket by bucket: of one value the sum, least and greatest;
 * counts that are those of the rows; the last time where there is one row. So minutes of one poll each take hardly more
 * room than the polls.
 */
export function encodeBuckets(
  buckets: Buckets,
  { minerId, startMs }: SegmentKey,
  tier: BucketTier,
): StoredSegment {
  const { atMs, rows, firstAtMs, lastAtMs, series } = buckets;
  const columns: Column[] = [
    { name: 'at', values: atMs.map((moment) => (moment - startMs) / TIER_MS[tier]), precision: 'float64' },
    { name: 'rows', values: rows, precision: 'float64' },
    {
      name: 'first',
      values: firstAtMs.map((moment, row) => moment - (atMs[row] ?? 0)),
      precision: 'float64',
    },
    ...unless(
      'last',
      lastAtMs.map((moment, row) => moment - (atMs[row] ?? 0)),
      'float64',
      (row) => lastAtMs[row] === firstAtMs[row],
    ),
  ];
  for (const [name, its] of Object.entries(series))
    if (!its.last.every(Number.isNaN)) columns.push(...columnsOf(name, its, buckets));
  return { minerId, startMs, bytes: encodeBlock(atMs.length, columns) };
}

function columnsOf(name: string, its: SeriesBuckets, buckets: Buckets): Column[] {
  const { rows } = buckets;
  const { count, last } = its;
  const precision = precisionOf(name);
  const isSingle = (row: number) => (count[row] ?? 0) <= 1;
  const column = (statistic: string, values: Float64Array, isTold: (row: number) => boolean = isSingle) =>
    unless(`${name}.${statistic}`, values, statistic === 'sum' ? 'float64' : precision, isTold);
  const columns = [
    { name, values: last, precision },
    ...unless(`${name}.count`, count, 'float64', (row) => count[row] === usualCount(its, rows, row)),
  ];
  const hasSeveral = count.some((values) => values > 1);
  if (its.kind === 'counter' && hasSeveral)
    columns.push(
      ...column('first', its.first),
      ...column('resets', its.resets, (row) => its.resets[row] === 0),
      ...column('increment', its.increment, (row) => its.increment[row] === plainIncrement(its, row)),
    );
  if (its.kind === 'gauge' && hasSeveral)
    columns.push(
      ...column('sum', its.sum),
      ...column('min', its.min),
      ...column('max', its.max),
      ...column('m2', its.m2),
    );
  if (its.kind !== 'counter' && its.held) columns.push(...heldColumns(name, its.held, buckets));
  return columns;
}

function heldColumns(name: string, { firstAtMs, lastAtMs, ms }: HeldBuckets, buckets: Buckets): Column[] {
  const moments = (statistic: string, its: Float64Array, usual: Float64Array) => {
    const offsets = its.map((moment, row) => moment - (buckets.atMs[row] ?? 0));
    return unless(`${name}.${statistic}`, offsets, 'float64', (row) => its[row] === usual[row]);
  };
  return [
    ...moments('first', firstAtMs, buckets.firstAtMs),
    ...moments('last', lastAtMs, buckets.lastAtMs),
    ...ms.flatMap((held, code) => unless(`${name}.ms${code}`, held, 'float64', (row) => held[row] === 0)),
  ];
}

/** A column without what is told elsewhere; none at all where nothing is left. */
function unless(
  name: string,
  values: Float64Array,
  precision: Column['precision'],
  isTold: (row: number) => boolean,
): Column[] {
  const isUntold = (value: number, row: number) => !Number.isNaN(value) && !isTold(row);
  if (!values.some(isUntold)) return [];
  const rest = values.map((value, row) => (isTold(row) ? Number.NaN : value));
  return [{ name, values: rest, precision }];
}

/**
 * What is read: all; or beside the last value of each series only the statistics that {@link bucketPoints} draws; or
 * those that a mean is made of, without the moments of rows. The rest is void: without places.
 */
export type Statistics = 'all' | 'drawn' | 'mean';

const DRAWN: ReadonlySet<string> = new Set(['count', 'first', 'min', 'max']);
const MEAN: ReadonlySet<string> = new Set(['count', 'sum']);
const MOMENTS = ['first', 'last'];
const VOID = new Float64Array();

function isRead(statistic: string, statistics: Statistics): boolean {
  return statistics === 'all' || (statistics === 'mean' ? MEAN : DRAWN).has(statistic);
}

/**
 * The buckets of a stored segment, of all series or of some. Minutes that a version before the fourth wrote are rows of
 * one value each.
 * @throws BlockDamage where it cannot be read
 */
export function decodeBuckets(
  record: StoredSegment | Segment,
  tier: BucketTier,
  names?: readonly SeriesName[],
  statistics: Statistics = 'all',
): Buckets {
  if (!('bytes' in record)) return bucketsOf(decodeRows(record), TIER_MS[tier]);
  const hasMoments = statistics !== 'mean';
  const wanted = names && new Set<string>(['at', 'rows', ...(hasMoments ? MOMENTS : []), ...names]);
  const { columns } = decodeBlock(
    bytesOf(record),
    wanted &&
      ((name) => {
        const [series = name, statistic] = name.split('.', 2);
        return wanted.has(series) && (!statistic || isRead(statistic, statistics));
      }),
  );
  const atMs = needed(columns, 'at').map((place) => record.startMs + place * TIER_MS[tier]);
  const damaged = atMs.findIndex((moment, row) => !(moment > (atMs[row - 1] ?? Number.NEGATIVE_INFINITY)));
  if (damaged >= 0) throw new BlockDamage(`times out of order at row ${damaged}`, 0);
  const series: Partial<Record<SeriesName, SeriesBuckets>> = {};
  const moments = hasMoments ? momentsOf(columns, atMs) : { firstAtMs: VOID, lastAtMs: VOID };
  const times = { atMs, rows: needed(columns, 'rows'), ...moments };
  for (const { name } of SERIES) {
    const values = columns.get(name);
    if (values) series[name] = decodeSeries(name, columns, { ...times, last: values, statistics });
  }
  return { ...times, series };
}

function momentsOf(columns: Columns, atMs: Float64Array): Pick<Buckets, 'firstAtMs' | 'lastAtMs'> {
  const first = needed(columns, 'first');
  const stored = columns.get('last');
  const last = stored ? filledIn(stored, first) : first;
  const since = (offsets: Float64Array) => offsets.map((offset, row) => (atMs[row] ?? 0) + offset);
  return { firstAtMs: since(first), lastAtMs: since(last) };
}

type Columns = ReadonlyMap<string, Float64Array>;

interface Known extends Omit<Buckets, 'series'> {
  readonly last: Float64Array;
  readonly statistics: Statistics;
}

function decodeSeries(name: SeriesName, columns: Columns, known: Known): SeriesBuckets {
  const { last, rows, statistics } = known;
  const { kind = 'gauge', codes } = DEFINITIONS.get(name) ?? {};
  const of = (statistic: string, otherwise: () => Float64Array) => {
    if (!isRead(statistic, statistics)) return VOID;
    const stored = columns.get(`${name}.${statistic}`);
    return stored ? filledIn(stored, otherwise()) : otherwise();
  };
  const untold = () => last.slice();
  const none = () => new Float64Array(last.length);
  const count = of('count', () => usualCounts(last, rows));
  if (kind === 'counter') {
    const first = of('first', untold);
    const isPlain = !columns.has(`${name}.first`);
    const plain = () => last.map((_, row) => plainIncrement({ first, last }, row));
    const increment = of('increment', isPlain ? none : plain);
    return { kind, count, first, last, increment, resets: of('resets', none) };
  }
  const held = codes === undefined ? undefined : decodeHeld(name, columns, { ...known, count, codes });
  if (kind === 'state') return { kind, count, last, held: held ?? blankHeld(0, 0) };
  const sum = of('sum', () => filledIn(last.slice(), none()));
  const min = of('min', untold);
  const max = of('max', untold);
  return { kind, count, last, sum, min, max, m2: of('m2', none), ...(held ? { held } : {}) };
}

function decodeHeld(
  name: SeriesName,
  columns: Columns,
  { count, codes, statistics, ...known }: Known & { readonly count: Float64Array; readonly codes: number },
): HeldBuckets {
  if (statistics !== 'all') return { firstAtMs: VOID, lastAtMs: VOID, ms: Array(codes).fill(VOID) };
  const moments = (statistic: string, usual: Float64Array) => {
    const offsets = columns.get(`${name}.${statistic}`);
    const told = offsets ? offsets.map((offset, row) => (known.atMs[row] ?? 0) + offset) : usual;
    return filledIn(told.slice(), usual).map((moment, row) => ((count[row] ?? 0) > 0 ? moment : Number.NaN));
  };
  const none = new Float64Array(count.length);
  const held = (code: number) => columns.get(`${name}.ms${code}`);
  return {
    firstAtMs: moments('first', known.firstAtMs),
    lastAtMs: moments('last', known.lastAtMs),
    ms: Array.from({ length: codes }, (_, code) => filledIn(held(code) ?? none.slice(), none)),
  };
}

/** How often a series was told, where nothing else is said: with each row, or never. */
function usualCount({ last }: Pick<SeriesBuckets, 'last'>, rows: Float64Array, row: number): number {
  return Number.isNaN(last[row] ?? Number.NaN) ? 0 : (rows[row] ?? 0);
}

function usualCounts(last: Float64Array, rows: Float64Array): Float64Array {
  const counts = rows.slice();
  for (let row = 0; row < counts.length; row += 1) counts[row] = usualCount({ last }, rows, row);
  return counts;
}

/** By how much a counter rose that did not begin again. */
function plainIncrement({ first, last }: Pick<CounterBuckets, 'first' | 'last'>, row: number): number {
  const increment = (last[row] ?? Number.NaN) - (first[row] ?? Number.NaN);
  return Number.isNaN(increment) ? 0 : increment;
}

/** Puts what is told elsewhere into the places where a column has nothing; returns it. */
function filledIn(column: Float64Array, otherwise: Float64Array): Float64Array {
  for (let row = 0; row < column.length; row += 1)
    if (Number.isNaN(column[row])) column[row] = otherwise[row] ?? Number.NaN;
  return column;
}

function needed(columns: ReadonlyMap<string, Float64Array>, name: string): Float64Array {
  const column = columns.get(name);
  if (!column) throw new BlockDamage(`no column ${name}`, 0);
  return column;
}
