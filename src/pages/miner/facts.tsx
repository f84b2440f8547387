import { For, type JSX } from 'solid-js';
import styles from './miner-page.module.css';

/** Name and fact in two columns. */
export function Facts(props: { readonly facts: readonly (readonly [string, JSX.Element])[] }) {
  return (
    <dl class={styles.facts}>
      <For each={props.facts}>
        {([name, fact]) => (
          <div>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        )}
      </For>
    </dl>
  );
}
