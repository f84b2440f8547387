import { For, Match, Show, Switch } from 'solid-js';
import type { FleetView } from '../../domain/fleet-view.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { common } from '../../ui/text/en/common.ts';
import { plan as text } from '../../ui/text/en/plan.ts';
import type { PlanView } from '../../workers/plan-api.ts';
import { useFleet } from '../fleet-context.ts';
import { createOnline } from '../online.ts';
import { CarryingCard } from './carrying-card.tsx';
import { createPlan, type ShownPlan } from './create-plan.ts';
import { PastCard } from './past-card.tsx';
import styles from './plan-page.module.css';
import { PlanTiles } from './plan-tiles.tsx';
import { lackWords } from './plan-words.ts';
import { PolicyCard } from './policy-card.tsx';
import { RulesCard } from './rules-card.tsx';
import { TimelineCard } from './timeline-card.tsx';

/** Plans when each miner runs over the next two days, and lets its owner overrule, restrict and carry it out. */
export function PlanPage() {
  const { view } = useFleet();
  return (
    <Page heading={text.heading} lead={text.lead}>
      <Switch fallback={<Loading />}>
        <Match when={(view()?.miners.length ?? 0) > 0 && view()}>
          {(fleet) => <Planned fleet={fleet()} />}
        </Match>
        <Match when={view()}>
          <EmptyState
            heading={text.noMiners.heading}
            purpose={text.noMiners.purpose}
            actions={
              <ButtonLink href="/add" look="primary">
                {text.noMiners.action}
              </ButtonLink>
            }
          />
        </Match>
      </Switch>
    </Page>
  );
}

function Loading() {
  return (
    <>
      <p class="visually-hidden" role="status">
        {text.loading}
      </p>
      <Skeleton height="9rem" />
      <Skeleton height="18rem" />
    </>
  );
}

function Planned(props: { readonly fleet: FleetView }) {
  const shown = createPlan();
  const online = createOnline();
  const nameOf = (minerId: string) =>
    props.fleet.miners.find(({ miner }) => miner.id === minerId)?.miner.name ?? minerId;
  return (
    <Switch fallback={<Loading />}>
      <Match when={shown.failure()}>
        <Notice tone="watch" live action={<Button onClick={shown.reload}>{common.tryAgain}</Button>}>
          {text.failed}
        </Notice>
      </Match>
      <Match when={shown.view()}>
        {(view) => (
          <>
            <Show when={!online()}>
              <Notice tone="info">{text.offline}</Notice>
            </Show>
            <CarryingCard fleet={props.fleet} view={view()} shown={shown} nameOf={nameOf} />
            <Missing view={view()} />
            <Ahead view={view()} shown={shown} nameOf={nameOf} />
            <RulesCard fleet={props.fleet} view={view()} shown={shown} />
            <PastCard view={view()} nameOf={nameOf} />
            <PolicyCard
              view={view()}
              currency={props.fleet.settings.currency}
              ask={shown.ask}
              nameOf={nameOf}
            />
            <p>
              <a href="/allocate">{text.toAllocate}</a>
            </p>
          </>
        )}
      </Match>
    </Switch>
  );
}

function Missing(props: { readonly view: PlanView }) {
  const isOfMoney = () => props.view.missing === 'no-tariff' || props.view.missing === 'no-earning';
  return (
    <Show when={props.view.missing !== 'paused' && props.view.missing}>
      {(why) => (
        <Notice
          tone="info"
          action={isOfMoney() ? <ButtonLink href="/pay">{text.toProfit}</ButtonLink> : undefined}
        >
          {text.missing[why()]}
        </Notice>
      )}
    </Show>
  );
}

function Ahead(props: {
  readonly view: PlanView;
  readonly shown: ShownPlan;
  readonly nameOf: (minerId: string) => string;
}) {
  const lacks = () => props.view.plan?.lacks ?? [];
  const left = () => props.view.left.filter(({ why }) => why !== 'not-chosen');
  return (
    <>
      <Show when={props.view.plan}>
        {(plan) => (
          <>
            <PlanTiles plan={plan()} />
            <TimelineCard plan={plan()} view={props.view} shown={props.shown} nameOf={props.nameOf} />
          </>
        )}
      </Show>
      <Show when={lacks().length + left().length > 0}>
        <Card heading={text.left.heading}>
          <ul class={styles.lines}>
            <For each={left()}>
              {({ minerId, why }) => (
                <li>
                  {props.nameOf(minerId)}: {text.left.whys[why]}
                </li>
              )}
            </For>
            <For each={lacks()}>
              {(lack) => <li>{lackWords(lack, props.nameOf, props.view.rules.circuits)}</li>}
            </For>
          </ul>
        </Card>
      </Show>
    </>
  );
}
