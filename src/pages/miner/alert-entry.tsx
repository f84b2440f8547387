import { createSignal, Show } from 'solid-js';
import type { Alert } from '../../domain/alert.ts';
import { actionOf } from '../../domain/alert-clues.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import { alertReason, alertSentence, alertSinceMs } from '../../ui/alert-words.ts';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { SeverityBadge } from '../../ui/severity-badge.tsx';
import { alerts as alertText } from '../../ui/text/en/alerts.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { Acknowledgement } from '../acknowledgement.tsx';
import { AlertVerdict } from '../alert-verdict.tsx';
import { EvidenceChart } from './evidence-chart.tsx';
import styles from './miner-page.module.css';
import type { ShownMiner } from './shown-miner.ts';

/** One alert: what, since when, why, and the chart that shows it. An open one shows its chart at once. */
export function AlertEntry(props: {
  readonly alert: Alert;
  readonly shown: ShownMiner;
  readonly fleet: FleetView;
}) {
  const words = text.alerts;
  const open = () => props.alert.resolvedAtMs === undefined;
  const [showing, setShowing] = createSignal(open());
  const options = () => ({
    nowMs: props.shown.nowMs,
    temperatureUnit: props.shown.settings.temperatureUnit,
    hashrateUnit: props.shown.settings.hashrateUnit,
  });
  return (
    <li class={styles.alert}>
      <div class={styles.alertHead}>
        <SeverityBadge severity={props.alert.severity} />
        <time class={styles.hint} dateTime={new Date(alertSinceMs(props.alert)).toISOString()}>
          {words.since(formatDayAndClock(alertSinceMs(props.alert)))}
        </time>
      </div>
      <p class={styles.alertSentence}>{alertSentence(props.alert, props.fleet.miners, options())}</p>
      <Show when={open() && alertReason(props.alert, options())}>{(reason) => <p>{reason()}</p>}</Show>
      <Show when={open()}>
        <p>
          {words.todo} {actionOf(props.alert)}
          <Show when={props.alert.evidence.found}>
            {' '}
            <a href="/health">{words.toHealth}</a>
          </Show>
        </p>
      </Show>
      <Show when={props.alert.evidence.chart}>
        {(name) => (
          <details open={showing()} onToggle={(event) => setShowing(event.currentTarget.open)}>
            <summary>{words.evidence}</summary>
            <Show when={showing()}>
              <EvidenceChart
                alert={props.alert}
                name={name()}
                label={words.evidenceLabel(alertText.titles[props.alert.kind])}
                shown={props.shown}
              />
            </Show>
          </details>
        )}
      </Show>
      <div class={styles.alertActions}>
        <Show when={open()}>
          <Acknowledgement alert={props.alert} />
        </Show>
        <AlertVerdict alert={props.alert} />
      </div>
    </li>
  );
}
