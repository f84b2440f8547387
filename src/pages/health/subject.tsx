import { createSignal, createUniqueId, type JSX, Show } from 'solid-js';
import { isNarrow } from './create-narrow.ts';
import styles from './subject.module.css';
import { type SubjectName, subjectAnchor } from './subject-anchor.ts';

/**
 * One subject of the page. On a phone it begins folded, as one line that says what it comes to; what is folded is not even
 * drawn. The heading is a button that unfolds it, as the accordion of the ARIA Authoring Practices Guide.
 */
export function Subject(props: {
  readonly name: SubjectName;
  readonly heading: string;
  /** What it comes to, in a sentence: all that is read of it while it is folded. */
  readonly gist: string;
  /** Right of the heading while it is open. */
  readonly aside?: JSX.Element;
  readonly children: JSX.Element;
}) {
  const headingId = createUniqueId();
  const bodyId = createUniqueId();
  const [open, setOpen] = createSignal(!isNarrow());
  return (
    <section class={styles.subject} id={subjectAnchor(props.name)} aria-labelledby={headingId}>
      <div class={styles.head}>
        <h2 id={headingId}>
          <button
            type="button"
            aria-expanded={open()}
            aria-controls={open() ? bodyId : undefined}
            onClick={() => setOpen((isOpen) => !isOpen)}
          >
            {props.heading}
          </button>
        </h2>
        <Show when={open()}>
          <div class={styles.aside}>{props.aside}</div>
        </Show>
      </div>
      <Show when={open()} fallback={<p class={styles.gist}>{props.gist}</p>}>
        <div class={styles.body} id={bodyId}>
          {props.children}
        </div>
      </Show>
    </section>
  );
}
