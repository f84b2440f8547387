import { createMemo, createSignal, Index, Show } from 'solid-js';
import { heatMap as text } from '../text/en/heat-map.ts';
import { type ChipCursor, chipKey } from './chip-cursor.ts';
import styles from './chip-map.module.css';
import { ChipTable } from './chip-table.tsx';
import { chipName, extremesWords, stalledWords } from './chip-words.ts';
import { type HeatCell, type HeatTable, heatExtent, heatStep } from './heat-rows.ts';
import { HEAT_STEPS, HeatScale } from './heat-scale.tsx';
import tones from './heat-tones.module.css';

/**
 * The hundreds of chips of a large miner as small fields of colour, board by board. The outermost and the stalled ones
 * are named in words; each is read by pointing, by tapping or with the arrow keys, and all stand in a table.
 */
export function ChipMap(props: {
  readonly label: string;
  readonly table: HeatTable;
  readonly format: (value: number) => string;
}) {
  const [cursor, setCursor] = createSignal<ChipCursor>();
  const [announced, announce] = createSignal('');
  const extent = createMemo(() => heatExtent(props.table.rows));
  const stalled = () => props.table.rows.flatMap(({ cells }) => cells.filter((cell) => cell.stalled)).length;
  const readingAt = (at: ChipCursor | undefined) => {
    const row = at && props.table.rows[at.row];
    const cell = row?.cells[at?.cell ?? 0];
    if (!row || !cell) return undefined;
    const value = cell.value === undefined ? text.unknown : props.format(cell.value);
    const said = cell.stalled ? `${value}, ${text.stalled}` : value;
    return text.reading(chipName(props.table, row.place, cell.place), said);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const sizes = props.table.rows.map(({ cells }) => cells.length);
    const next = chipKey(event.key, sizes, cursor());
    if (!next) return;
    event.preventDefault();
    setCursor(next);
    // Only what a key asked for is said aloud, not each new figure of the chip that is read.
    announce(readingAt(next) ?? '');
  };
  return (
    <figure class={`${styles.map} ${tones.tones}`} aria-label={props.label}>
      <Show when={extremesWords(props.table, props.format)}>
        {(words) => <p class={styles.words}>{words()}</p>}
      </Show>
      <Show when={stalledWords(props.table)}>
        {(words) => <p class={`${styles.words} ${styles.stalled}`}>{words()}</p>}
      </Show>
      <Field
        table={props.table}
        cursor={cursor()}
        extent={extent()}
        label={props.label}
        onRead={setCursor}
        onKeyDown={onKeyDown}
      />
      <p class={styles.reading} data-hint={readingAt(cursor()) === undefined}>
        {readingAt(cursor()) ?? text.hint}
      </p>
      <p class="visually-hidden" aria-live="polite">
        {announced()}
      </p>
      <Show when={extent()}>
        {(range) => <HeatScale range={range()} stalled={stalled()} format={props.format} />}
      </Show>
      <ChipTable label={props.label} table={props.table} format={props.format} />
    </figure>
  );
}

/** The fields. An application to screen readers, so that arrow keys reach us instead of moving their own cursor. */
function Field(props: {
  readonly label: string;
  readonly table: HeatTable;
  readonly cursor: ChipCursor | undefined;
  readonly extent: readonly [number, number] | undefined;
  readonly onRead: (at: ChipCursor) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}) {
  const tone = ({ value, stalled }: HeatCell) =>
    value === undefined || stalled || !props.extent ? 'none' : heatStep(value, props.extent, HEAT_STEPS);
  const isRead = (row: number, cell: number) => props.cursor?.row === row && props.cursor.cell === cell;
  const point = ({ target }: PointerEvent) => {
    const at = target instanceof HTMLElement ? placeOf(target) : undefined;
    if (at) props.onRead(at);
  };
  return (
    <div
      class={styles.field}
      role="application"
      tabindex="0"
      aria-label={props.label}
      aria-description={text.keys}
      onKeyDown={(event) => props.onKeyDown(event)}
      onPointerDown={point}
      onPointerMove={point}
    >
      <Index each={props.table.rows}>
        {(row, at) => (
          <div>
            <div class={styles.rowName}>{text.parts[props.table.rowsAre](row().place)}</div>
            <div class={styles.chips} data-row={at}>
              <Index each={row().cells}>
                {(cell, place) => (
                  <span
                    class={styles.chip}
                    data-tone={tone(cell())}
                    data-stalled={cell().stalled}
                    data-read={isRead(at, place)}
                  />
                )}
              </Index>
            </div>
          </div>
        )}
      </Index>
    </div>
  );
}

/** Which field a pointer is on: its place among its siblings, and the row that they are in. */
function placeOf(element: HTMLElement): ChipCursor | undefined {
  const row = element.parentElement?.dataset.row;
  if (row === undefined || !element.parentElement) return undefined;
  return { row: Number(row), cell: [...element.parentElement.children].indexOf(element) };
}
