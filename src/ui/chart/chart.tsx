import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { chart as text } from '../text/en/chart.ts';
import styles from './chart.module.css';
import type { AxisPicker, ChartBand, ChartMark, ChartSeries, ChartSpan, TimeRange } from './chart-data.ts';
import { ChartDataTable } from './chart-data-table.tsx';
import { ChartLegend } from './chart-legend.tsx';
import { ChartMarks } from './chart-marks.tsx';
import { chartSummary } from './chart-summary.ts';
import { createPlotIn } from './create-plot-in.ts';
import { createReading } from './create-reading.ts';
import { createZoom } from './create-zoom.ts';
import { within } from './visible-range.ts';
import { ZoomButtons } from './zoom-buttons.tsx';

export interface ChartProps {
  /** What the chart shows, for those who do not see it: "Hashrate and power of Kitchen Gamma". */
  readonly label: string;
  /** Moments of all columns, epoch ms, ascending. */
  readonly atMs: Float64Array;
  /** At most three lines; those of one axis share its unit. */
  readonly series: readonly ChartSeries[];
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
}

/**
 * Lines over time on a left and a right axis, with what was expected, what happened and when something was wrong.
 * Zooms by drag, pinch, Ctrl + wheel, buttons and keys; read point by point with the arrow keys; told in a sentence and
 * in a table below.
 */
export function Chart(props: ChartProps) {
  const [host, setHost] = createSignal<HTMLDivElement>();
  const [drawings, setDrawings] = createSignal(0);
  const content = createMemo(() => ({ atMs: props.atMs, series: props.series, bands: props.bands ?? [] }));
  const marks = createMemo(() => props.marks ?? []);
  const spans = createMemo(() => props.spans ?? []);
  const known = createMemo(() =>
    content().series.some((line) => line.values.some((value) => !Number.isNaN(value))),
  );

  const whole = () => props.range;
  const zoom = createZoom(whole, (visible) => props.onZoom?.(visible));
  const reading = createReading({
    atMs: () => content().atMs,
    series: () => content().series,
    whole,
    zoom,
    pointAt: (index) => plot()?.pointAt(index),
  });
  const { plot, failed } = createPlotIn({
    host,
    scene: () => ({ ...content(), marks: marks(), spans: spans(), visible: zoom.visible() }),
    arrangement: () =>
      JSON.stringify([content().series.map((line) => [line.key, line.axis]), content().bands.length]),
    listener: {
      onSelect: (range) => zoom.show(within(range, props.range)),
      onCursor: reading.setCursor,
      onDraw: () => setDrawings((count) => count + 1),
    },
    gestures: { visible: zoom.visible, whole, onVisible: zoom.show },
  });
  const change = (zooming: () => void) => {
    zooming();
    reading.announceVisible();
  };

  return (
    <figure class={styles.chart} aria-label={props.label} aria-busy={props.loading === true}>
      <div class={styles.head}>
        <ChartLegend
          content={content()}
          troubled={spans().length > 0}
          readingOf={reading.of}
          pickerOf={(line) => (line.axis === 'left' ? props.leftPicker : props.rightPicker)}
        />
        <Show when={known()}>
          <ZoomButtons
            zoomed={zoom.zoomed()}
            onZoom={(factor) => change(() => zoom.by(factor))}
            onReset={() => change(() => zoom.show(props.range))}
          />
        </Show>
      </div>
      <Show when={known()} fallback={<Nothing loading={props.loading} empty={props.empty} />}>
        <Show when={!failed()} fallback={<p class={styles.nothing}>{text.failed}</p>}>
          <div class={styles.frame}>
            <PlotHost label={props.label} ref={setHost} onKeyDown={reading.onKeyDown} />
            <ChartMarks marks={marks()} plot={plot()} drawings={drawings()} visible={zoom.visible()} />
          </div>
        </Show>
        <p class={styles.hidden} aria-live="polite">
          {reading.announced()}
        </p>
        <figcaption class={styles.summary}>
          {chartSummary(content().atMs, content().series, zoom.visible())}
        </figcaption>
        <ChartDataTable
          label={props.label}
          atMs={content().atMs}
          series={content().series}
          range={zoom.visible()}
        />
      </Show>
    </figure>
  );
}

/** The drawing. An application to screen readers, so that arrow keys reach us instead of moving their own cursor. */
function PlotHost(props: {
  readonly label: string;
  readonly ref: (host: HTMLDivElement) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}) {
  return (
    <div
      ref={props.ref}
      class={styles.plot}
      role="application"
      tabindex="0"
      aria-label={props.label}
      aria-description={text.keys}
      onKeyDown={(event) => props.onKeyDown(event)}
    />
  );
}

/** Instead of blank axes: one sentence. */
function Nothing(props: { readonly loading: boolean | undefined; readonly empty: JSX.Element | undefined }) {
  return (
    <p class={styles.nothing} role="status">
      <Show when={!props.loading} fallback={text.loading}>
        {props.empty ?? text.empty}
      </Show>
    </p>
  );
}
