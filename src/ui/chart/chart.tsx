import { type JSX, onCleanup, Show } from 'solid-js';
import type { Severity } from '../../domain/alert.ts';
import { chart as text } from '../text/en/chart.ts';
import styles from './chart.module.css';
import type { ChartSpan } from './chart-data.ts';
import { ChartDataTable } from './chart-data-table.tsx';
import { ChartLegend } from './chart-legend.tsx';
import { ChartMarks } from './chart-marks.tsx';
import { chartSummary } from './chart-summary.ts';
import { type ChartModel, type ChartProps, createChart } from './create-chart.ts';
import { ZoomButtons } from './zoom-buttons.tsx';

/**
 * Lines over time on a left and a right axis, with what was expected, what happened and when something was wrong.
 * Zooms by drag, pinch, Ctrl + wheel, buttons and keys; read point by point with the arrow keys; told in a sentence and
 * in a table below.
 */
export function Chart(props: ChartProps) {
  const model = createChart(props);
  return (
    <figure class={styles.chart} aria-label={props.label} aria-busy={props.loading === true}>
      <Head model={model} chart={props} />
      <Show when={model.known()} fallback={<Nothing loading={props.loading} empty={props.empty} />}>
        <Show when={!model.failed()} fallback={<p class={styles.nothing}>{text.failed}</p>}>
          <div class={styles.frame}>
            <PlotHost label={props.label} ref={model.setHost} onKeyDown={model.reading.onKeyDown} />
            <ChartMarks
              marks={props.marks ?? []}
              plot={model.plot()}
              drawings={model.drawings()}
              visible={model.zoom.visible()}
            />
          </div>
        </Show>
        <p class={styles.hidden} aria-live="polite">
          {model.reading.announced()}
        </p>
        <figcaption class={styles.summary}>
          {props.summary ?? chartSummary(model.content().atMs, model.content().series, model.zoom.visible())}
        </figcaption>
        {props.table ?? (
          <ChartDataTable
            label={props.label}
            atMs={model.content().atMs}
            series={model.content().series}
            range={model.zoom.visible()}
          />
        )}
      </Show>
    </figure>
  );
}

/** Legend with axis pickers, and the zoom buttons. */
function Head(props: { readonly model: ChartModel; readonly chart: ChartProps }) {
  const change = (zooming: () => void) => {
    zooming();
    props.model.reading.announceVisible();
  };
  return (
    <div class={styles.head}>
      <ChartLegend
        content={props.model.content()}
        troubled={(props.chart.spans ?? []).some(({ legend }) => legend === undefined)}
        tinted={tintsOf(props.chart.spans ?? [])}
        readingOf={props.model.reading.of}
        pickerOf={(line) => (line.axis === 'left' ? props.chart.leftPicker : props.chart.rightPicker)}
      />
      <Show when={props.model.known()}>
        <ZoomButtons
          zoomed={props.model.zoom.zoomed()}
          onZoom={(factor) => change(() => props.model.zoom.by(factor))}
          onReset={() => change(() => props.model.zoom.show(props.chart.range))}
        />
      </Show>
    </div>
  );
}

/** The drawing. An application to screen readers, so that arrow keys reach us instead of moving their own cursor. */
function PlotHost(props: {
  readonly label: string;
  readonly ref: (host: HTMLDivElement | undefined) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}) {
  onCleanup(() => props.ref(undefined));
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

/** What times are shaded for, each once, with its colour. */
function tintsOf(spans: readonly ChartSpan[]): readonly (readonly [legend: string, severity: Severity])[] {
  return [
    ...new Map(
      spans.flatMap(({ legend, severity }) => (legend === undefined ? [] : [[legend, severity] as const])),
    ),
  ];
}
