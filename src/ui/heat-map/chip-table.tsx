import { createSignal, For, Show } from 'solid-js';
import { heatMap as text } from '../text/en/heat-map.ts';
import styles from './chip-map.module.css';
import type { HeatTable } from './heat-rows.ts';

/** The figures behind a map, a column a board; built only while it is open. */
export function ChipTable(props: {
  readonly label: string;
  readonly table: HeatTable;
  readonly format: (value: number) => string;
}) {
  const [open, setOpen] = createSignal(false);
  const longest = () => Math.max(0, ...props.table.rows.map(({ cells }) => cells.length));
  const figure = (value: number | undefined) => (value === undefined ? text.none : props.format(value));
  return (
    <details class={styles.data} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.table}</summary>
      <Show when={open()}>
        <section class={styles.scroll} tabindex="0" aria-label={props.label}>
          <table>
            <thead>
              <tr>
                <th scope="col">
                  <span class="visually-hidden">{text.part}</span>
                </th>
                <For each={props.table.rows}>
                  {(row) => <th scope="col">{text.parts[props.table.rowsAre](row.place)}</th>}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={Array.from({ length: longest() }, (_, place) => place)}>
                {(place) => (
                  <tr>
                    <th scope="row">{text.parts[props.table.cellsAre](place + 1)}</th>
                    <For each={props.table.rows}>{(row) => <td>{figure(row.cells[place]?.value)}</td>}</For>
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
