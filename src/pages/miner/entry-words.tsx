import type { MinerChange } from '../../domain/change-effect.ts';
import styles from './effect-line.module.css';
import { byWords, changedWords } from './effect-words.ts';

/** What was changed, where no event tells it. */
export function EntryWords(props: { readonly change: MinerChange }) {
  return <span>{changedWords(props.change)}</span>;
}

/** Who changed it. */
export function ByWhom(props: { readonly change: MinerChange }) {
  return <p class={styles.note}>{byWords(props.change)}</p>;
}
