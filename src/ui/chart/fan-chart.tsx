import { createMemo, createSignal, For, Show } from 'solid-js';
import type { ForecastStep } from '../../domain/forecast.ts';
import { chart as common } from '../text/en/chart.ts';
import { fanChart as text } from '../text/en/fan-chart.ts';
import styles from './chart.module.css';
import { Chart } from './chart.tsx';
import type { ChartMark, ChartSeries, ChartUnit } from './chart-data.ts';
import { type FanData, fanColumns, fanRange } from './fan-columns.ts';

export interface FanChartProps extends FanData {
  readonly label: string;
  /** When the forecast was made, epoch ms: a line stands there. */
  readonly madeAtMs: number;
  /** What the fan shows, in a sentence. */
  readonly summary: string;
  readonly unitFor: (largest: number) => ChartUnit;
  readonly format: (value: number) => string;
  /** When a step is, in words. */
  readonly moment: (atMs: number) => string;
  /** So many times the forecast's length of the past are shown before it. */
  readonly pastTimes: number;
}

/**
 * The past as a line, and a forecast behind it as a dashed line in two ranges; what of the future is known goes on in the
 * solid line. Of a forecast of before, what came lies over it.
 */
export function FanChart(props: FanChartProps) {
  const columns = createMemo(() => fanColumns(props));
  const line = (key: string, label: string, values: Float64Array): ChartSeries => ({
    key,
    label,
    axis: 'left',
    values,
    unitFor: props.unitFor,
    format: props.format,
  });
  // Where all that is ahead is known, there is no fan.
  const isForeseen = createMemo(() => columns().foreseen.some((value) => !Number.isNaN(value)));
  const series = createMemo(() => {
    const known = line('known', text.known, columns().known);
    return isForeseen() ? [known, line('foreseen', text.foreseen, columns().foreseen)] : [known];
  });
  const bands = createMemo(() => {
    if (!isForeseen()) return [];
    const { low80, high80, low95, high95 } = columns();
    const axis = 'left' as const;
    return [
      { label: text.range95, axis, low: low95, high: high95 },
      { label: text.range80, axis, low: low80, high: high80, inner: true },
    ];
  });
  const beside = createMemo(() =>
    isForeseen()
      ? [line('low80', text.low80, columns().low80), line('high80', text.high80, columns().high80)]
      : [],
  );
  const marks = createMemo((): readonly ChartMark[] => {
    const isPast = props.came !== undefined;
    const lastExact = isPast ? undefined : props.steps.findLast(({ exact }) => exact !== undefined);
    const made = { key: 'made', atMs: props.madeAtMs, label: isPast ? text.madeThen : text.now };
    return lastExact ? [made, { key: 'exact', atMs: lastExact.atMs, label: text.exact }] : [made];
  });
  const range = createMemo(() => fanRange(props, props.pastTimes));
  return (
    <Chart
      label={props.label}
      atMs={columns().atMs}
      series={series()}
      toldBeside={beside()}
      bands={bands()}
      marks={marks()}
      range={range()}
      empty={text.empty}
      summary={props.summary}
      table={<FanTable {...props} />}
    />
  );
}

/** Each step of the forecast with its ranges; computed only while it is open. */
function FanTable(props: FanChartProps) {
  const [open, setOpen] = createSignal(false);
  return (
    <details class={styles.data} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{common.table}</summary>
      <Show when={open()}>
        <section class={styles.dataScroll} tabindex="0" aria-label={props.label}>
          <table>
            <caption>{props.label}</caption>
            <thead>
              <tr>
                <For
                  each={[
                    text.when,
                    text.foreseen,
                    text.range80,
                    text.range95,
                    ...(props.came ? [text.came] : []),
                  ]}
                >
                  {(head) => <th scope="col">{head}</th>}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={props.steps}>{(step, i) => <FanRow step={step} at={i()} fan={props} />}</For>
            </tbody>
          </table>
        </section>
      </Show>
    </details>
  );
}

function FanRow(props: { readonly step: ForecastStep; readonly at: number; readonly fan: FanChartProps }) {
  const figure = (value: number | undefined) =>
    value === undefined || Number.isNaN(value) ? common.none : props.fan.format(value);
  const range = (low: number, high: number) =>
    props.step.exact ? text.exactly : text.fromTo(figure(low), figure(high));
  return (
    <tr>
      <th scope="row">{props.fan.moment(props.step.atMs)}</th>
      <td>{figure(props.step.value)}</td>
      <td>{range(props.step.low80, props.step.high80)}</td>
      <td>{range(props.step.low95, props.step.high95)}</td>
      <Show when={props.fan.came}>{(came) => <td>{figure(came()[props.at])}</td>}</Show>
    </tr>
  );
}
