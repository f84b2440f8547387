import { SERIES, type SeriesColumns, type SeriesName } from './series.ts';
import type { Stretch } from './stretch.ts';

/**
 * What a repair does to values as they are read. Stored values are never touched: the repair lies over them, so that it
 * can be taken back at any time, and so that nothing is lost if the repair was the mistake.
 */
export type RepairOffer =
  /** value → value · factor + offset, within the stretches. */
  | {
      readonly kind: 'rescale';
      readonly series: SeriesName;
      readonly stretches: readonly Stretch[];
      readonly factor: number;
      readonly offset: number;
    }
  /** Values of the stretch that are not within [low, high] are taken for missing. */
  | {
      readonly kind: 'drop';
      readonly series: SeriesName;
      readonly stretches: readonly Stretch[];
      readonly low: number;
      readonly high: number;
    }
  /** All series of the stretches are moved by so many ms. A moment that is told already stays as it is. */
  | { readonly kind: 'shift'; readonly stretches: readonly Stretch[]; readonly shiftMs: number };

/** A value before and after. */
export interface RepairSample {
  readonly series: SeriesName;
  readonly atMs: number;
  /** Absent is missing. */
  readonly before?: number | undefined;
  readonly after?: number | undefined;
}

/** A repair that its owner asked for, as it is kept. One that was undone stays in the list: nothing here is silent. */
export interface DataRepair {
  readonly id: string;
  readonly minerId: string;
  readonly madeAtMs: number;
  readonly undoneAtMs?: number | undefined;
  readonly change: RepairOffer;
  /** How many values it changed when it was made. */
  readonly values: number;
  readonly sample: readonly RepairSample[];
}

/** Series whose name an older or newer version may not know are left alone. */
const KINDS = new Map<string, 'gauge' | 'counter' | 'state'>(SERIES.map(({ name, kind }) => [name, kind]));

/** The repairs that hold, in the order they were made: each is given what the one before left. */
export function repairsInForce(repairs: readonly DataRepair[]): readonly RepairOffer[] {
  return repairs
    .filter(({ undoneAtMs }) => undoneAtMs === undefined)
    .sort((a, b) => a.madeAtMs - b.madeAtMs)
    .map(({ change }) => change);
}

/**
 * Columns as their repairs make them; the given ones stay as they are. Without a repair that meets them they are
 * returned themselves.
 */
export function repairedColumns(columns: SeriesColumns, changes: readonly RepairOffer[]): SeriesColumns {
  return changes.reduce(repaired, columns);
}

function repaired(columns: SeriesColumns, change: RepairOffer): SeriesColumns {
  if (change.kind === 'shift') return shifted(columns, change.stretches, change.shiftMs);
  const { series, stretches } = change;
  const before = columns.values[series];
  if (!before || !KINDS.has(series)) return columns;
  const after = before.slice();
  for (const row of rowsWithin(columns.atMs, stretches)) {
    const value = before[row] ?? Number.NaN;
    if (change.kind === 'rescale') after[row] = value * change.factor + change.offset;
    else if (!(value >= change.low && value <= change.high)) after[row] = Number.NaN;
  }
  return { ...columns, values: { ...columns.values, [series]: after } };
}

/** Rows in new order. Where a moved row meets one that stands there already, that one stays. */
function shifted(columns: SeriesColumns, stretches: readonly Stretch[], shiftMs: number): SeriesColumns {
  const rows = rowsWithin(columns.atMs, stretches);
  if (rows.length === 0) return columns;
  const moved = new Set(rows);
  const stays = new Set<number>();
  const order: { readonly row: number; readonly atMs: number }[] = [];
  columns.atMs.forEach((atMs, row) => {
    if (moved.has(row)) return;
    stays.add(atMs);
    order.push({ row, atMs });
  });
  for (const row of rows) {
    const atMs = (columns.atMs[row] ?? Number.NaN) + shiftMs;
    if (!stays.has(atMs)) order.push({ row, atMs });
  }
  order.sort((a, b) => a.atMs - b.atMs);
  const taken = (from: Float64Array) => Float64Array.from(order, ({ row }) => from[row] ?? Number.NaN);
  const values = Object.entries(columns.values).map(([name, value]) => [name, value && taken(value)]);
  return {
    ...columns,
    atMs: Float64Array.from(order, ({ atMs }) => atMs),
    values: Object.fromEntries(values),
    counts: columns.counts && taken(columns.counts),
  };
}

/** Rows whose moment lies in one of the stretches, rising. */
export function rowsWithin(atMs: Float64Array, stretches: readonly Stretch[]): readonly number[] {
  const rows = new Set<number>();
  for (const { fromMs, toMs } of stretches)
    for (let row = firstRowFrom(atMs, fromMs); row < atMs.length; row++) {
      if (!((atMs[row] ?? Number.NaN) < toMs)) break;
      rows.add(row);
    }
  return [...rows].sort((a, b) => a - b);
}

/** First row at or after a moment; moments rise. */
function firstRowFrom(atMs: Float64Array, fromMs: number): number {
  let low = 0;
  let high = atMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((atMs[middle] ?? Number.POSITIVE_INFINITY) < fromMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The time from which rows have to be read so that all that a repair moves into [fromMs, toMs) is among them. */
export function readRange({ fromMs, toMs }: Stretch, changes: readonly RepairOffer[]): Stretch {
  const shifts = changes.flatMap((change) => (change.kind === 'shift' ? Math.abs(change.shiftMs) : []));
  const margin = shifts.reduce((sum, ms) => sum + ms, 0);
  return { fromMs: fromMs - margin, toMs: toMs + margin };
}

/** Does any of a repair's doing fall into a range? */
export function meets(change: RepairOffer, { fromMs, toMs }: Stretch): boolean {
  const moved = change.kind === 'shift' ? change.shiftMs : 0;
  return change.stretches.some(
    (stretch) =>
      Math.min(stretch.fromMs, stretch.fromMs + moved) < toMs &&
      Math.max(stretch.toMs, stretch.toMs + moved) > fromMs,
  );
}
