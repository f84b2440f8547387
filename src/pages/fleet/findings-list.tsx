import { createMemo, createSignal, For, lazy, Show, Suspense } from 'solid-js';
import type { Alert } from '../../domain/alert.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import { alertReason, alertSentence, alertSinceMs } from '../../ui/alert-words.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatClock } from '../../ui/format/clock-time.ts';
import { SeverityBadge } from '../../ui/severity-badge.tsx';
import { fleet } from '../../ui/text/en/fleet.ts';
import { Acknowledgement } from '../acknowledgement.tsx';
import styles from './findings-list.module.css';
import { openAlerts } from './miner-order.ts';
import { isLive, shownState } from './shown-state.ts';

/** Not in the demo, whose alarms are nobody's, nor for who has said yes: most visits do without it. */
const NotifyOffer = lazy(async () => ({ default: (await import('./notify-offer.tsx')).NotifyOffer }));

const text = fleet.findings;
/** The worst stand first; of more than these a large fleet can have hundreds. */
const SHOWN_AT_FIRST = 6;

/** What is wrong, why Davylamp says so, what was wrong lately. */
export function FindingsList(props: { readonly view: FleetView; readonly nowMs: number }) {
  const open = createMemo(() => openAlerts(props.view.alerts));
  const over = createMemo(() => props.view.alerts.filter(({ resolvedAtMs }) => resolvedAtMs !== undefined));
  const watching = () =>
    props.view.proxyProblem === undefined &&
    props.view.miners.some((miner) => isLive(shownState(miner, props.view.settings, props.nowMs)));
  return (
    <Card heading={text.heading}>
      <Show
        when={open().length + over().length > 0}
        fallback={<p class={styles.none}>{watching() ? text.none : text.notWatching}</p>}
      >
        <Findings heading={text.openHeading} alerts={open()} {...props} />
        <Findings heading={text.resolvedHeading} alerts={over()} {...props} />
      </Show>
      <Show when={props.view.fleet === 'real' && !props.view.settings.notify}>
        <Suspense>
          <NotifyOffer />
        </Suspense>
      </Show>
    </Card>
  );
}

function Findings(props: {
  readonly heading: string;
  readonly alerts: readonly Alert[];
  readonly view: FleetView;
  readonly nowMs: number;
}) {
  const [unfolded, setUnfolded] = createSignal(false);
  const shown = () => (unfolded() ? props.alerts : props.alerts.slice(0, SHOWN_AT_FIRST));
  const byId = createMemo(() => new Map(props.alerts.map((alert): [string, Alert] => [alert.id, alert])));
  return (
    <Show when={props.alerts.length > 0}>
      <div>
        <h3 class={styles.heading}>{props.heading}</h3>
        <ul class={styles.list}>
          <For each={shown().map(({ id }) => id)}>
            {(id) => (
              <Show when={byId().get(id)}>
                {(alert) => <Finding alert={alert()} view={props.view} nowMs={props.nowMs} />}
              </Show>
            )}
          </For>
        </ul>
        <Show when={props.alerts.length > shown().length}>
          <Button look="quiet" onClick={() => setUnfolded(true)}>
            {text.more(props.alerts.length - shown().length)}
          </Button>
        </Show>
      </div>
    </Show>
  );
}

function Finding(props: { readonly alert: Alert; readonly view: FleetView; readonly nowMs: number }) {
  const options = () => ({
    nowMs: props.nowMs,
    temperatureUnit: props.view.settings.temperatureUnit,
    hashrateUnit: props.view.settings.hashrateUnit,
  });
  const isOpen = () => props.alert.resolvedAtMs === undefined;
  const only = () => (props.alert.minerIds.length === 1 ? props.alert.minerIds[0] : undefined);
  return (
    <li class={styles.finding} data-open={isOpen()}>
      <div class={styles.meta}>
        <SeverityBadge severity={props.alert.severity} />
        <span>
          <Show when={isOpen()} fallback={text.over(formatClock(props.alert.resolvedAtMs))}>
            {text.since(formatClock(alertSinceMs(props.alert)))}
          </Show>
        </span>
      </div>
      <p class={styles.sentence}>{alertSentence(props.alert, props.view.miners, options())}</p>
      <Show when={isOpen()}>
        <p class={styles.reason}>{alertReason(props.alert, options())}</p>
        <div class={styles.actions}>
          <Show when={only()}>
            {(id) => (
              <ButtonLink look="quiet" href={`/miner/${encodeURIComponent(id())}`}>
                {text.look}
              </ButtonLink>
            )}
          </Show>
          <Acknowledgement alert={props.alert} look="quiet" />
        </div>
      </Show>
    </li>
  );
}
