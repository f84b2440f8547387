import { children, type JSX, Show } from 'solid-js';
import styles from './empty-state.module.css';

/** Nothing here yet: what this is for, what it will look like, and the one thing to do. */
export function EmptyState(props: {
  readonly heading: string;
  readonly purpose: string;
  /** A drawing of the filled state; decoration only. */
  readonly picture?: JSX.Element;
  readonly actions?: JSX.Element;
}) {
  // Each look at a property that holds markup builds that markup anew.
  const picture = children(() => props.picture);
  const actions = children(() => props.actions);
  return (
    <div class={styles.empty}>
      <Show when={picture()}>
        <div class={styles.picture} aria-hidden="true">
          {picture()}
        </div>
      </Show>
      <h2>{props.heading}</h2>
      <p>{props.purpose}</p>
      <Show when={actions()}>
        <div class={styles.actions}>{actions()}</div>
      </Show>
    </div>
  );
}
