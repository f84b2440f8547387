import { createMemo, For, Show } from 'solid-js';
import { Card } from '../../ui/card.tsx';
import { ABSENT } from '../../ui/format/decimal.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatCount, formatRejects } from '../../ui/format/share-counts.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import styles from './miner-page.module.css';
import { rejectReasons } from './reject-reasons.ts';
import type { ShownMiner } from './shown-miner.ts';

/** Why shares earned nothing, in percent of all, each with what it means. */
export function RejectsCard(props: { readonly shown: ShownMiner }) {
  const words = text.rejects;
  const shares = () => props.shown.view.reading?.shares ?? {};
  const reasons = createMemo(() => rejectReasons(shares()));
  const rejects = () => formatRejects(shares());
  const lost = () => (shares().rejected ?? 0) + (shares().stale ?? 0);
  return (
    <Card heading={words.heading}>
      <Show when={rejects() !== ABSENT && lost() > 0}>
        <p>{words.lead(rejects())}</p>
      </Show>
      <Show
        when={reasons().length > 0}
        fallback={
          <p class={styles.hint}>{rejects() !== ABSENT && lost() === 0 ? words.none : words.unknown}</p>
        }
      >
        <ul class={styles.reasons}>
          <For each={reasons()}>
            {(reason) => (
              <li>
                <div class={styles.reasonHead}>
                  <strong>{reason.message}</strong>
                  <span>{words.row(formatPercent(reason.share), formatCount(reason.count))}</span>
                </div>
                <p class={styles.hint}>{reason.explanation}</p>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}
