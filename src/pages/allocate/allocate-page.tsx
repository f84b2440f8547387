import { For, Index, Match, Show, Switch } from 'solid-js';
import { type AllocationPlan, RESOURCES, type Workload, withAmount } from '../../domain/allocation.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { allocate as text } from '../../ui/text/en/allocate.ts';
import { common } from '../../ui/text/en/common.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './allocate-page.module.css';
import { AmountField } from './amount-field.tsx';
import { AnswerCard } from './answer-card.tsx';
import { type Allocation, createAllocation } from './create-allocation.ts';
import { WorkloadFields } from './workload-fields.tsx';

/** Shares what there is between workloads that earn, and says what more of anything would be worth. */
export function AllocatePage() {
  const allocation = createAllocation();
  const { view } = useFleet();
  const currency = () => view()?.settings.currency ?? 'USD';
  return (
    <Page heading={text.heading} lead={text.lead}>
      <Switch
        fallback={
          <>
            <p class="visually-hidden" role="status">
              {text.loading}
            </p>
            <Skeleton height="18rem" />
          </>
        }
      >
        <Match when={allocation.failure()}>
          <Notice tone="watch" live action={<Button onClick={allocation.reload}>{common.tryAgain}</Button>}>
            {text.failed}
          </Notice>
        </Match>
        <Match when={allocation.plan()}>
          {(plan) => (
            <>
              <AnswerCard plan={plan()} allocation={allocation} currency={currency()} />
              <Workloads plan={plan()} allocation={allocation} currency={currency()} />
              <Resources plan={plan()} allocation={allocation} />
              <Terms plan={plan()} allocation={allocation} currency={currency()} />
            </>
          )}
        </Match>
      </Switch>
    </Page>
  );
}

interface CardProps {
  readonly plan: AllocationPlan;
  readonly allocation: Allocation;
}

function Resources(props: CardProps) {
  return (
    <Card heading={text.resources.heading}>
      <p class={styles.hint}>{text.resources.sentence}</p>
      <div class={styles.fields}>
        <For each={RESOURCES}>
          {(name) => (
            <AmountField
              label={text.resources.of[name].name}
              unit={text.resources.of[name].unit}
              value={props.plan.resources[name]}
              onCommit={(value) =>
                void props.allocation.change((plan) => ({
                  ...plan,
                  resources: withAmount(plan.resources, name, value),
                }))
              }
            />
          )}
        </For>
      </div>
    </Card>
  );
}

function Workloads(props: CardProps & { readonly currency: string }) {
  const limited = () => RESOURCES.filter((name) => props.plan.resources[name] !== undefined);
  const add = () => {
    const workload: Workload = {
      id: crypto.randomUUID(),
      name: text.workloads.newName(props.plan.workloads.length + 1),
      presentUnits: 0,
      earnedPerUnitDay: 0,
      perUnit: {},
    };
    void props.allocation.change((plan) => ({ ...plan, workloads: [...plan.workloads, workload] }));
  };
  return (
    <Card heading={text.workloads.heading}>
      <Show
        when={props.plan.workloads.length > 0}
        fallback={<p class={styles.hint}>{text.workloads.none}</p>}
      >
        <Index each={props.plan.workloads}>
          {(workload) => (
            <WorkloadFields
              workload={workload()}
              currency={props.currency}
              limited={limited()}
              onChange={(edit) => void props.allocation.changeWorkload(workload().id, edit)}
              onRemove={() => void props.allocation.remove(workload())}
            />
          )}
        </Index>
      </Show>
      <div>
        <Button onClick={add}>{text.workloads.add}</Button>
      </div>
    </Card>
  );
}

function Terms(props: CardProps & { readonly currency: string }) {
  const words = text.terms;
  const setTerms = (edit: Partial<AllocationPlan['terms']>) =>
    void props.allocation.change((plan) => ({ ...plan, terms: { ...plan.terms, ...edit } }));
  const setRule = (edit: Partial<AllocationPlan['rule']>) =>
    void props.allocation.change((plan) => ({ ...plan, rule: { ...plan.rule, ...edit } }));
  return (
    <Card heading={words.heading}>
      <div class={styles.fields}>
        <AmountField
          label={words.perRestart}
          unit={props.currency}
          value={props.plan.terms.perRestart}
          onCommit={(value) => setTerms({ perRestart: value ?? 0 })}
        />
        <AmountField
          label={words.downtime}
          unit={words.minutes}
          value={props.plan.terms.downtimeS / 60}
          onCommit={(value) => setTerms({ downtimeS: (value ?? 0) * 60 })}
        />
        <AmountField
          label={words.fee}
          unit={props.currency}
          value={props.plan.terms.feePerLeft}
          onCommit={(value) => setTerms({ feePerLeft: value ?? 0 })}
        />
        <AmountField
          label={words.gain}
          isPercent
          value={props.plan.rule.leastGainPart}
          onCommit={(leastGainPart) => setRule({ leastGainPart })}
        />
        <AmountField
          label={words.net}
          unit={words.perHour(props.currency)}
          value={props.plan.rule.leastNetPerHour}
          onCommit={(leastNetPerHour) => setRule({ leastNetPerHour })}
        />
      </div>
    </Card>
  );
}
