import { createMemo, For, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { common } from '../../ui/text/en/common.ts';
import { retarget as text } from '../../ui/text/en/retarget.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './retarget-card.module.css';
import { retargetWords } from './retarget-words.ts';
import { toldBy } from './told-by.ts';

/** Blocks come every ten minutes, and the sources are asked as often. */
const AGAIN_AFTER_MS = 5 * 60_000;

/** The next change of Bitcoin's difficulty as an interval, from the network's rate of the last months. */
export function RetargetCard(props: { readonly nowMs: number }) {
  const { collector } = useFleet();
  const turn = createMemo(() => Math.floor(props.nowMs / AGAIN_AFTER_MS));
  const outlook = createAnswer(turn, () => collector.retargetOutlook());
  const words = createMemo(() => {
    const report = outlook.latest();
    return report && retargetWords(report, props.nowMs, (id) => toldBy([id]));
  });
  return (
    <Card heading={text.heading}>
      <Show
        when={words()}
        fallback={<p class={styles.hint}>{outlook.failed() ? text.failed : text.reading}</p>}
      >
        {(told) => (
          <>
            <p class={told().facts.length > 0 ? styles.sentence : undefined}>
              {told().sentence}{' '}
              <Show when={told().untold}>
                <a href="/settings/sources">{text.choose}</a>
              </Show>
            </p>
            <Show when={told().more}>{(more) => <p>{more()}</p>}</Show>
            <Show when={told().facts.length > 0}>
              <dl class={styles.facts}>
                <For each={told().facts}>
                  {([label, fact]) => (
                    <div>
                      <dt>{label}</dt>
                      <dd>{fact}</dd>
                    </div>
                  )}
                </For>
              </dl>
            </Show>
          </>
        )}
      </Show>
      <Show when={outlook.failed()}>
        <Button busy={outlook.asking()} onClick={outlook.askAgain}>
          {common.tryAgain}
        </Button>
      </Show>
    </Card>
  );
}
