import { Show } from 'solid-js';
import { control } from '../../ui/text/en/control.ts';
import styles from './control.module.css';
import type { BulkRow as Row } from './create-bulk-change.ts';
import { DifferencesTable } from './differences-table.tsx';
import { OwnWords } from './own-words.tsx';
import { outcomeWords, recordWords } from './setting-words.ts';

/** One miner: what would change, or why not; then what became of it. */
export function BulkRow(props: { readonly row: Row }) {
  const words = () => {
    const { record, why, step } = props.row;
    if (why !== undefined) return why;
    if (step === 'sending' || !record) return control.bulk.steps[step];
    return record.isUndo ? `${recordWords(record)}. ${outcomeWords(record)}` : outcomeWords(record);
  };
  const isToChange = () => props.row.step === 'ready' || props.row.step === 'sending';
  return (
    <li class={styles.group}>
      <strong>{props.row.miner.name}</strong>
      <Show when={isToChange() && props.row.differences.length > 0}>
        <DifferencesTable differences={props.row.differences} />
      </Show>
      <Show when={words()}>{(sentence) => <p class={styles.hint}>{sentence()}</p>}</Show>
      <OwnWords reason={props.row.record?.reason} />
    </li>
  );
}
