import { For, Show } from 'solid-js';
import type { PolicyView } from '../../domain/policy-standing.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatDay } from '../../ui/format/clock-time.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { plan as planText } from '../../ui/text/en/plan.ts';
import { policy as text } from '../../ui/text/en/policy.ts';
import type { PlanView } from '../../workers/plan-api.ts';
import type { PolicyTester } from '../../workers/policy-client.ts';
import type { ShownPlan } from './create-plan.ts';
import { createPolicyTest, type ShownPolicyTest } from './create-policy-test.ts';
import styles from './plan-page.module.css';
import { PolicyFindingWords } from './policy-finding-words.tsx';

const openTester = async () => (await import('../../workers/policy-client.ts')).openPolicyTester();

/** The learned policy beside the planner: on the owner's own past, hour by hour, and whether it chooses. */
export function PolicyCard(props: {
  readonly view: PlanView;
  readonly currency: string;
  readonly ask: ShownPlan['ask'];
  readonly nameOf: (minerId: string) => string;
  /** Starts the tester; the real one when absent. */
  readonly open?: (() => Promise<PolicyTester>) | undefined;
}) {
  const test = createPolicyTest(() => (props.open ?? openTester)());
  return (
    <Card heading={text.heading}>
      <p class={styles.hint}>{text.purpose}</p>
      <Show when={props.view.policy}>
        {(policy) => <Choice policy={policy()} ask={props.ask} nameOf={props.nameOf} />}
      </Show>
      <Tested test={test} view={props.view} />
      <Show when={props.view.policy}>
        {(policy) => <Shadow policy={policy()} currency={props.currency} />}
      </Show>
    </Card>
  );
}

/** Only where it may choose, or chose: a switch that nobody can use would only ask why. */
function Choice(props: {
  readonly policy: PolicyView;
  readonly ask: ShownPlan['ask'];
  readonly nameOf: (minerId: string) => string;
}) {
  const choose = (chooses: boolean) =>
    void props.ask(
      (collector) => collector.letPolicyChoose(chooses),
      chooses ? text.choose.on : text.choose.off,
    );
  return (
    <>
      <Show when={!props.policy.chooses && props.policy.demoted}>
        {(demoted) => (
          <Notice tone="watch" live>
            {text.demoted(formatDay(demoted().atMs), text.refusals[demoted().why])}
          </Notice>
        )}
      </Show>
      <Show when={props.policy.chooses || !props.policy.refusal}>
        <SwitchField
          label={text.choose.label}
          hint={text.choose.hint}
          on={props.policy.chooses}
          onSwitch={choose}
        />
      </Show>
      <Show when={props.policy.replaced.length > 0}>
        <h3>{text.replaced.heading}</h3>
        <ul class={styles.lines}>
          <For each={props.policy.replaced}>
            {({ minerId, wished, instead, why }) => (
              <li>
                {text.replaced.line(
                  props.nameOf(minerId),
                  planText.modes[wished],
                  planText.modes[instead],
                  planText.whys[why],
                )}
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}

function Tested(props: { readonly test: ShownPolicyTest; readonly view: PlanView }) {
  /** What was found on this page, until the store tells it, too. */
  const found = () => {
    const own = props.test.answer();
    const kept = props.view.policy?.test;
    if (own && !(kept && kept.atMs >= own.atMs)) return { test: own, span: own.tested };
    return kept && { test: kept, span: props.view.policy?.span };
  };
  const isRunning = () => props.test.part() !== undefined;
  return (
    <>
      <div aria-live="polite">
        <Show when={!isRunning() && found()}>
          {(its) => <PolicyFindingWords test={its().test} span={its().span} />}
        </Show>
        <Show when={props.test.failed()}>
          <p>{text.failed}</p>
        </Show>
        <Show when={props.test.notKept()}>
          <p>{text.notKept}</p>
        </Show>
        <Show when={!isRunning() && staleOf(props.view.policy)}>
          {(why) => <p>{text.refusals[why()]}</p>}
        </Show>
      </div>
      <Show
        when={isRunning()}
        fallback={
          <>
            <div>
              <Button onClick={() => void props.test.begin(props.view)}>
                {found() ? text.again : text.test}
              </Button>
            </div>
            <p class={styles.hint}>{text.explainTest}</p>
          </>
        }
      >
        <ProgressBar label={text.running} done={props.test.part()} />
        <div>
          <Button onClick={props.test.cancel}>{text.cancel}</Button>
        </div>
      </Show>
    </>
  );
}

/** What neither the kept test itself nor the notice above says. */
function staleOf(policy: PolicyView | undefined) {
  const why = policy?.refusal;
  if (why === 'not-tested' || why === 'no-sure-gain' || why === policy?.demoted?.why) return undefined;
  return why;
}

function Shadow(props: { readonly policy: PolicyView; readonly currency: string }) {
  const signed = (amount: number) => formatMoney(amount, { currency: props.currency, sign: 'always' });
  const words = () => {
    const { hours, mean, gain } = props.policy.shadow;
    if (mean === undefined) return text.shadow.none;
    if (!gain) return text.shadow.few(hours, signed(mean));
    return text.shadow.told(hours, signed(gain.mean), signed(gain.low95), signed(gain.high95));
  };
  return (
    <>
      <h3>{text.shadow.heading}</h3>
      <p>{words()}</p>
      <p class={styles.hint}>{text.hash(props.policy.sha256)}</p>
    </>
  );
}
