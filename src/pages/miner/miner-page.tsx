import { useParams } from '@solidjs/router';
import { createMemo, lazy, Match, Show, Suspense, Switch } from 'solid-js';
import { findsNothing } from '../../domain/alert.ts';
import type { FleetView, MinerView } from '../../domain/fleet-view.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { miner as text } from '../../ui/text/en/miner.ts';
import { ControlCard } from '../control/control-card.tsx';
import { wantsPassword } from '../control/wants-password.ts';
import { openAlertsOf } from '../fleet/miner-order.ts';
import { shownState } from '../fleet/shown-state.ts';
import { useFleet } from '../fleet-context.ts';
import { AlertsCard } from './alerts-card.tsx';
import { BoardsCard } from './boards-card.tsx';
import { DeviceCard } from './device-card.tsx';
import { FanCard } from './fan-card.tsx';
import { HardwareCard } from './hardware-card.tsx';
import { HeatCard } from './heat-card.tsx';
import { HistoryCard } from './history-card.tsx';
import { JournalCard } from './journal-card.tsx';
import { MinerFrame } from './miner-frame.tsx';
import { MinerNotices } from './miner-notices.tsx';
import styles from './miner-page.module.css';
import { MinerTiles } from './miner-tiles.tsx';
import { OdditiesCard } from './oddities-card.tsx';
import { PoolCard } from './pool-card.tsx';
import { PowerCard } from './power-card.tsx';
import { RejectsCard } from './rejects-card.tsx';
import type { ShownMiner } from './shown-miner.ts';

/** Its answer takes a moment: the rest of the page does not wait for it. */
const TwoMeterCard = lazy(async () => ({ default: (await import('./two-meter-card.tsx')).TwoMeterCard }));

/** Everything about one miner, in the order that AxeOS has taught its owners. */
export function MinerPage() {
  const params = useParams<{ readonly id: string }>();
  const { view } = useFleet();
  // The router may hand over the address still encoded: an id of a miner without MAC holds a colon. It is not decoded
  // here, for half an escape in a mistyped address would throw.
  const isHere = (id: string) => params.id === id || params.id === encodeURIComponent(id);
  const found = () => view()?.miners.find(({ miner }) => isHere(miner.id));
  return (
    <Switch fallback={<Loading />}>
      <Match when={found()}>
        {(miner) => <Show when={view()}>{(fleet) => <Found view={miner()} fleet={fleet()} />}</Show>}
      </Match>
      <Match when={view()}>
        <Gone />
      </Match>
    </Switch>
  );
}

function Found(props: { readonly view: MinerView; readonly fleet: FleetView }) {
  const { nowMs } = useFleet();
  const state = createMemo(() => shownState(props.view, props.fleet.settings, nowMs()));
  const silent = createMemo(() => openAlertsOf(props.view.miner.id, props.fleet.alerts).some(findsNothing));
  // One object with getters: what reads only the view is not drawn anew with each tick of the clock.
  const shown: ShownMiner = {
    get view() {
      return props.view;
    },
    get state() {
      return state();
    },
    get silent() {
      return silent();
    },
    get settings() {
      return props.fleet.settings;
    },
    get nowMs() {
      return nowMs();
    },
  };
  return (
    <MinerFrame shown={shown}>
      <MinerNotices shown={shown} />
      <MinerTiles shown={shown} fleet={props.fleet} />
      <AlertsCard shown={shown} fleet={props.fleet} />
      <HistoryCard shown={shown} fleet={props.fleet} />
      <div class={styles.three}>
        <PowerCard shown={shown} />
        <HeatCard shown={shown} />
        <FanCard shown={shown} />
      </div>
      <div class={styles.two}>
        <PoolCard shown={shown} />
        <RejectsCard shown={shown} />
      </div>
      <Suspense fallback={<Skeleton height="9rem" />}>
        <TwoMeterCard shown={shown} />
      </Suspense>
      <ControlCard miner={props.view.miner} wantsPassword={wantsPassword(props.view)} />
      <BoardsCard shown={shown} />
      <div class={styles.two}>
        <DeviceCard shown={shown} />
        <HardwareCard shown={shown} />
      </div>
      <JournalCard shown={shown} />
      <OdditiesCard shown={shown} />
    </MinerFrame>
  );
}

function Gone() {
  return (
    <div class={styles.gone}>
      <h1 class="visually-hidden">{text.gone.heading}</h1>
      <EmptyState
        heading={text.gone.heading}
        purpose={text.gone.purpose}
        actions={
          <ButtonLink href="/" look="primary">
            {text.gone.action}
          </ButtonLink>
        }
      />
    </div>
  );
}

function Loading() {
  return (
    <div class={styles.gone}>
      <p role="status" class="visually-hidden">
        {text.loading}
      </p>
      <Skeleton height="4rem" />
      <Skeleton height="8rem" />
      <Skeleton height="22rem" />
    </div>
  );
}
