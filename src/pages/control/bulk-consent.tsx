import { createSignal, For, Show } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import { Button } from '../../ui/button.tsx';
import { control } from '../../ui/text/en/control.ts';
import styles from './control.module.css';

const text = control.bulk.consent;

/** Who of the chosen is only watched, and one consent for all of them, which names each. */
export function BulkConsent(props: {
  /** At least one. */
  readonly watched: readonly Miner[];
  readonly onAllow: () => void;
}) {
  const [asking, setAsking] = createSignal(false);
  const names = () => props.watched.map(({ name }) => name).join(', ');
  return (
    <section class={styles.template}>
      <p>{text.watched(names())}</p>
      <Show
        when={asking()}
        fallback={
          <div class={styles.buttons}>
            <Button onClick={() => setAsking(true)}>{text.ask}</Button>
          </div>
        }
      >
        <ul class={styles.terms}>
          <For each={control.watchOnly.terms}>{(term) => <li>{term}</li>}</For>
        </ul>
        <p>{control.watchOnly.after}</p>
        <div class={styles.buttons}>
          {/* The button before it is gone, and the focus with it. */}
          <Button
            look="primary"
            ref={(button) => queueMicrotask(() => button.focus())}
            onClick={() => props.onAllow()}
          >
            {text.allow(props.watched.length === 1 ? names() : text.these(props.watched.length))}
          </Button>
        </div>
      </Show>
    </section>
  );
}
