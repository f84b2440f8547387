import { Show } from 'solid-js';
import type { ChangeReason } from '../../domain/control.ts';
import { control as text } from '../../ui/text/en/control.ts';
import styles from './control.module.css';
import { ownWordsOf } from './setting-words.ts';

/** What the device itself answered, for whoever wants to know, behind a press. */
export function OwnWords(props: { readonly reason: ChangeReason | undefined }) {
  return (
    <Show when={ownWordsOf(props.reason)}>
      {(words) => (
        <details class={styles.hint}>
          <summary>{text.ownWords}</summary>
          <code class={styles.told}>{words()}</code>
        </details>
      )}
    </Show>
  );
}
