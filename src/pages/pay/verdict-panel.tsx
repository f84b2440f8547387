import { For, Match, Show, Switch } from 'solid-js';
import type { MissingInput } from '../../domain/economics/daily-net.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { pay as text } from '../../ui/text/en/pay.ts';
import type { FleetPay } from './fleet-pay.ts';
import styles from './pay-page.module.css';
import type { ShownMoney } from './shown-money.ts';
import { soloWords } from './solo-words.ts';
import { offSentences, thisHour, verdict } from './verdict.ts';

/** The answer in words, the hours worth switching off, and what it all rests on. */
export function VerdictPanel(props: {
  readonly pay: FleetPay;
  readonly shown: ShownMoney;
  readonly nowMs: number;
  readonly hashpriceId: string;
}) {
  const answer = () => verdict(props.pay, props.shown);
  const hour = () => thisHour(props.pay, props.nowMs, props.shown);
  return (
    <section class={styles.verdict} data-tone={answer().tone} aria-label={text.question}>
      <p class={styles.sentence}>{answer().sentence}</p>
      <Show when={[answer().why, hour()].filter(Boolean).join(' ')}>{(words) => <p>{words()}</p>}</Show>
      <Show
        when={props.pay.counted > 0}
        fallback={<WayOn missing={props.pay.missing} hashpriceId={props.hashpriceId} />}
      >
        <For each={offSentences(props.pay, props.shown)}>
          {(sentence) => <p class={styles.off}>{sentence}</p>}
        </For>
        <Show when={soloWords(props.pay)}>{(words) => <p>{words()}</p>}</Show>
        <p class={styles.hint}>{text.basis}</p>
      </Show>
    </section>
  );
}

/** The one thing that answers the question: a hashprice typed, or a source that knows the rest. */
function WayOn(props: { readonly missing: readonly MissingInput[]; readonly hashpriceId: string }) {
  return (
    <Switch>
      <Match when={props.missing.includes('hashprice')}>
        <Button look="primary" onClick={() => focusField(props.hashpriceId)}>
          {text.verdict.goToHashprice}
        </Button>
      </Match>
      <Match
        when={props.missing.some((input) => input === 'power-price' || input === 'hashprice-for-algorithm')}
      >
        <ButtonLink look="primary" href="/settings/sources">
          {text.verdict.goToSources}
        </ButtonLink>
      </Match>
    </Switch>
  );
}

function focusField(id: string): void {
  document.getElementById(id)?.querySelector('input')?.focus();
}
