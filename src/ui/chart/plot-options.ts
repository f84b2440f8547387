import type uPlot from 'uplot';
import { decimal, places } from '../format/decimal.ts';
import type { ChartAxis, ChartSeries } from './chart-data.ts';
import { DASHES, type Palette } from './palette.ts';
import { largestOn, lonelyPoints, type PlotContent } from './plot-columns.ts';
import { timeTicks } from './time-axis.ts';

/** What changes without building the plot anew; read at each drawing. */
export interface PlotLook {
  readonly palette: () => Palette;
  readonly content: () => PlotContent;
  readonly locale: string | undefined;
}

/** uPlot's options for one arrangement of lines. Sizes are set by the caller. */
export function plotOptions(look: PlotLook): Omit<uPlot.Options, 'width' | 'height'> {
  const { series, bands } = look.content();
  const axes = sidesInUse(series);
  return {
    ms: 1,
    padding: [10, axes.includes('right') ? 0 : 14, 0, 0],
    legend: { show: false },
    // The plot says which stretch was chosen; zooming is the chart's business.
    cursor: { drag: { x: true, y: false, setScale: false }, y: false, points: { size: 7 } },
    scales: {
      x: { time: true, auto: false },
      ...Object.fromEntries(axes.map((side) => [side, scaleOf(side, series)])),
    },
    axes: [timeAxis(look), ...axes.map((side) => valueAxis(side, look))],
    series: [
      {},
      ...bands.flatMap((band) => [
        { scale: band.axis, width: 0, points: { show: false } },
        { scale: band.axis, width: 0, points: { show: false } },
      ]),
      ...series.map((line, i) => lineOf(line, i, look)),
    ],
    bands: bands.map((_, b) => ({ series: [2 + 2 * b, 1 + 2 * b], fill: () => look.palette().band })),
  };
}

function sidesInUse(series: readonly ChartSeries[]): ChartAxis[] {
  return (['left', 'right'] as const).filter((side) => series.some((line) => line.axis === side));
}

/** A close-up shows at least this part of the largest value, so that noise of a per cent does not look like a storm. */
const LEAST_SPAN = 0.1;

/** Room left free beyond the values, in parts of what they span. */
const AIR = 0.1;
/** The same on the side where the other axis' line has its place: left lies high and right low, or both would collide. */
const ROOM_FOR_OTHER = 0.7;

function scaleOf(side: ChartAxis, series: readonly ChartSeries[]): uPlot.Scale {
  const lines = series.filter((line) => line.axis === side);
  const shared = lines.length < series.length;
  const above = shared && side === 'right' ? ROOM_FOR_OTHER : AIR;
  const below = shared && side === 'left' ? ROOM_FOR_OTHER : AIR;
  if (lines.some(({ fromZero }) => fromZero)) {
    return { range: (_, __, most) => zeroUp(most, above) };
  }
  // A counter says something only by how it climbs, however little that is of all it has counted.
  const leastSpan = lines.some(({ counter }) => counter) ? 0 : LEAST_SPAN;
  return { range: (_, least, most) => closeUp(least, most, { leastSpan, below, above }) };
}

/** From zero to above the largest value; values below zero are not drawn so. */
export function zeroUp(most: number | null, above = AIR): [number | null, number | null] {
  return most === null ? [null, null] : [0, most > 0 ? most * (1 + above) : 1];
}

/** The values with air around them, in parts of their span; never a negative axis for values that are not. */
export function closeUp(
  least: number | null,
  most: number | null,
  { leastSpan = LEAST_SPAN, below = AIR, above = AIR } = {},
): [number | null, number | null] {
  // uPlot asks before there are values as well; its declared type leaves that out.
  if (least === null || most === null) return [least, most];
  const span = Math.max(most - least, leastSpan * Math.abs(most)) || 1;
  const middle = (least + most) / 2;
  const bottom = middle - (0.5 + below) * span;
  return [least >= 0 ? Math.max(0, bottom) : bottom, middle + (0.5 + above) * span];
}

function lineOf(line: ChartSeries, order: number, look: PlotLook): uPlot.Series {
  const stroke = () => look.palette().lines[order % DASHES.length] ?? '';
  return {
    scale: line.axis,
    label: line.label,
    width: 1.75,
    stroke,
    dash: [...(DASHES[order % DASHES.length] ?? [])],
    spanGaps: false,
    points: {
      show: true,
      size: 4,
      fill: stroke,
      filter: (plot, index) => lonelyPoints(plot.data[index] ?? []),
    },
  };
}

function timeAxis(look: PlotLook): uPlot.Axis {
  return {
    stroke: () => look.palette().text,
    font: look.palette().font,
    size: 44,
    gap: 6,
    space: 72,
    grid: { show: false },
    ticks: { stroke: () => look.palette().grid, width: 1, size: 5 },
    values: (_, splits, __, ___, stepMs) => timeTicks(splits, stepMs, look.locale),
  };
}

function valueAxis(side: ChartAxis, look: PlotLook): uPlot.Axis {
  const order = look.content().series.findIndex((line) => line.axis === side);
  return {
    scale: side,
    side: side === 'left' ? 3 : 1,
    // Axis text wears the colour of its line (ESP-Miner #869).
    stroke: () => look.palette().lines[order % DASHES.length] ?? '',
    font: look.palette().font,
    gap: 6,
    space: 44,
    size: (plot, values) => axisWidth(plot, values, look.palette().font),
    grid: { show: side === 'left', stroke: () => look.palette().grid, width: 1 },
    ticks: { show: false },
    values: (_, splits) => valueTicks(side, splits, look),
  };
}

/** Numbers of one axis in its own unit; the unit itself stands in the legend. */
function valueTicks(side: ChartAxis, splits: readonly number[], look: PlotLook): string[] {
  const content = look.content();
  const line = content.series.find((candidate) => candidate.axis === side);
  if (!line) return splits.map(() => '');
  const { divisor } = line.unitFor(largestOn(side, content));
  const step = Math.abs((splits[1] ?? 0) - (splits[0] ?? 0)) / divisor;
  const digits = decimalsOf(step);
  return splits.map((split) => decimal(split / divisor, places(digits), look.locale));
}

/** Decimals that a step needs to be written in full: 2.5 needs one, 0.25 two. At most 6. */
export function decimalsOf(step: number): number {
  const written = (digits: number) => Math.abs(step - Number(step.toFixed(digits))) < 1e-6 * step;
  return [0, 1, 2, 3, 4, 5].find(written) ?? 6;
}

/** Room for the widest number, CSS px. */
function axisWidth(plot: uPlot, values: readonly (string | number | null)[] | null, font: string): number {
  plot.ctx.save();
  plot.ctx.font = font;
  const widest = Math.max(0, ...(values ?? []).map((value) => plot.ctx.measureText(String(value)).width));
  plot.ctx.restore();
  return Math.ceil(widest) + 14;
}
