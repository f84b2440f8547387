import { createMemo, createSignal, For, Show } from 'solid-js';
import { chart as text } from '../text/en/chart.ts';
import styles from './chart.module.css';
import type { ChartSeries, TimeRange } from './chart-data.ts';
import { durationText } from './chart-summary.ts';
import { tableRows } from './down-sample.ts';
import { tableCut } from './table-edges.ts';
import { momentText } from './time-axis.ts';

/** The figures behind a chart, averaged into rows of days, hours or minutes; computed only while it is open. */
export function ChartDataTable(props: {
  readonly label: string;
  readonly atMs: Float64Array;
  readonly series: readonly ChartSeries[];
  readonly range: TimeRange;
}) {
  const [open, setOpen] = createSignal(false);
  const width = () => props.range.toMs - props.range.fromMs;
  const cut = createMemo(() => tableCut(props.range));
  const rows = () =>
    tableRows(
      props.atMs,
      props.series.map((line) => line.values),
      props.range,
      cut().edges,
    );
  return (
    <details class={styles.data} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.table}</summary>
      <Show when={open()}>
        <section class={styles.dataScroll} tabindex="0" aria-label={props.label}>
          <table>
            <caption>{text.tableCaption(props.label, durationText(cut().stepMs))}</caption>
            <thead>
              <tr>
                <th scope="col">{text.tableTime}</th>
                <For each={props.series}>{(line) => <th scope="col">{line.label}</th>}</For>
              </tr>
            </thead>
            <tbody>
              <For each={rows()}>
                {(row) => (
                  <tr>
                    <th scope="row">{momentText(row.fromMs, width())}</th>
                    <For each={row.means}>
                      {(mean, i) => (
                        <td>{Number.isNaN(mean) ? text.none : props.series[i()]?.format(mean)}</td>
                      )}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </section>
      </Show>
    </details>
  );
}
