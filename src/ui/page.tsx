import { children, type JSX, onMount, Show } from 'solid-js';
import styles from './page.module.css';

/** The frame of a page: its heading, what can be done with the whole page, its content. */
export function Page(props: {
  readonly heading: string;
  /** The heading is for screen readers only, because the page opens with something better to see. */
  readonly quietHeading?: boolean | undefined;
  readonly lead?: JSX.Element;
  readonly actions?: JSX.Element;
  /** `narrow` for forms and text, `wide` for charts and cards. */
  readonly width?: 'narrow' | 'wide';
  readonly children: JSX.Element;
}) {
  // Each look at a property that holds markup builds that markup anew.
  const lead = children(() => props.lead);
  const actions = children(() => props.actions);
  let heading: HTMLHeadingElement | undefined;
  // After the first page, a new one begins at its heading, for eyes (top) and for screen readers (focus).
  onMount(() => {
    if (document.body.dataset.visited) heading?.focus({ preventScroll: true });
    document.body.dataset.visited = 'true';
  });
  return (
    <div class={styles.page} data-width={props.width ?? 'wide'}>
      <header class={props.quietHeading ? 'visually-hidden' : styles.head}>
        <div class={styles.title}>
          <h1 ref={heading} tabindex="-1">
            {props.heading}
          </h1>
          <Show when={lead()}>
            <p class={styles.lead}>{lead()}</p>
          </Show>
        </div>
        <Show when={actions()}>
          <div class={styles.actions}>{actions()}</div>
        </Show>
      </header>
      {props.children}
    </div>
  );
}
