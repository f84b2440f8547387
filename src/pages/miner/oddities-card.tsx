import { For, Show } from 'solid-js';
import { Card } from '../../ui/card.tsx';
import { miner as text } from '../../ui/text/en/miner.ts';
import styles from './miner-page.module.css';
import type { ShownMiner } from './shown-miner.ts';

/** What the device sent that could not be used. Nothing is drawn where all of it could. */
export function OdditiesCard(props: { readonly shown: ShownMiner }) {
  const oddities = () => props.shown.view.reading?.oddities ?? [];
  const words = text.oddities;
  return (
    <Show when={oddities().length > 0}>
      <Card heading={words.heading}>
        <p class={styles.hint}>{words.lead}</p>
        <ul class={styles.oddities}>
          <For each={oddities()}>
            {(oddity) => <li>{words.line(oddity.found, oddity.field, oddity.problem)}</li>}
          </For>
        </ul>
      </Card>
    </Show>
  );
}
