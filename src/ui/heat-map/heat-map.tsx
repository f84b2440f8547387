import { createMemo, For, Show } from 'solid-js';
import { heatMap as text } from '../text/en/heat-map.ts';
import styles from './heat-map.module.css';
import { type HeatCell, type HeatTable, heatExtent, heatStep } from './heat-rows.ts';
import { HEAT_STEPS, HeatScale } from './heat-scale.tsx';
import tones from './heat-tones.module.css';

/**
 * The few parts of a small miner as a grid of numbers on a perceptual colour scale. The number is always printed, a
 * stalled part is hatched and says so, and the whole is a list to screen readers, read part by part.
 */
export function HeatMap(props: {
  readonly label: string;
  readonly table: HeatTable;
  readonly format: (value: number) => string;
}) {
  const extent = createMemo(() => heatExtent(props.table.rows));
  const stalled = () => props.table.rows.flatMap(({ cells }) => cells.filter((cell) => cell.stalled)).length;
  const tone = (cell: HeatCell) => {
    const range = extent();
    return cell.value === undefined || cell.stalled || !range
      ? 'none'
      : heatStep(cell.value, range, HEAT_STEPS);
  };
  const row = (place: number) => text.parts[props.table.rowsAre](place);
  return (
    <figure class={`${styles.map} ${tones.tones}`} aria-label={props.label}>
      <ul class={styles.rows}>
        <For each={props.table.rows}>
          {(each) => (
            <li class={styles.row}>
              <span class={styles.rowName}>{row(each.place)}</span>
              <ul class={styles.cells} aria-label={row(each.place)}>
                <For each={each.cells}>
                  {(cell) => (
                    <Cell
                      cell={cell}
                      name={text.parts[props.table.cellsAre](cell.place)}
                      tone={tone(cell)}
                      format={props.format}
                    />
                  )}
                </For>
              </ul>
            </li>
          )}
        </For>
      </ul>
      <Show when={extent()}>
        {(range) => <HeatScale range={range()} stalled={stalled()} format={props.format} />}
      </Show>
    </figure>
  );
}

function Cell(props: {
  readonly cell: HeatCell;
  readonly name: string;
  readonly tone: number | 'none';
  readonly format: (value: number) => string;
}) {
  return (
    <li class={styles.cell} data-tone={props.tone} data-stalled={props.cell.stalled}>
      <span class={styles.place}>{props.name}</span>
      <strong>{props.cell.value === undefined ? text.none : props.format(props.cell.value)}</strong>
      <Show when={props.cell.stalled}>
        <span class={styles.word}>{text.stalled}</span>
      </Show>
    </li>
  );
}
