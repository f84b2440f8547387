import type { SeriesColumns, SeriesName } from '../../domain/series.ts';
import { unitOfSeries } from '../../domain/series-unit.ts';
import type { ChartSeries } from '../../ui/chart/chart-data.ts';
import { type LineOptions, seriesLine } from '../../ui/chart/series-line.ts';

/** A chart can tell no more lines apart. */
const MOST_LINES = 3;

/**
 * The lines of what was fetched, the most telling first: at most three, of at most two units, the first unit on the left.
 * What a miner does not tell takes no room; where it tells nothing at all, the first stands for an empty chart.
 */
export function chartLines(
  names: readonly SeriesName[],
  columns: SeriesColumns | undefined,
  options: LineOptions,
): readonly ChartSeries[] {
  const told = names.filter((name) => columns?.values[name]?.some((value) => Number.isFinite(value)));
  const [first] = names;
  const shown = told.length > 0 ? told : first ? [first] : [];
  const units: string[] = [];
  const lines: ChartSeries[] = [];
  for (const name of shown) {
    const unit = unitOfSeries(name);
    if (!units.includes(unit)) units.push(unit);
    const axis = units.indexOf(unit);
    if (axis > 1 || lines.length === MOST_LINES) continue;
    const values = columns?.values[name] ?? new Float64Array(columns?.atMs.length ?? 0).fill(Number.NaN);
    lines.push(seriesLine(name, axis === 0 ? 'left' : 'right', values, options));
  }
  return lines;
}
