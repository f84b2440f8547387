import { For, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { health as text } from '../../ui/text/en/health.ts';
import { goToFinding } from './finding-anchor.ts';
import type { HealthSentence } from './health-sentence.ts';
import styles from './sentence-panel.module.css';

const ICONS: Readonly<Record<HealthSentence['tone'], IconName>> = {
  good: 'good',
  watch: 'alert',
  act: 'offline',
  waiting: 'clock',
};

/** What an owner who looks for a moment must see: who needs him and why, or how sure "nothing" is. */
export function SentencePanel(props: { readonly sentence: HealthSentence }) {
  return (
    <section class={styles.panel} data-tone={props.sentence.tone} aria-label={text.sentence.label}>
      <span class={styles.icon}>
        <Icon name={ICONS[props.sentence.tone]} size="2rem" />
      </span>
      <div class={styles.words}>
        <p class={styles.headline}>{props.sentence.headline}</p>
        <For each={props.sentence.details}>{(detail) => <p class={styles.detail}>{detail}</p>}</For>
      </div>
      <Show when={props.sentence.worst}>
        {(worst) => (
          <Button look="primary" onClick={() => goToFinding(worst())}>
            {text.sentence.see}
          </Button>
        )}
      </Show>
    </section>
  );
}
