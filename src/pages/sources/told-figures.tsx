import { For, Show } from 'solid-js';
import { formatAge } from '../../ui/format/age.ts';
import { sourceFigures as text } from '../../ui/text/en/source-figures.ts';
import { useFleet } from '../fleet-context.ts';
import type { KeptSources } from './create-sources.ts';
import { figureWords } from './figure-words.ts';
import styles from './sources-page.module.css';

/** What counts of what a provider told, each with its age. Where another one is preferred, that one tells it. */
export function ToldFigures(props: { readonly provider: string; readonly kept: KeptSources }) {
  const fleet = useFleet();
  const lines = () =>
    Object.entries(props.kept.view()?.figures ?? {}).flatMap(([quantity, { provider, value, atMs }]) => {
      const words = provider === props.provider ? figureWords(quantity, value, fleet.nowMs()) : undefined;
      return words === undefined ? [] : [text.line(words, formatAge(fleet.nowMs() - atMs))];
    });
  return (
    <Show when={lines().length > 0}>
      <div>
        <h4 class={styles.hint}>{text.heading}</h4>
        <ul class={styles.told}>
          <For each={[...new Set(lines())]}>{(line) => <li>{line}</li>}</For>
        </ul>
      </div>
    </Show>
  );
}
