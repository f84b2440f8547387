import { createUniqueId, Show } from 'solid-js';
import styles from './progress-bar.module.css';

/** How far something is; without `done` it runs without an end in sight. */
export function ProgressBar(props: {
  readonly label: string;
  /** 0..1 */
  readonly done?: number | undefined;
  readonly note?: string | undefined;
}) {
  const labelId = createUniqueId();
  return (
    <div class={styles.progress}>
      <div class={styles.words}>
        <span id={labelId}>{props.label}</span>
        <Show when={props.note}>
          <span class={styles.note}>{props.note}</span>
        </Show>
      </div>
      <Show
        when={props.done !== undefined}
        fallback={<progress class={styles.bar} aria-labelledby={labelId} />}
      >
        <progress class={styles.bar} aria-labelledby={labelId} max={1} value={props.done} />
      </Show>
    </div>
  );
}
