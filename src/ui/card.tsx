import { createUniqueId, type JSX, Show } from 'solid-js';
import styles from './card.module.css';

/** A raised sheet with a heading: one subject of a page. */
export function Card(props: {
  readonly heading?: JSX.Element;
  /** Level of the heading in the page's outline; 2 unless it stands inside another card. */
  readonly level?: 2 | 3;
  /** Right of the heading: a choice or a button that belongs to the whole card. */
  readonly aside?: JSX.Element;
  /** The edge says how bad it is; the words inside must say it too. */
  readonly tone?: 'good' | 'watch' | 'act' | 'paused' | undefined;
  readonly class?: string | undefined;
  readonly children?: JSX.Element;
}) {
  const headingId = createUniqueId();
  return (
    <section
      class={`${styles.card} ${props.class ?? ''}`}
      data-tone={props.tone}
      aria-labelledby={props.heading ? headingId : undefined}
    >
      <Show when={props.heading || props.aside}>
        <div class={styles.head}>
          <Show when={props.level === 3} fallback={<h2 id={headingId}>{props.heading}</h2>}>
            <h3 id={headingId}>{props.heading}</h3>
          </Show>
          <div class={styles.aside}>{props.aside}</div>
        </div>
      </Show>
      {props.children}
    </section>
  );
}
