import { Match, Switch } from 'solid-js';
import type { KeptPolicyTest, TestedPolicy } from '../../domain/policy-standing.ts';
import { formatDay } from '../../ui/format/clock-time.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { policy as text } from '../../ui/text/en/policy.ts';
import styles from './plan-page.module.css';

/** What a test of the learned policy came to, when it was made and on which hours. */
export function PolicyFindingWords(props: {
  readonly test: Omit<KeptPolicyTest, 'tested'>;
  readonly span: Omit<TestedPolicy, 'file'> | undefined;
}) {
  const finding = () => props.test.finding;
  const money = (amount: number) => formatMoney(amount, { currency: props.test.currency });
  const signed = (amount: number) => formatMoney(amount, { currency: props.test.currency, sign: 'always' });
  const judged = () => {
    const its = finding();
    return its.kind === 'promoted' || its.kind === 'planner-speaks' ? its : undefined;
  };
  const short = () => {
    const its = finding();
    return its.kind === 'too-short' ? its : undefined;
  };
  const nothing = () => {
    const its = finding();
    return its.kind === 'nothing-stored' ? its : undefined;
  };
  return (
    <>
      <Switch>
        <Match when={nothing()}>{(its) => <p>{text.nothing[its().lacks]}</p>}</Match>
        <Match when={short()}>{(its) => <p>{text.tooShort(its().days, its().needed)}</p>}</Match>
        <Match when={judged()}>
          {(its) => (
            <>
              <p>
                {text.gain(
                  its().days,
                  signed(its().gain.mean),
                  signed(its().gain.low95),
                  signed(its().gain.high95),
                )}{' '}
                {its().kind === 'promoted' ? text.promoted : text.plannerSpeaks}
              </p>
              <p class={styles.hint}>{text.perDay(money(its().policyPerDay), money(its().plannerPerDay))}</p>
            </>
          )}
        </Match>
      </Switch>
      <p class={styles.hint}>{when(props.test.atMs, props.span)}</p>
    </>
  );
}

function when(atMs: number, span: Omit<TestedPolicy, 'file'> | undefined): string {
  const on = formatDay(atMs);
  return span ? text.testedOn(on, formatDay(span.fromMs), formatDay(span.toMs)) : text.tested(on);
}
