import type uPlot from 'uplot';
import type { ChartBand, ChartSeries } from './chart-data.ts';

/** What a plot draws. */
export interface PlotContent {
  readonly atMs: Float64Array;
  readonly series: readonly ChartSeries[];
  readonly bands: readonly ChartBand[];
}

/** Columns in uPlot's order: time, then low and high of each band, then the lines. */
export function plotColumns({ atMs, series, bands }: PlotContent): uPlot.AlignedData {
  return [
    atMs,
    ...bands.flatMap((band) => [withGaps(band.low), withGaps(band.high)]),
    ...series.map((line) => withGaps(line.values)),
  ];
}

/** uPlot breaks a line at `null` only; a NaN in a typed array would be drawn as nothing and joined across. */
export function withGaps(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}

/** Points with nothing known on either side: no line passes through them, so they are drawn as dots. */
export function lonelyPoints(values: ArrayLike<number | null | undefined>): number[] {
  const lonely: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (values[i] != null && values[i - 1] == null && values[i + 1] == null) lonely.push(i);
  }
  return lonely;
}

/** The largest known value on an axis, lines and bands together; 0 when nothing is known. */
export function largestOn(axis: 'left' | 'right', { series, bands }: PlotContent): number {
  let largest = 0;
  const look = (values: Float64Array) => {
    for (const value of values) if (value > largest) largest = value;
  };
  for (const line of series) if (line.axis === axis) look(line.values);
  for (const band of bands) if (band.axis === axis) look(band.high);
  return largest;
}
