import { For, Show } from 'solid-js';
import type { Discovery } from '../../domain/discovery.ts';
import { formatAddress } from '../../domain/miner.ts';
import { failureWords } from '../../ui/failure-words.ts';
import { Notice } from '../../ui/notice.tsx';
import { findMiners } from '../../ui/text/en/find-miners.ts';
import styles from './add-miner-page.module.css';

const text = findMiners.ended;

/** What a look came to, in a sentence or two. */
export function SearchSummary(props: { readonly discovery: Discovery; readonly stopped: boolean }) {
  const sentences = () => {
    const { found, others, asked, total, brokeOff, noNames, unread } = props.discovery;
    const nothing = found.length === 0 && unread.length === 0;
    return [
      props.stopped && text.stopped(asked, total),
      brokeOff !== undefined && text.brokeOff(brokeOff),
      nothing ? !props.stopped && text.nothing(asked) : text.found(found.length),
      others > 0 && text.others(others),
      nothing && !props.stopped && text.advice,
      noNames !== undefined && found.some(({ identity }) => !identity.hostname) && text.noNames,
    ].filter((sentence) => sentence !== false);
  };
  const fine = () => props.discovery.found.length > 0 && props.discovery.brokeOff === undefined;
  return (
    <div class={styles.stack}>
      <Notice live tone={fine() ? 'good' : 'info'}>
        {sentences().join(' ')}
      </Notice>
      <Show when={props.discovery.unread.length > 0}>
        <ul class={styles.unread} aria-label={findMiners.list.unreadHeading}>
          <For each={props.discovery.unread}>
            {(miner) => (
              <li>
                {findMiners.list.unread(formatAddress(miner.address))} {failureWords(miner).sentence}
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}
