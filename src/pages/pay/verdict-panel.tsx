import { For, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { pay as text } from '../../ui/text/en/pay.ts';
import type { FleetPay } from './fleet-pay.ts';
import styles from './pay-page.module.css';
import { soloWords } from './solo-words.ts';
import { offSentences, verdict } from './verdict.ts';

/** The answer in words, the hours worth switching off, and what it all rests on. */
export function VerdictPanel(props: {
  readonly pay: FleetPay;
  readonly currency: string;
  readonly hashpriceId: string;
}) {
  const answer = () => verdict(props.pay, props.currency);
  return (
    <section class={styles.verdict} data-tone={answer().tone} aria-label={text.question}>
      <p class={styles.sentence}>{answer().sentence}</p>
      <Show when={answer().why}>
        <p>{answer().why}</p>
      </Show>
      <Show
        when={props.pay.counted > 0}
        fallback={
          <Show when={props.pay.missing.includes('hashprice')}>
            <Button look="primary" onClick={() => focusField(props.hashpriceId)}>
              {text.verdict.goToHashprice}
            </Button>
          </Show>
        }
      >
        <For each={offSentences(props.pay, props.currency)}>
          {(sentence) => <p class={styles.off}>{sentence}</p>}
        </For>
        <Show when={soloWords(props.pay)}>{(words) => <p>{words()}</p>}</Show>
        <p class={styles.hint}>{text.basis}</p>
      </Show>
    </section>
  );
}

function focusField(id: string): void {
  document.getElementById(id)?.querySelector('input')?.focus();
}
