import type { Examples } from '../../nets/batched-net.ts';
import { ForecastError } from './forecast-error.ts';
import type { SeriesTable } from './forecaster.ts';
import { SeriesWindows, type WindowShape, windowInputs } from './series-windows.ts';
import type { WindowScaling } from './window-scaling.ts';

/** Share of each table's windows, the last ones, that are not learnt from but watched. */
const VALIDATION_SHARE = 0.2;
/** Fewest windows to learn from. */
const LEAST_WINDOWS = 16;

/** A window: which table, and before which row it ends. */
export interface WindowPlace {
  readonly table: number;
  readonly origin: number;
}

/** Rows that a table must have to be learnt from. */
export function windowRowsNeeded({ lookBack, horizon }: WindowShape): number {
  return lookBack + horizon + Math.ceil((LEAST_WINDOWS + horizon) / (1 - VALIDATION_SHARE));
}

/** Where each table's validation begins: no window that is learnt from reaches past it. */
export function validationRows(tables: readonly SeriesTable[], { lookBack, horizon }: WindowShape): number[] {
  return tables.map(({ target }) => {
    const windows = target.length - lookBack - horizon + 1;
    return lookBack + Math.floor(windows * (1 - VALIDATION_SHARE));
  });
}

/**
 * Windows to learn from and to watch, evenly spread where there are more than `most`.
 * @throws ForecastError where there is none of either
 */
export function splitWindows(
  tables: readonly SeriesTable[],
  scaling: WindowScaling,
  shape: WindowShape,
  most: number,
): { readonly training: readonly WindowPlace[]; readonly validation: readonly WindowPlace[] } {
  const { lookBack, horizon } = shape;
  const training: WindowPlace[] = [];
  const validation: WindowPlace[] = [];
  const begins = validationRows(tables, shape);
  for (const [table, each] of tables.entries()) {
    const windows = new SeriesWindows(each, scaling, shape);
    const begin = begins[table] ?? 0;
    for (let origin = lookBack; origin + horizon <= each.target.length; origin++) {
      if (!windows.isOrigin(origin) || !windows.isLabelled(origin)) continue;
      if (origin + horizon <= begin) training.push({ table, origin });
      else if (origin >= begin) validation.push({ table, origin });
    }
  }
  if (training.length === 0 || validation.length === 0)
    throw new ForecastError({
      kind: 'too-little-data',
      rowsNeeded: windowRowsNeeded(shape),
      // Of the older rows or of the newest ones there are none, however many there are of the others.
      rowsThere: 0,
    });
  const fewest = Math.ceil(most * VALIDATION_SHARE);
  return { training: spread(training, most), validation: spread(validation, fewest) };
}

/** Inputs and targets of windows, and the level of each. */
export function windowExamples(
  tables: readonly SeriesTable[],
  places: readonly WindowPlace[],
  scaling: WindowScaling,
  shape: WindowShape,
): Examples & { readonly levels: Float64Array } {
  const { lookBack, horizon } = shape;
  const width = lookBack * windowInputs(scaling).length;
  const firsts = tables.map(() => Number.POSITIVE_INFINITY);
  for (const { table, origin } of places)
    firsts[table] = Math.min(firsts[table] ?? 0, Math.max(origin - lookBack, 0));
  const windows = tables.map((table, place) => new SeriesWindows(table, scaling, shape, firsts[place]));
  const inputs = new Float32Array(places.length * width);
  const targets = new Float32Array(places.length * horizon);
  const levels = new Float64Array(places.length);
  for (const [row, { table, origin }] of places.entries()) {
    const own = windows[table];
    if (!own) continue;
    own.write(origin, inputs, row * width);
    own.writeTargets(origin, targets, row * horizon);
    levels[row] = own.levelAt(origin);
  }
  return { count: places.length, inputs, targets, levels };
}

/** So many of a list, evenly spread; all where there are no more. */
export function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, place) => all[Math.floor((place * all.length) / most)]).filter(
    (each) => each !== undefined,
  );
}
