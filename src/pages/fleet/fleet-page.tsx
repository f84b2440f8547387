import { lazy, Match, Show, Suspense, Switch } from 'solid-js';
import type { FleetView } from '../../domain/fleet-view.ts';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { fleet as text } from '../../ui/text/en/fleet.ts';
import { useFleet } from '../fleet-context.ts';
import { createReach } from '../reach.ts';
import { FindingsList } from './findings-list.tsx';
import styles from './fleet-page.module.css';
import { fleetStatus } from './fleet-status.ts';
import { FleetTiles } from './fleet-tiles.tsx';
import { MinerCards } from './miner-cards.tsx';
import { StatusPanel } from './status-panel.tsx';

/** Chart and drawing library come after the first paint. */
const FleetChart = lazy(async () => ({ default: (await import('./fleet-chart.tsx')).FleetChart }));
/** Whoever has miners never sees it. */
const FleetEmpty = lazy(async () => ({ default: (await import('./fleet-empty.tsx')).FleetEmpty }));

/** Miners up to which the findings stand after the cards where they do not fit beside them. */
const FINDINGS_LAST_UP_TO = 30;

/** The first page. In this order: is anything wrong, how much, for what money, how hot, and each miner. */
export function FleetPage() {
  const { view, nowMs, kind } = useFleet();
  // The demo always has miners; without any it is still being laid out.
  const empty = () => kind === 'real' && view()?.miners.length === 0;
  const filled = () => (view()?.miners.length ? view() : undefined);
  return (
    <Page heading={text.heading} quietHeading>
      <Switch fallback={<Loading />}>
        <Match when={empty()}>
          <Suspense fallback={<Loading />}>
            <FleetEmpty />
          </Suspense>
        </Match>
        <Match when={filled()}>{(shown) => <Filled view={shown()} nowMs={nowMs()} />}</Match>
      </Switch>
    </Page>
  );
}

function Filled(props: { readonly view: FleetView; readonly nowMs: number }) {
  const reach = createReach();
  const status = () => fleetStatus(props.view, props.nowMs, reach());
  // Nobody scrolls past hundreds of cards to read what is wrong.
  const many = () => props.view.miners.length > FINDINGS_LAST_UP_TO;
  return (
    <>
      <Show when={status()}>{(words) => <StatusPanel status={words()} />}</Show>
      <FleetTiles view={props.view} nowMs={props.nowMs} />
      <Suspense fallback={<Skeleton height="26rem" />}>
        <FleetChart view={props.view} />
      </Suspense>
      <div class={styles.lower} data-many={many()}>
        <Show when={many()}>
          <FindingsList view={props.view} nowMs={props.nowMs} />
        </Show>
        <MinerCards view={props.view} nowMs={props.nowMs} />
        <Show when={!many()}>
          <FindingsList view={props.view} nowMs={props.nowMs} />
        </Show>
      </div>
    </>
  );
}

function Loading() {
  return (
    <>
      <p class="visually-hidden" role="status">
        {text.loading}
      </p>
      <Skeleton height="5.5rem" />
      <Skeleton height="5.5rem" />
      <Skeleton height="22rem" />
    </>
  );
}
