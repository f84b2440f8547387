import { For } from 'solid-js';
import styles from './miner-pay-table.module.css';

/** A table of written figures; in a narrow card each row becomes a block with its heads beside the figures. */
export function FiguresTable(props: {
  readonly caption: string;
  readonly first: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
}) {
  return (
    <div class={styles.box}>
      <table class={styles.table} aria-label={props.caption}>
        <thead>
          <tr>
            <th scope="col">{props.first}</th>
            <For each={props.heads}>{(head) => <th scope="col">{head}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr>
                <th scope="row">{row.name}</th>
                <For each={row.cells}>{(cell, i) => <td data-head={props.heads[i()]}>{cell}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
        <caption>{props.caption}</caption>
      </table>
    </div>
  );
}
