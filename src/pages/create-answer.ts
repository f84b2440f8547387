import { type Accessor, createEffect, createSignal, on } from 'solid-js';

/** What a page asked the collector for, as far as it has been answered. */
export interface Answer<T> {
  /** The newest answer; it stays while the next one is on its way. */
  readonly latest: Accessor<T | undefined>;
  /** Did the newest question fail? */
  readonly failed: Accessor<boolean>;
  /** What it failed with; undefined where it did not. */
  readonly failure: Accessor<unknown>;
  readonly asking: Accessor<boolean>;
  readonly askAgain: () => void;
}

/**
 * Asks now and whenever the question changes; an answer to an older question is dropped. Unlike a Solid resource it
 * never suspends: a page whose history is still being read shows everything else meanwhile.
 */
export function createAnswer<Question, T>(
  question: Accessor<Question>,
  ask: (question: Question) => Promise<T>,
): Answer<T> {
  const [latest, setLatest] = createSignal<T>();
  const [failed, setFailed] = createSignal(false);
  const [failure, setFailure] = createSignal<unknown>();
  const [asking, setAsking] = createSignal(true);
  let asked = 0;
  const put = async (next: Question) => {
    asked += 1;
    const mine = asked;
    setAsking(true);
    try {
      const answer = await ask(next);
      if (mine !== asked) return;
      setLatest(() => answer);
      setFailed(false);
      setFailure(undefined);
    } catch (error) {
      if (mine !== asked) return;
      console.error('a question to the collector failed', error);
      setFailure(() => error);
      setFailed(true);
    }
    setAsking(false);
  };
  createEffect(on(question, (next) => void put(next)));
  return { latest, failed, failure, asking, askAgain: () => void put(question()) };
}
