import { For } from 'solid-js';
import styles from './term-notes.module.css';

/** Terms of the trade with what they mean, folded: a tap on one opens it, nothing hangs on hovering. */
export function TermNotes(props: {
  readonly heading: string;
  readonly terms: readonly (readonly [term: string, meaning: string])[];
}) {
  return (
    <section class={styles.notes} aria-label={props.heading}>
      <For each={props.terms}>
        {([term, meaning]) => (
          <details>
            <summary>
              {term} <span aria-hidden="true">?</span>
            </summary>
            <p>{meaning}</p>
          </details>
        )}
      </For>
    </section>
  );
}
