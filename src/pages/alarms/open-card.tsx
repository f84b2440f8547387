import { For, Show } from 'solid-js';
import type { Alert } from '../../domain/alert.ts';
import type { AlarmReport } from '../../domain/channel.ts';
import { isMuted } from '../../domain/mute.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { alertSentence } from '../../ui/alert-words.ts';
import { Card } from '../../ui/card.tsx';
import { SeverityBadge } from '../../ui/severity-badge.tsx';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import { AlertVerdict } from '../alert-verdict.tsx';
import { useFleet } from '../fleet-context.ts';
import styles from './alarms-page.module.css';

/** What the helper sees wrong now, by itself: what it tells, has told or holds back. */
export function OpenCard(props: { readonly report: AlarmReport }) {
  const words = text.open;
  const fleet = useFleet();
  const miners = () => fleet.view()?.miners ?? [];
  const sentence = (alert: Alert) => {
    const { temperatureUnit, hashrateUnit } = fleet.view()?.settings ?? DEFAULT_SETTINGS;
    return alertSentence(alert, miners(), { nowMs: fleet.nowMs(), temperatureUnit, hashrateUnit });
  };
  /** The helper's alerts have ids of its own: what is counted is this browser's alert of the same. */
  const ownAlert = ({ kind, minerIds }: Alert) =>
    fleet
      .view()
      ?.alerts.find(
        (own) =>
          own.kind === kind &&
          own.resolvedAtMs === undefined &&
          own.minerIds.some((id) => minerIds.includes(id)),
      );
  const muted = ({ minerIds }: Alert) =>
    minerIds.every((id) => {
      const view = miners().find(({ miner }) => miner.id === id);
      return view !== undefined && isMuted(view.miner, fleet.nowMs());
    });
  return (
    <Card heading={words.heading}>
      <Show when={props.report.open.length > 0} fallback={<p class={styles.hint}>{words.none}</p>}>
        <ul class={styles.list}>
          <For each={props.report.open}>
            {(alert) => (
              <li class={styles.entry}>
                <div class={styles.entryHead}>
                  <SeverityBadge severity={alert.severity} />
                  <span class={styles.hint}>
                    {[alert.acknowledgedAtMs !== undefined && words.seen, muted(alert) && words.muted]
                      .filter(Boolean)
                      .join(', ')}
                  </span>
                </div>
                <p>{sentence(alert)}</p>
                <Show when={ownAlert(alert)}>
                  {(own) => (
                    <div>
                      <AlertVerdict alert={own()} />
                    </div>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}
