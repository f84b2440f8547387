import { type Accessor, createMemo, createSignal, type JSX } from 'solid-js';
import type { AxisPicker, ChartBand, ChartMark, ChartSeries, ChartSpan, TimeRange } from './chart-data.ts';
import { createPlotIn } from './create-plot-in.ts';
import { createReading, type Reading } from './create-reading.ts';
import { createZoom, type Zoom } from './create-zoom.ts';
import type { Plot } from './plot.ts';
import type { PlotContent } from './plot-columns.ts';
import { within } from './visible-range.ts';

export interface ChartProps {
  /** What the chart shows, for those who do not see it: "Hashrate and power of Kitchen Gamma". */
  readonly label: string;
  /** Moments of all columns, epoch ms, ascending. */
  readonly atMs: Float64Array;
  /** At most three lines; those of one axis share its unit. */
  readonly series: readonly ChartSeries[];
  /** Read out with the lines, and not drawn as lines: the ends of bands. */
  readonly toldBeside?: readonly ChartSeries[] | undefined;
  readonly bands?: readonly ChartBand[] | undefined;
  readonly marks?: readonly ChartMark[] | undefined;
  readonly spans?: readonly ChartSpan[] | undefined;
  /** The whole time on offer; zooming stays inside it. */
  readonly range: TimeRange;
  /** Told what is visible after a zoom, so that finer figures can be fetched; `undefined` when all is shown again. */
  readonly onZoom?: ((visible: TimeRange | undefined) => void) | undefined;
  readonly leftPicker?: AxisPicker | undefined;
  readonly rightPicker?: AxisPicker | undefined;
  readonly loading?: boolean | undefined;
  /** One sentence for a chart without any value; a general one stands in for it. */
  readonly empty?: JSX.Element | undefined;
  /** What is drawn, in words, where means and gaps of the lines are not what matters. */
  readonly summary?: string | undefined;
  /** The same figures as a table, where means over equal times are not what matters. */
  readonly table?: JSX.Element | undefined;
}

/** All that moves in a chart, apart from how it looks. */
export interface ChartModel {
  readonly setHost: (host: HTMLDivElement | undefined) => void;
  readonly content: Accessor<PlotContent>;
  /** Is there any value to draw? */
  readonly known: Accessor<boolean>;
  readonly zoom: Zoom;
  readonly reading: Reading;
  readonly plot: Accessor<Plot | undefined>;
  readonly failed: Accessor<boolean>;
  /** Counts drawings, after each of which moments may lie elsewhere on the screen. */
  readonly drawings: Accessor<number>;
}

/** Ties a plot to its zoom and its reading cursor. */
export function createChart(props: ChartProps): ChartModel {
  const [host, setHost] = createSignal<HTMLDivElement>();
  const [drawings, setDrawings] = createSignal(0);
  const content = createMemo(() => ({ atMs: props.atMs, series: props.series, bands: props.bands ?? [] }));
  const known = createMemo(() =>
    content().series.some((line) => line.values.some((value) => !Number.isNaN(value))),
  );

  // Memos, because a plot compares what it is given by identity.
  const layers = createMemo(() => ({ marks: props.marks ?? [], spans: props.spans ?? [] }));
  const whole = () => props.range;
  const zoom = createZoom(whole, (visible) => props.onZoom?.(visible));
  const reading = createReading({
    atMs: () => content().atMs,
    series: () => [...content().series, ...(props.toldBeside ?? [])],
    whole,
    zoom,
    pointAt: (index) => plot()?.pointAt(index),
  });
  const { plot, failed } = createPlotIn({
    host,
    scene: () => ({ ...content(), ...layers(), visible: zoom.visible() }),
    arrangement: () =>
      JSON.stringify([content().series.map((line) => [line.key, line.axis]), content().bands.length]),
    listener: {
      onSelect: (range) => zoom.show(within(range, props.range)),
      onCursor: reading.setCursor,
      onDraw: () => setDrawings((count) => count + 1),
    },
    gestures: { visible: zoom.visible, whole, onVisible: zoom.show },
  });
  return { setHost, content, known, zoom, reading, plot, failed, drawings };
}
