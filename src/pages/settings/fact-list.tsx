import { For } from 'solid-js';
import styles from './settings-page.module.css';

/** Named facts, one under the other. */
export function FactList(props: { readonly facts: readonly (readonly [name: string, fact: string])[] }) {
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
