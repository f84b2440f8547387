import { createMemo, createSignal, For, lazy, Show, Suspense } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { eventWords } from '../../ui/text/en/fleet-events.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { type JournalEntry, journalEntries } from './journal-entries.ts';
import styles from './miner-page.module.css';
import type { ShownMiner } from './shown-miner.ts';

const EffectLine = lazy(async () => ({ default: (await import('./effect-line.tsx')).EffectLine }));
const ByWhom = lazy(async () => ({ default: (await import('./entry-words.tsx')).ByWhom }));
const EntryWords = lazy(async () => ({ default: (await import('./entry-words.tsx')).EntryWords }));

const QUARTER_MS = 15 * 60_000;
const MONTH_MS = 30 * 86_400_000;
const SHOWN_AT_FIRST = 8;

/** What happened to the miner in the last 30 days, newest first, and what its changes did. */
export function JournalCard(props: { readonly shown: ShownMiner }) {
  const words = text.journal;
  const { collector, view } = useFleet();
  const [all, setAll] = createSignal(false);
  const minuteMs = createMemo(() => Math.ceil(props.shown.nowMs / 60_000) * 60_000);
  const asked = createMemo(() => ({ minerId: props.shown.view.miner.id, toMs: minuteMs() }), undefined, {
    equals: (a, b) => a.minerId === b.minerId && a.toMs === b.toMs,
  });
  const events = createAnswer(asked, ({ minerId, toMs }) =>
    collector.events({ minerId, fromMs: toMs - MONTH_MS, toMs }),
  );
  // Quarters of an hour are what effects are worked out from: sooner there is nothing new.
  const askedEffects = createMemo(
    () => ({
      minerId: props.shown.view.miner.id,
      quarter: Math.floor(props.shown.nowMs / QUARTER_MS),
      events: events.latest()?.length,
    }),
    undefined,
    { equals: (a, b) => a.minerId === b.minerId && a.quarter === b.quarter && a.events === b.events },
  );
  const effects = createAnswer(askedEffects, ({ minerId }) => collector.changeEffects(minerId));
  const newestFirst = createMemo(() => journalEntries(events.latest() ?? [], effects.latest() ?? []));
  const currency = () => view()?.settings.currency ?? 'USD';
  const shown = () => (all() ? newestFirst() : newestFirst().slice(0, SHOWN_AT_FIRST));
  const hidden = () => newestFirst().length - shown().length;
  const nothing = () => (events.failed() ? words.failed : events.latest() ? words.none : words.reading);
  return (
    <Card heading={words.heading}>
      <Show when={newestFirst().length > 0} fallback={<p class={styles.hint}>{nothing()}</p>}>
        <ol class={styles.journal}>
          <For each={shown()}>
            {(entry) => (
              <li>
                <time dateTime={new Date(entry.atMs).toISOString()}>{formatDayAndClock(entry.atMs)}</time>
                <div>
                  <What entry={entry} />
                  <Suspense>
                    <Show when={entry.change}>{(change) => <ByWhom change={change()} />}</Show>
                    <Show when={entry.effect}>
                      {(effect) => <EffectLine effect={effect()} changeId={entry.id} currency={currency()} />}
                    </Show>
                  </Suspense>
                </div>
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

function What(props: { readonly entry: JournalEntry }) {
  const told = () => {
    const { event } = props.entry;
    return event && eventWords(event);
  };
  return (
    <Show when={told()} fallback={<Suspense>{<Unseen entry={props.entry} />}</Suspense>}>
      {(words) => <span>{words()}</span>}
    </Show>
  );
}

function Unseen(props: { readonly entry: JournalEntry }) {
  return <Show when={props.entry.change}>{(change) => <EntryWords change={change()} />}</Show>;
}
