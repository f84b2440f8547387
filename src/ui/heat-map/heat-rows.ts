import type { Board, Chip } from '../../domain/reading.ts';

/** One field of a heat map. */
export interface HeatCell {
  /** Counted from 1, as owners count. */
  readonly place: number;
  /** Absent when the device does not tell. */
  readonly value?: number | undefined;
  /** Stands still while its siblings work. */
  readonly stalled: boolean;
}

/** The parts of one larger part: the domains of a chip, the chips of a board. */
export interface HeatRow {
  readonly place: number;
  readonly cells: readonly HeatCell[];
}

/** What a heat map shows: which measure of which parts. */
export interface HeatTable {
  readonly measure: 'hashrateHs' | 'tempC';
  readonly rowsAre: 'chip' | 'board';
  readonly cellsAre: 'domain' | 'chip';
  readonly rows: readonly HeatRow[];
}

/** The same rule that raises the alert: below a twentieth of the siblings' median (domain/stalled-part.ts). */
const STALLED_SHARE = 0.05;

/**
 * The heat maps that a device's boards allow: hashrate by domain where it tells domains, else by chip; temperature by
 * chip. A measure with fewer than two values has no map.
 */
export function heatTables(boards: readonly Board[]): HeatTable[] {
  const chips = boards.flatMap((board) => board.perChip ?? []);
  const byDomain = chips.some((chip) => (chip.domainsHs?.length ?? 0) > 0);
  const hashrate = byDomain ? domainRows(chips) : chipRows(boards, (chip) => chip.hashrateHs);
  const tables: HeatTable[] = [
    {
      measure: 'hashrateHs',
      rowsAre: byDomain ? 'chip' : 'board',
      cellsAre: byDomain ? 'domain' : 'chip',
      rows: markStalled(hashrate),
    },
    { measure: 'tempC', rowsAre: 'board', cellsAre: 'chip', rows: chipRows(boards, (chip) => chip.tempC) },
  ];
  return tables.filter((table) => valuesOf(table.rows).length > 1);
}

/** Healthy parts differ by up to a fifth: a scale narrower than that would paint a pattern where there is none. */
const LEAST_SPREAD = 0.2;

/**
 * The ends of a table's colour scale; absent when it has no value. Parts that hardly differ lie in its middle, and
 * stalled parts are left out: they would press all others into one tone.
 */
export function heatExtent(rows: readonly HeatRow[]): readonly [number, number] | undefined {
  const values = workingCells(rows).map(({ value }) => value);
  if (values.length === 0) return undefined;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const lacking = Math.max(0, LEAST_SPREAD * Math.abs(most) - (most - least));
  return [least - lacking / 2, most + lacking / 2];
}

/** Step 0..`steps` − 1 of a value on a scale. A scale without length is that of parts that all do nothing: step 0. */
export function heatStep(value: number, [least, most]: readonly [number, number], steps: number): number {
  if (!(most > least)) return 0;
  return Math.min(steps - 1, Math.floor(((value - least) / (most - least)) * steps));
}

/** A cell with a value, and the row in which it lies. */
export interface PlacedValue {
  readonly rowPlace: number;
  readonly place: number;
  readonly value: number;
}

/** The working parts with the least and the most; absent when none has a value. */
export function heatExtremes(
  rows: readonly HeatRow[],
): { readonly least: PlacedValue; readonly most: PlacedValue } | undefined {
  const [first, ...others] = workingCells(rows);
  if (!first) return undefined;
  return others.reduce(
    ({ least, most }, each) => ({
      least: each.value < least.value ? each : least,
      most: each.value > most.value ? each : most,
    }),
    { least: first, most: first },
  );
}

/** How many fields a table has, known or not. */
export function heatSize({ rows }: HeatTable): number {
  return rows.reduce((sum, { cells }) => sum + cells.length, 0);
}

function workingCells(rows: readonly HeatRow[]): PlacedValue[] {
  return rows.flatMap((row) =>
    row.cells.flatMap(({ place, value, stalled }) =>
      value === undefined || stalled ? [] : [{ rowPlace: row.place, place, value }],
    ),
  );
}

function domainRows(chips: readonly Chip[]): HeatRow[] {
  return chips.map((chip, i) => ({ place: i + 1, cells: cellsOf(chip.domainsHs ?? []) }));
}

function chipRows(boards: readonly Board[], measure: (chip: Chip) => number | undefined): HeatRow[] {
  return boards.map((board) => ({ place: board.id, cells: cellsOf((board.perChip ?? []).map(measure)) }));
}

function cellsOf(values: readonly (number | undefined)[]): HeatCell[] {
  return values.map((value, i) => ({ place: i + 1, value, stalled: false }));
}

function markStalled(rows: readonly HeatRow[]): HeatRow[] {
  const falling = valuesOf(rows).sort((a, b) => b - a);
  // Of an even number the upper one: of two parts the living one is the measure.
  const median = falling[Math.floor((falling.length - 1) / 2)] ?? 0;
  const stalled = (value: number | undefined) => value !== undefined && value < STALLED_SHARE * median;
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, stalled: stalled(cell.value) })),
  }));
}

function valuesOf(rows: readonly HeatRow[]): number[] {
  return rows.flatMap((row) => row.cells.flatMap(({ value }) => (value === undefined ? [] : [value])));
}
