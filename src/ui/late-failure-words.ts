import { createSignal } from 'solid-js';
import type { CollectorFailure } from '../domain/fleet-view.ts';

type Words = typeof import('./failure-words.ts').failureWords;

const [loaded, setLoaded] = createSignal<Words>();
let loading: Promise<void> | undefined;

/** Resolves when {@link lateFailureSentence} has its words; also where they cannot be loaded. */
export function loadFailureWords(): Promise<void> {
  loading ??= import('./failure-words.ts').then(
    ({ failureWords }) => void setLoaded(() => failureWords),
    (error: unknown) => {
      loading = undefined;
      console.error('the words of failures cannot be loaded', error);
    },
  );
  return loading;
}

/** Why a device could not be read, where the page of the first visit says it: undefined until its words are loaded. */
export function lateFailureSentence(failure: CollectorFailure): string | undefined {
  void loadFailureWords();
  return loaded()?.(failure).sentence;
}
