import { Show } from 'solid-js';
import { pay as text } from '../../ui/text/en/pay.ts';
import styles from './pay-page.module.css';

/** Marks figures that nobody typed: they are ours, not the owner's. */
export function ExampleBadge(props: { readonly shown: boolean }) {
  return (
    <Show when={props.shown}>
      <span class={styles.example}>{text.example}</span>
    </Show>
  );
}
