import { For, type JSX } from 'solid-js';
import { profit } from '../../ui/text/en/profit.ts';
import styles from './page-parts.module.css';

const text = profit.parts;

/** A part of the page that its own list leads to. */
export type PartId = keyof typeof text.names;

/** In the order in which they stand on a phone. */
const PARTS: readonly PartId[] = [
  'sums',
  'miners',
  'limits',
  'coins',
  'luck',
  'pools',
  'books',
  'ahead',
  'prices',
];

/** What is on this page: one tap to each part of it, since on a phone it is long. */
export function PartList() {
  return (
    <nav class={styles.list} aria-label={text.label}>
      <For each={PARTS}>
        {(part) => (
          <a
            href={`#${partElementId(part)}`}
            onClick={(event) => {
              event.preventDefault();
              goToPart(part);
            }}
          >
            {text.names[part]}
          </a>
        )}
      </For>
    </nav>
  );
}

/** One part of the page: the list brings the reader, and the keyboard, to its top. No landmark: its cards are. */
export function Part(props: { readonly part: PartId; readonly children: JSX.Element }) {
  return (
    <div id={partElementId(props.part)} class={styles.part} tabindex={-1}>
      {props.children}
    </div>
  );
}

/** Shows a part from its top. Chromium's own scrolling on focus would show the middle of one taller than the screen. */
function goToPart(part: PartId): void {
  const section = document.getElementById(partElementId(part));
  section?.scrollIntoView({ block: 'start' });
  section?.focus({ preventScroll: true });
}

function partElementId(part: PartId): string {
  return `profit-${part}`;
}
