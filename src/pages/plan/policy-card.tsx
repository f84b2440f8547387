import { Match, Show, Switch } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatMoney } from '../../ui/format/money.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { policy as text } from '../../ui/text/en/policy.ts';
import type { PlanView } from '../../workers/plan-api.ts';
import type { PolicyAnswer } from '../../workers/policy-api.ts';
import type { PolicyTester } from '../../workers/policy-client.ts';
import { createPolicyTest } from './create-policy-test.ts';
import styles from './plan-page.module.css';

const openTester = async () => (await import('../../workers/policy-client.ts')).openPolicyTester();

/** What a learned policy would have brought beside the planner, on the owner's own past. */
export function PolicyCard(props: {
  readonly view: PlanView;
  readonly currency: string;
  /** Starts the tester; the real one when absent. */
  readonly open?: (() => Promise<PolicyTester>) | undefined;
}) {
  const test = createPolicyTest(() => (props.open ?? openTester)());
  return (
    <Card heading={text.heading}>
      <p class={styles.hint}>{text.purpose}</p>
      <div aria-live="polite">
        <Show when={test.answer()}>{(answer) => <Answer answer={answer()} currency={props.currency} />}</Show>
        <Show when={test.failed()}>
          <p>{text.failed}</p>
        </Show>
      </div>
      <Show
        when={test.part() !== undefined}
        fallback={
          <div>
            <Button onClick={() => void test.begin(props.view)}>
              {test.answer() ? text.again : text.test}
            </Button>
          </div>
        }
      >
        <ProgressBar label={text.running} done={test.part()} />
        <div>
          <Button onClick={test.cancel}>{text.cancel}</Button>
        </div>
      </Show>
    </Card>
  );
}

function Answer(props: { readonly answer: PolicyAnswer; readonly currency: string }) {
  const money = (amount: number) => formatMoney(amount, { currency: props.currency });
  const signed = (amount: number) => formatMoney(amount, { currency: props.currency, sign: 'always' });
  const judged = () =>
    props.answer.kind === 'promoted' || props.answer.kind === 'planner-speaks' ? props.answer : undefined;
  const short = () => (props.answer.kind === 'too-short' ? props.answer : undefined);
  const nothing = () => (props.answer.kind === 'nothing-stored' ? props.answer : undefined);
  return (
    <Switch>
      <Match when={nothing()}>{(answer) => <p>{text.nothing[answer().lacks]}</p>}</Match>
      <Match when={short()}>{(answer) => <p>{text.tooShort(answer().days, answer().needed)}</p>}</Match>
      <Match when={judged()}>
        {(answer) => (
          <>
            <p>
              {text.gain(
                answer().days,
                signed(answer().gain.mean),
                signed(answer().gain.low95),
                signed(answer().gain.high95),
              )}{' '}
              {answer().kind === 'promoted' ? text.promoted : text.plannerSpeaks}
            </p>
            <p class={styles.hint}>
              {text.perDay(money(answer().policyPerDay), money(answer().plannerPerDay))}
            </p>
          </>
        )}
      </Match>
    </Switch>
  );
}
