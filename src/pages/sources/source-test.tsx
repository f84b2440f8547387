import { createSignal, For, Show } from 'solid-js';
import type { ProviderField } from '../../domain/provider-fields.ts';
import type { SourceState } from '../../domain/sources-view.ts';
import type { Upstream } from '../../domain/upstream.ts';
import { Button } from '../../ui/button.tsx';
import { sources as text } from '../../ui/text/en/sources.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './sources-page.module.css';
import { testWords, wantWords } from './test-words.ts';

/** Asks a provider now, and says what came of it: its figures with their age, or why there are none. */
export function SourceTest(props: {
  readonly upstream: Upstream;
  readonly fields: readonly ProviderField[];
  readonly state: SourceState | undefined;
}) {
  const fleet = useFleet();
  const [asking, setAsking] = createSignal(false);
  const [outcome, setOutcome] = createSignal<readonly string[]>([]);
  const ask = async (): Promise<readonly string[]> => {
    const wanted = wantWords(props.fields, props.state);
    if (wanted !== undefined) return [wanted];
    const answers = await (await fleet.ownCollector()).testSource(props.upstream.id);
    return testWords(props.upstream, props.state, answers, fleet.nowMs());
  };
  const test = async () => {
    setAsking(true);
    setOutcome([]);
    try {
      setOutcome(await ask());
    } catch (error) {
      console.error('a source was not tested', error);
      setOutcome([text.failed]);
    } finally {
      setAsking(false);
    }
  };
  return (
    <div class={styles.actions}>
      <Button busy={asking()} aria-label={text.testOf(props.upstream.name)} onClick={() => void test()}>
        {text.test}
      </Button>
      <div role="status">
        <Show when={!asking()} fallback={<p>{text.testing}</p>}>
          <For each={outcome()}>{(line, at) => <p class={at() > 0 ? styles.hint : undefined}>{line}</p>}</For>
        </Show>
      </div>
    </div>
  );
}
