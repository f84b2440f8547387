import { createSignal, For, Show } from 'solid-js';
import type { HealthStrip } from '../../domain/health/health-report.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { health } from '../../ui/text/en/health.ts';
import styles from './health-table.module.css';
import type { MinerNames } from './miner-names.ts';
import { hoursOf, STRIP_CELLS } from './strip-words.ts';

const text = health.strip;

/** The strip in figures: how long each miner was how; worked out only while it is open. */
export function StripTable(props: {
  readonly rows: HealthStrip['rows'];
  readonly stepMs: number;
  readonly names: MinerNames;
}) {
  const [open, setOpen] = createSignal(false);
  return (
    <details class={styles.fold} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.table}</summary>
      <Show when={open()}>
        <section class={styles.scroll} tabindex="0" aria-label={text.tableCaption}>
          <table class={styles.table}>
            <caption>{text.tableCaption}</caption>
            <thead>
              <tr>
                <th scope="col">{text.miner}</th>
                <For each={STRIP_CELLS}>{(cell) => <th scope="col">{text.cells[cell]}</th>}</For>
              </tr>
            </thead>
            <tbody>
              <For each={props.rows}>
                {(row) => {
                  const hours = () => hoursOf(row.cells, props.stepMs);
                  return (
                    <tr>
                      <th scope="row">{props.names.get(row.minerId)}</th>
                      <For each={STRIP_CELLS}>{(cell) => <td>{text.hours(decimal(hours()[cell]))}</td>}</For>
                    </tr>
                  );
                }}
              </For>
            </tbody>
          </table>
        </section>
      </Show>
    </details>
  );
}
