import { children, createUniqueId, type JSX, Show } from 'solid-js';
import styles from './card.module.css';

/** A raised sheet with a heading: one subject of a page. */
export function Card(props: {
  readonly heading?: string | undefined;
  /** Right of the heading: a choice or a button that belongs to the whole card. */
  readonly aside?: JSX.Element;
  /** The edge says how bad it is; the words inside must say it too. */
  readonly tone?: 'good' | 'watch' | 'act' | 'paused' | undefined;
  readonly children?: JSX.Element;
}) {
  const headingId = createUniqueId();
  // Each look at a property that holds markup builds that markup anew.
  const aside = children(() => props.aside);
  return (
    <section
      class={styles.card}
      data-tone={props.tone}
      aria-labelledby={props.heading ? headingId : undefined}
    >
      <Show when={props.heading || aside()}>
        <div class={styles.head}>
          <h2 id={headingId}>{props.heading}</h2>
          <div class={styles.aside}>{aside()}</div>
        </div>
      </Show>
      {props.children}
    </section>
  );
}
