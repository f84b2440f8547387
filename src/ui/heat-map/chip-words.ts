import { heatMap as text } from '../text/en/heat-map.ts';
import { type HeatTable, heatExtremes } from './heat-rows.ts';

/** `Board 2, chip 17`. */
export function chipName(table: HeatTable, rowPlace: number, place: number): string {
  return text.cell(text.parts[table.rowsAre](rowPlace), text.parts[table.cellsAre](place));
}

/** The outermost parts in a sentence, so that nobody has to look for a colour; absent where nothing is known. */
export function extremesWords(table: HeatTable, format: (value: number) => string): string | undefined {
  const found = heatExtremes(table.rows);
  if (!found) return undefined;
  const [least, most] = [found.least, found.most].map(({ rowPlace, place, value }) => ({
    name: chipName(table, rowPlace, place),
    figure: format(value),
  }));
  if (!least || !most) return undefined;
  if (least.figure === most.figure) return text.allAlike(most.figure);
  return text.extremes[table.measure](
    text.partWith(least.name, least.figure),
    text.partWith(most.name, most.figure),
  );
}

/** So many stalled parts are named; a dead board has a hundred. */
const NAMED = 3;

/** Which parts stand still; absent when none does. */
export function stalledWords(table: HeatTable): string | undefined {
  const names = table.rows.flatMap((row) =>
    row.cells.filter(({ stalled }) => stalled).map(({ place }) => chipName(table, row.place, place)),
  );
  if (names.length === 0) return undefined;
  return text.stalledParts(names.slice(0, NAMED).join('; '), Math.max(0, names.length - NAMED));
}
