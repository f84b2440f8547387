import { createMemo, createSignal, For, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { alerts } from '../../ui/text/en/alerts.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './miner-page.module.css';
import type { ShownMiner } from './shown-miner.ts';

const MONTH_MS = 30 * 86_400_000;
const SHOWN_AT_FIRST = 8;

/** What happened to the miner in the last 30 days, newest first. */
export function JournalCard(props: { readonly shown: ShownMiner }) {
  const words = text.journal;
  const { collector } = useFleet();
  const [all, setAll] = createSignal(false);
  const minuteMs = createMemo(() => Math.ceil(props.shown.nowMs / 60_000) * 60_000);
  const asked = createMemo(() => ({ minerId: props.shown.view.miner.id, toMs: minuteMs() }), undefined, {
    equals: (a, b) => a.minerId === b.minerId && a.toMs === b.toMs,
  });
  const events = createAnswer(asked, ({ minerId, toMs }) =>
    collector.events({ minerId, fromMs: toMs - MONTH_MS, toMs }),
  );
  const newestFirst = () => (events.latest() ?? []).toSorted((a, b) => b.atMs - a.atMs);
  const shown = () => (all() ? newestFirst() : newestFirst().slice(0, SHOWN_AT_FIRST));
  const hidden = () => newestFirst().length - shown().length;
  const nothing = () => (events.failed() ? words.failed : events.latest() ? words.none : words.reading);
  return (
    <Card heading={words.heading}>
      <Show when={newestFirst().length > 0} fallback={<p class={styles.hint}>{nothing()}</p>}>
        <ol class={styles.journal}>
          <For each={shown()}>
            {(event) => (
              <li>
                <time dateTime={new Date(event.atMs).toISOString()}>{formatDayAndClock(event.atMs)}</time>
                <span>{alerts.events[event.kind](event.from, event.to)}</span>
              </li>
            )}
          </For>
        </ol>
      </Show>
      <Show when={hidden() > 0}>
        <Button look="quiet" onClick={() => setAll(true)}>
          {words.more(hidden())}
        </Button>
      </Show>
    </Card>
  );
}
