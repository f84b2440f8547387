import { createSignal, For, Show } from 'solid-js';
import type { AlarmReport } from '../../domain/channel.ts';
import type { DeliveryEntry } from '../../domain/notification.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import styles from './alarms-page.module.css';

const words = text.log;
/** As many as fit on a screen. */
const SHOWN_AT_FIRST = 8;

const ICONS: Readonly<Record<DeliveryEntry['outcome'], IconName>> = {
  delivered: 'good',
  'will-retry': 'clock',
  failed: 'alert',
};

/** Every attempt that is remembered, newest first. */
export function DeliveryLog(props: { readonly report: AlarmReport }) {
  const [all, setAll] = createSignal(false);
  const entries = () => props.report.deliveries;
  const shown = () => (all() ? entries() : entries().slice(0, SHOWN_AT_FIRST));
  return (
    <Card heading={words.heading}>
      <Show when={entries().length > 0} fallback={<p class={styles.hint}>{words.none}</p>}>
        <ul class={styles.list}>
          <For each={shown()}>{(entry) => <Entry entry={entry} />}</For>
        </ul>
        <Show when={shown().length < entries().length}>
          <div>
            <Button onClick={() => setAll(true)}>{words.all(entries().length)}</Button>
          </div>
        </Show>
      </Show>
    </Card>
  );
}

function Entry(props: { readonly entry: DeliveryEntry }) {
  const why = () => {
    const { problem, detail } = props.entry;
    return detail ?? (problem ? text.problems[problem] : undefined);
  };
  return (
    <li class={styles.entry}>
      <div class={styles.entryHead}>
        <span>{props.entry.title || words.phases[props.entry.phase]}</span>
        <time class={styles.hint} datetime={new Date(props.entry.atMs).toISOString()}>
          {formatDayAndClock(props.entry.atMs)}
        </time>
      </div>
      <div class={styles.entryHead}>
        <span class={styles.hint}>
          {words.line(words.phases[props.entry.phase], props.entry.channel || words.gone)}
        </span>
        <span class={styles.outcome} data-outcome={props.entry.outcome}>
          <Icon name={ICONS[props.entry.outcome]} size="1em" /> {words.outcomes[props.entry.outcome]}
        </span>
      </div>
      <Show when={why()}>{(said) => <p class={styles.hint}>{said()}</p>}</Show>
    </li>
  );
}
