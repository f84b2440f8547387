import { For } from 'solid-js';
import { RAISE_WINDOW_MS } from '../../domain/action.ts';
import type { WayStep } from '../../domain/gradual-way.ts';
import { formatClock } from '../../ui/format/clock-time.ts';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { action as text } from '../../ui/text/en/action.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './control.module.css';
import { changeWords } from './setting-words.ts';

/** By how many steps a raise goes, for how long, and where it stands after each. */
export function WayNotice(props: { readonly way: readonly WayStep[] }) {
  const { nowMs } = useFleet();
  const fromMs = () => props.way[0]?.atMs ?? nowMs();
  const lasts = () => formatRoughDuration(((props.way.length - 1) * RAISE_WINDOW_MS) / 1_000);
  return (
    <div class={styles.group}>
      <p>
        {fromMs() > nowMs()
          ? text.wayWaits(props.way.length, lasts(), formatClock(fromMs()))
          : text.way(props.way.length, lasts())}{' '}
        {text.wayStops}
      </p>
      <details class={styles.hint}>
        <summary>{text.wayList}</summary>
        <ol class={styles.way}>
          <For each={props.way}>
            {({ atMs, change }) => <li>{text.wayStep(formatClock(atMs), changeWords(change))}</li>}
          </For>
        </ol>
      </details>
    </div>
  );
}
