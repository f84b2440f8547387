import { createMemo, For, Show } from 'solid-js';
import type { Alert } from '../../domain/alert.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import { Card } from '../../ui/card.tsx';
import { miner as text } from '../../ui/text/en/miner.ts';
import { createAnswer } from '../create-answer.ts';
import { openAlertsOf } from '../fleet/miner-order.ts';
import { useFleet } from '../fleet-context.ts';
import { AlertEntry } from './alert-entry.tsx';
import styles from './miner-page.module.css';
import { isAged, type ShownMiner } from './shown-miner.ts';

const MONTH_MS = 30 * 86_400_000;

/** What is wrong with the miner and why we say so; below it what was wrong in the last 30 days. */
export function AlertsCard(props: { readonly shown: ShownMiner; readonly fleet: FleetView }) {
  const words = text.alerts;
  const { collector } = useFleet();
  const minerId = () => props.shown.view.miner.id;
  const open = () => openAlertsOf(minerId(), props.fleet.alerts);
  // Asked again when an alert opens or ends, not with each view.
  const occasion = createMemo(() =>
    JSON.stringify([minerId(), props.fleet.alerts.map(({ id, resolvedAtMs }) => [id, resolvedAtMs])]),
  );
  const past = createAnswer(occasion, () =>
    collector.alerts({ minerId: minerId(), fromMs: props.shown.nowMs - MONTH_MS, toMs: props.shown.nowMs }),
  );
  const earlier = () =>
    (past.latest() ?? [])
      .filter(({ minerIds, resolvedAtMs }) => resolvedAtMs !== undefined && minerIds.includes(minerId()))
      .toSorted((a, b) => b.openedAtMs - a.openedAtMs);
  // "Nothing was" is said only once the past has been read, "nothing is" only while the miner answers.
  const nothing = () => {
    if (past.failed()) return words.failed;
    if (isAged(props.shown)) return words.notWatching;
    return past.latest() && earlier().length === 0 ? words.none : words.noneOpen;
  };
  const tone = () => {
    const [worst] = open();
    return worst && worst.severity !== 'info' ? worst.severity : undefined;
  };
  return (
    <Card heading={words.heading} tone={tone()}>
      <Show when={open().length > 0} fallback={<p class={styles.hint}>{nothing()}</p>}>
        <Entries alerts={open()} shown={props.shown} fleet={props.fleet} />
      </Show>
      <Show when={earlier().length > 0}>
        <details class={styles.earlier}>
          <summary>{words.earlier}</summary>
          <Entries alerts={earlier()} shown={props.shown} fleet={props.fleet} />
        </details>
      </Show>
    </Card>
  );
}

/** Kept by id, so that an entry's chart outlives the next view. */
function Entries(props: {
  readonly alerts: readonly Alert[];
  readonly shown: ShownMiner;
  readonly fleet: FleetView;
}) {
  const byId = createMemo(() => new Map(props.alerts.map((alert): [string, Alert] => [alert.id, alert])));
  const ids = createMemo(() => props.alerts.map(({ id }) => id), undefined, {
    equals: (a, b) => a.join() === b.join(),
  });
  return (
    <ul class={styles.alerts}>
      <For each={ids()}>
        {(id) => (
          <Show when={byId().get(id)}>
            {(alert) => <AlertEntry alert={alert()} shown={props.shown} fleet={props.fleet} />}
          </Show>
        )}
      </For>
    </ul>
  );
}
