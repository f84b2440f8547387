import { createMemo, For, Show } from 'solid-js';
import { chart as text } from '../text/en/chart.ts';
import styles from './heat-map.module.css';
import { type HeatCell, type HeatTable, heatExtent, heatStep } from './heat-rows.ts';

/** Steps of the colour scale, dark to light as in viridis: `--heat-0` … `--heat-6`. */
const STEPS = 7;

/**
 * The parts of a miner as a grid of numbers on a perceptual colour scale. The number is always printed, a stalled part
 * is hatched and says so, and the whole is a list to screen readers, read part by part.
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
    return cell.value === undefined || cell.stalled || !range ? 'none' : heatStep(cell.value, range, STEPS);
  };
  const row = (place: number) => text.heatParts[props.table.rowsAre](place);
  return (
    <figure class={styles.map} aria-label={props.label}>
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
                      name={text.heatParts[props.table.cellsAre](cell.place)}
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
        {(range) => (
          <figcaption class={styles.scale}>
            <span>{props.format(range()[0])}</span>
            <span class={styles.ramp} aria-hidden="true" />
            <span>{props.format(range()[1])}</span>
            <Show when={stalled() > 0}>
              <span class={styles.stalledKey}>{text.heatStalledCount(stalled())}</span>
            </Show>
          </figcaption>
        )}
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
        <span class={styles.word}>{text.heatStalled}</span>
      </Show>
    </li>
  );
}
