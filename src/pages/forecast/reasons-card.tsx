import { For, Show } from 'solid-js';
import type { ForecastReason, ForecastTarget } from '../../domain/forecast.ts';
import { Card } from '../../ui/card.tsx';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import type { Figures } from './create-figures.ts';
import styles from './forecast-page.module.css';
import { reasonWords } from './reason-words.ts';

/** Why the forecast says what it says, what matters most first. */
export function ReasonsCard(props: {
  readonly reasons: readonly ForecastReason[];
  readonly target: ForecastTarget;
  readonly figures: Figures;
}) {
  const words = (reason: ForecastReason) =>
    reasonWords(reason, props.target, props.figures.features(props.target.unit), props.figures.options());
  const method = () => props.reasons.find((reason) => reason.kind === 'feature')?.method;
  return (
    <Card heading={text.reasons.heading}>
      <Show when={props.reasons.length > 0} fallback={<p class={styles.hint}>{text.reasons.none}</p>}>
        <ul class={styles.bands}>
          <For each={props.reasons}>{(reason) => <li>{words(reason)}</li>}</For>
        </ul>
        <Show when={method()}>{(how) => <p class={styles.hint}>{text.reasons.method[how()]}</p>}</Show>
      </Show>
    </Card>
  );
}
