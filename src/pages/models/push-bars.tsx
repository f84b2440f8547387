import { For } from 'solid-js';
import styles from './models-page.module.css';

export interface PushBar {
  readonly label: string;
  readonly figure: string;
  /** Below 0 the bar goes to the other side, in another colour. */
  readonly size: number;
}

/** Bars beside their names and figures; where some go down, all begin in the middle. */
export function PushBars(props: { readonly bars: readonly PushBar[] }) {
  const largest = () => Math.max(...props.bars.map(({ size }) => Math.abs(size)), Number.MIN_VALUE);
  const isTwoSided = () => props.bars.some(({ size }) => size < 0);
  const place = (size: number) => {
    const share = (Math.abs(size) / largest()) * (isTwoSided() ? 50 : 100);
    if (!isTwoSided()) return { left: '0', width: `${share}%` };
    return { left: `${size < 0 ? 50 - share : 50}%`, width: `${share}%` };
  };
  return (
    <ul class={styles.bars}>
      <For each={props.bars}>
        {(bar) => (
          <li>
            <span>{bar.label}</span>
            <span>{bar.figure}</span>
            <span class={styles.bar} data-down={bar.size < 0} aria-hidden="true">
              <i style={place(bar.size)} />
            </span>
          </li>
        )}
      </For>
    </ul>
  );
}
