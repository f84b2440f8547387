import { createSignal, Show } from 'solid-js';
import type { Alert } from '../../domain/alert.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import { alertReason, alertSentence } from '../../ui/alert-words.ts';
import { Button } from '../../ui/button.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { SeverityBadge } from '../../ui/severity-badge.tsx';
import { alerts as alertText } from '../../ui/text/en/alerts.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';
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
  });
  return (
    <li class={styles.alert}>
      <div class={styles.alertHead}>
        <SeverityBadge severity={props.alert.severity} />
        <time class={styles.hint} dateTime={new Date(props.alert.openedAtMs).toISOString()}>
          {formatDayAndClock(props.alert.openedAtMs)}
        </time>
      </div>
      <p class={styles.alertSentence}>{alertSentence(props.alert, props.fleet.miners, options())}</p>
      <Show when={open() && alertReason(props.alert, options())}>{(reason) => <p>{reason()}</p>}</Show>
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
      <Show when={open()}>
        <Acknowledgement alert={props.alert} />
      </Show>
    </li>
  );
}

/** The owner says that it has been seen; it stays open until it is over. */
function Acknowledgement(props: { readonly alert: Alert }) {
  const words = text.alerts;
  const { collector } = useFleet();
  const toast = useToast();
  const [sending, setSending] = createSignal(false);
  const acknowledge = async () => {
    setSending(true);
    try {
      await collector.acknowledge(props.alert.id);
    } catch (error) {
      console.error('the alert was not acknowledged', error);
      toast({ words: text.edit.failed });
    } finally {
      setSending(false);
    }
  };
  return (
    <Show
      when={props.alert.acknowledgedAtMs === undefined}
      fallback={<p class={styles.hint}>{words.acknowledged}</p>}
    >
      <div>
        <Button icon="check" busy={sending()} onClick={() => void acknowledge()}>
          {words.acknowledge}
        </Button>
      </div>
    </Show>
  );
}
