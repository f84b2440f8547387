import { type JSX, Show } from 'solid-js';
import styles from './empty-state.module.css';

/** Nothing here yet: what this is for, what it will look like, and the one thing to do. */
export function EmptyState(props: {
  readonly heading: string;
  readonly purpose: string;
  /** A drawing of the filled state; decoration only. */
  readonly picture?: JSX.Element;
  readonly actions?: JSX.Element;
}) {
  return (
    <div class={styles.empty}>
      <Show when={props.picture}>
        <div class={styles.picture} aria-hidden="true">
          {props.picture}
        </div>
      </Show>
      <h2>{props.heading}</h2>
      <p>{props.purpose}</p>
      <Show when={props.actions}>
        <div class={styles.actions}>{props.actions}</div>
      </Show>
    </div>
  );
}
