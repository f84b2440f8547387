import { For, type JSX } from 'solid-js';
import { fleet } from '../../ui/text/en/fleet.ts';
import styles from './miner-cards.module.css';

/** All cards, one after the other. For so many that they would slow the page down there is the long list. */
export function CardList(props: {
  readonly ids: readonly string[];
  readonly children: (id: string) => JSX.Element;
}) {
  return (
    <ul class={styles.cards} aria-label={fleet.miners.list}>
      <For each={props.ids}>{(id) => <li>{props.children(id)}</li>}</For>
    </ul>
  );
}
