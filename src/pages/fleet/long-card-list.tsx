import { createWindowVirtualizer, defaultRangeExtractor, type Range } from '@tanstack/solid-virtual';
import { createEffect, createMemo, createSignal, For, type JSX, onCleanup, onMount } from 'solid-js';
import { fleet } from '../../ui/text/en/fleet.ts';
import styles from './miner-cards.module.css';

/** A row's height until it has been measured, px: a card with four figures and a tag. */
const ROW_HEIGHT_GUESS = 316;
/** Rows kept on either side of the screen: Tab must find the next card before it is scrolled to. */
const ROWS_BEYOND = 2;

/**
 * The cards of a large fleet, of which only those near the screen are on the page. They stand in the rows of one grid,
 * and a row without cards is as high as it was, or as high as a card usually is. Screen readers are told how many there
 * are and which one each is; the card that has the focus stays on the page wherever it is scrolled to. The browser's
 * own search in the page finds only what is drawn: the search field above the list finds all.
 */
export function LongCardList(props: {
  readonly ids: readonly string[];
  readonly children: (id: string) => JSX.Element;
}) {
  const [list, setList] = createSignal<HTMLUListElement>();
  const { columns, gap, offsetTop } = createGrid(list);
  const [focused, setFocused] = createSignal<string>();
  const focusedRow = () => Math.floor(props.ids.indexOf(focused() ?? '') / columns());
  const virtualizer = createWindowVirtualizer<HTMLLIElement>({
    get count() {
      return Math.ceil(props.ids.length / columns());
    },
    get gap() {
      return gap();
    },
    get scrollMargin() {
      return offsetTop();
    },
    get rangeExtractor() {
      const kept = focusedRow();
      return (range: Range) => withRow(defaultRangeExtractor(range), kept, range.count);
    },
    estimateSize: () => ROW_HEIGHT_GUESS,
    overscan: ROWS_BEYOND,
  });
  const rows = createMemo(() => virtualizer.getVirtualItems().map(({ index }) => index));
  // Ids and not rows: a card that only moves is not built anew.
  const drawn = createMemo(() =>
    rows().flatMap((row) => props.ids.slice(row * columns(), (row + 1) * columns())),
  );
  const places = createMemo(() => new Map(props.ids.map((id, place): [string, number] => [id, place])));
  const template = () => {
    // A row that was measured changes the sum of all.
    virtualizer.getTotalSize();
    return rowTemplate(virtualizer.measurementsCache, new Set(rows()));
  };
  return (
    <ul
      ref={setList}
      class={styles.cards}
      aria-label={fleet.miners.list}
      style={{ 'grid-template-rows': template() }}
      onFocusOut={() => setFocused(undefined)}
    >
      <For each={drawn()}>
        {(id) => {
          const place = () => places().get(id) ?? 0;
          const row = () => Math.floor(place() / columns());
          return (
            <Item
              row={row()}
              column={place() % columns()}
              place={place()}
              count={props.ids.length}
              onFocus={() => setFocused(id)}
              measure={virtualizer.measureElement}
            >
              {props.children(id)}
            </Item>
          );
        }}
      </For>
    </ul>
  );
}

/** One card in its place of the grid. All of a row are equally high, so the first of them is measured for it. */
function Item(props: {
  readonly row: number;
  readonly column: number;
  readonly place: number;
  readonly count: number;
  readonly onFocus: () => void;
  readonly measure: (item: HTMLLIElement) => void;
  readonly children: JSX.Element;
}) {
  let item: HTMLLIElement | undefined;
  createEffect(() => {
    // Read here, so that a card which moves to another row is measured for that one.
    if (props.column === 0 && props.row >= 0 && item) props.measure(item);
  });
  return (
    <li
      ref={item}
      data-index={props.row}
      aria-setsize={props.count}
      aria-posinset={props.place + 1}
      style={{ 'grid-row': props.row + 1, 'grid-column': props.column + 1 }}
      onFocusIn={() => props.onFocus()}
    >
      {props.children}
    </li>
  );
}

/** The heights of all rows: those with cards as their cards need, the others as they were measured or are guessed. */
function rowTemplate(measured: readonly { readonly size: number }[], drawn: ReadonlySet<number>): string {
  const tracks: string[] = [];
  let run = { track: '', length: 0 };
  const flush = () => run.length > 0 && tracks.push(`repeat(${run.length},${run.track})`);
  for (const [row, { size }] of measured.entries()) {
    const track = drawn.has(row) ? 'auto' : `${size}px`;
    if (track === run.track) run.length += 1;
    else {
      flush();
      run = { track, length: 1 };
    }
  }
  flush();
  return tracks.join(' ');
}

/** How the style sheet lays the list out at its present width, and where on the page it begins. */
function createGrid(list: () => HTMLElement | undefined) {
  const [columns, setColumns] = createSignal(1);
  const [gap, setGap] = createSignal(0);
  const [offsetTop, setOffsetTop] = createSignal(0);
  const measure = () => {
    const element = list();
    if (!element) return;
    // Not the columns that the browser counts: cards that stand in a second one keep it open when the page narrows.
    const style = getComputedStyle(element);
    const rowGap = Number.parseFloat(style.rowGap) || 0;
    const least = Number.parseFloat(style.getPropertyValue('--card-least')) * remPx();
    setColumns(Math.max(1, Math.floor((element.clientWidth + rowGap) / (least + rowGap))));
    setGap(rowGap);
    setOffsetTop(Math.round(element.getBoundingClientRect().top + scrollY));
  };
  // What stands above the list grows and shrinks as well, and with it the page.
  const watched = new ResizeObserver(measure);
  onMount(() => {
    measure();
    watched.observe(document.body);
    const element = list();
    if (element) watched.observe(element);
  });
  onCleanup(() => watched.disconnect());
  return { columns, gap, offsetTop };
}

function remPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function withRow(range: number[], row: number, count: number): number[] {
  if (row < 0 || row >= count || range.includes(row)) return range;
  return [...range, row].sort((a, b) => a - b);
}
