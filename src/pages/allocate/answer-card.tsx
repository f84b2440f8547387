import { For, Match, Show, Switch } from 'solid-js';
import {
  type AllocationPlan,
  type AllocationResult,
  type ReallocationVerdict,
  type ResourceName,
  USUAL_LEAST_GAIN,
} from '../../domain/allocation.ts';
import { Card } from '../../ui/card.tsx';
import { decimal } from '../../ui/format/decimal.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { allocate } from '../../ui/text/en/allocate.ts';
import styles from './allocate-page.module.css';
import type { Allocation } from './create-allocation.ts';

const text = allocate.best;
/** Smaller changes are none. */
const UNCHANGED = 1e-6;

/** The best split of what there is, why it is not better, and whether the change to it pays. */
export function AnswerCard(props: {
  readonly plan: AllocationPlan;
  readonly allocation: Allocation;
  readonly currency: string;
}) {
  const { answer, problem } = props.allocation;
  const nameOf = (id: string) => props.plan.workloads.find((each) => each.id === id)?.name ?? id;
  const result = () => answer()?.result;
  const optimal = () => {
    const found = result();
    return found?.status === 'optimal' ? found : undefined;
  };
  const infeasible = () => {
    const found = result();
    return found?.status === 'infeasible' ? found : undefined;
  };
  const unbounded = () => {
    const found = result();
    return found?.status === 'unbounded' ? found : undefined;
  };
  return (
    <Card heading={text.heading}>
      <Switch fallback={<p role="status">{text.working}</p>}>
        <Match when={props.plan.workloads.length === 0}>
          <p class={styles.hint}>{text.nothing}</p>
        </Match>
        <Match when={problem()}>{(words) => <Notice tone="watch">{words()}</Notice>}</Match>
        <Match when={optimal()}>
          {(found) => (
            <Optimal
              plan={props.plan}
              result={found()}
              verdict={answer()?.verdict}
              currency={props.currency}
              nameOf={nameOf}
            />
          )}
        </Match>
        <Match when={infeasible()}>
          {(found) => (
            <Notice tone="watch">
              {text.infeasible}
              <ul>
                <For each={found().conflict}>{(limit) => <li>{text.limit(limit, nameOf)}</li>}</For>
              </ul>
            </Notice>
          )}
        </Match>
        <Match when={unbounded()}>
          {(found) => <Notice tone="watch">{text.unbounded(found().ids.map(nameOf).join(', '))}</Notice>}
        </Match>
      </Switch>
    </Card>
  );
}

function Optimal(props: {
  readonly plan: AllocationPlan;
  readonly result: Extract<AllocationResult, { status: 'optimal' }>;
  readonly verdict: ReallocationVerdict | undefined;
  readonly currency: string;
  readonly nameOf: (id: string) => string;
}) {
  const money = (amount: number) => formatMoney(amount, { currency: props.currency });
  const units = (count: number) => decimal(count, { maximumFractionDigits: 2 });
  const used = () => Object.entries(props.result.utilisation) as [ResourceName, number][];
  return (
    <>
      <p>
        <strong>{text.earns(money(props.result.earnedPerDay))}</strong>
      </p>
      <table class={styles.units}>
        <thead>
          <tr>
            <th scope="col">{text.workload}</th>
            <th scope="col">{text.now}</th>
            <th scope="col">{text.best}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.plan.workloads}>
            {(workload) => (
              <tr>
                <th scope="row">{workload.name}</th>
                <td>{units(workload.presentUnits)}</td>
                <td>{units(props.result.units[workload.id] ?? 0)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <For each={used()}>
        {([name, part]) => (
          <ProgressBar
            label={allocate.resources.of[name].name}
            done={Math.min(1, part)}
            note={text.used(formatPercent(part))}
          />
        )}
      </For>
      <Show when={props.result.worths.length > 0}>
        <h3>{text.worths}</h3>
        <ul>
          <For each={props.result.worths}>
            {({ limit, worthPerUnitDay }) => (
              <li>{text.worth(limit, props.nameOf, money(Math.abs(worthPerUnitDay)))}</li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.verdict}>
        {(verdict) => <Verdict plan={props.plan} result={props.result} verdict={verdict()} money={money} />}
      </Show>
    </>
  );
}

function Verdict(props: {
  readonly plan: AllocationPlan;
  readonly result: Extract<AllocationResult, { status: 'optimal' }>;
  readonly verdict: ReallocationVerdict;
  readonly money: (amount: number) => string;
}) {
  const isSame = () =>
    props.plan.workloads.every(
      ({ id, presentUnits }) => Math.abs((props.result.units[id] ?? 0) - presentUnits) < UNCHANGED,
    );
  const cost = () => props.verdict.cost;
  const gain = () =>
    Number.isFinite(props.verdict.gainPart)
      ? formatPercent(props.verdict.gainPart)
      : props.money(props.result.earnedPerDay);
  return (
    <Show when={!isSame()} fallback={<Notice tone="good">{text.same}</Notice>}>
      <Notice tone={props.verdict.isWorthIt ? 'good' : 'info'}>
        {props.verdict.isWorthIt
          ? text.isWorthIt(gain(), props.money(props.verdict.netPerHour))
          : text.isNotWorthIt(
              gain(),
              props.money(props.verdict.netPerHour),
              formatPercent(props.plan.rule.leastGainPart ?? USUAL_LEAST_GAIN.part),
              props.money(props.plan.rule.leastNetPerHour ?? USUAL_LEAST_GAIN.netPerHour),
            )}
      </Notice>
      <p class={styles.hint}>
        {text.costs(
          cost().restarts,
          props.money(cost().restartCost),
          props.money(cost().downtimeCost),
          props.money(cost().feeCost),
        )}
      </p>
    </Show>
  );
}
