import { createSignal, Show } from 'solid-js';
import type { QuestionState } from '../../domain/sources-view.ts';
import type { Upstream } from '../../domain/upstream.ts';
import { Button } from '../../ui/button.tsx';
import { sources as text } from '../../ui/text/en/sources.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './sources-page.module.css';

/** Asks a provider now, and says what came of it. */
export function SourceTest(props: { readonly upstream: Upstream }) {
  const fleet = useFleet();
  const [asking, setAsking] = createSignal(false);
  const [outcome, setOutcome] = createSignal<string>();
  const test = async () => {
    setAsking(true);
    setOutcome(undefined);
    try {
      setOutcome(wordsOf(await (await fleet.ownCollector()).testSource(props.upstream.id)));
    } catch (error) {
      console.error('a source was not tested', error);
      setOutcome(text.failed);
    } finally {
      setAsking(false);
    }
  };
  return (
    <div class={styles.actions}>
      <Button busy={asking()} aria-label={text.testOf(props.upstream.name)} onClick={() => void test()}>
        {text.test}
      </Button>
      <p role="status">{asking() ? text.testing : <Show when={outcome()}>{outcome()}</Show>}</p>
    </div>
  );
}

function wordsOf(questions: readonly QuestionState[]): string {
  if (questions.length === 0) return text.testNothing;
  const failure = questions.find(({ failures }) => failures > 0)?.failure;
  return failure ? text.testFailed(text.failures[failure.kind]) : text.testWell(questions.length);
}
