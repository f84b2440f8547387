import { For, Show } from 'solid-js';
import type { FoundMiner } from '../../domain/discovery.ts';
import { Button } from '../../ui/button.tsx';
import { failureWords } from '../../ui/failure-words.ts';
import { Notice } from '../../ui/notice.tsx';
import { findMiners } from '../../ui/text/en/find-miners.ts';
import styles from './add-miner-page.module.css';
import type { Selection } from './create-selection.ts';
import { foundName } from './found-name.ts';

const { list, adding } = findMiners;

/** The button that adds what is ticked, and what came of it. */
export function AddTicked(props: {
  readonly found: readonly FoundMiner[];
  readonly selection: Selection;
  readonly onShow: () => void;
}) {
  const added = () => [...props.selection.outcomes().values()].filter(({ kind }) => kind === 'added').length;
  const failures = () =>
    props.found.flatMap((miner) => {
      const outcome = props.selection.outcomes().get(miner.id);
      if (outcome?.kind !== 'failed') return [];
      return [adding.failed(foundName(miner), failureWords(outcome.failure).sentence)];
    });
  const count = () => props.selection.ticked().length;
  const add = () => {
    if (count() > 0) void props.selection.addTicked();
  };
  return (
    <div class={styles.stack}>
      <Show when={props.selection.addable().length > 0}>
        <p class={styles.consent}>{list.consent}</p>
        <div>
          <Button
            look={count() > 0 ? 'primary' : 'plain'}
            icon="add"
            busy={props.selection.adding()}
            disabled={count() === 0}
            onClick={add}
          >
            {list.add(count())}
          </Button>
        </div>
      </Show>
      <For each={failures()}>
        {(words) => (
          <Notice live tone="watch">
            {words}
          </Notice>
        )}
      </For>
      <Show when={added() > 0 && !props.selection.adding()}>
        <Notice
          live
          tone="good"
          action={
            <Button look="primary" onClick={() => props.onShow()}>
              {adding.show}
            </Button>
          }
        >
          {adding.done(added())}
        </Notice>
      </Show>
    </div>
  );
}
