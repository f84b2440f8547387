import type { MinerChange } from '../../domain/change-effect.ts';
import { changedWords } from './effect-words.ts';

/** What was changed, where no event tells it. */
export function EntryWords(props: { readonly change: MinerChange }) {
  return <span>{changedWords(props.change)}</span>;
}
