import { For, Show } from 'solid-js';
import { formatClock } from '../../ui/format/clock-time.ts';
import { pay as text } from '../../ui/text/en/pay.ts';
import { profit } from '../../ui/text/en/profit.ts';
import styles from './day-strip.module.css';
import type { NetStretch } from './net-stretches.ts';
import { type ShownMoney, shownSigned } from './shown-money.ts';

const HOURS = [0, 6, 12, 18, 24];
/** Of a market's hours only the best and the worst are told in words. */
const MOST_STRETCHES = 6;

/** Net through one day: blocks above the line earn, blocks below it cost; each stretch is also told in words, of many the extremes. */
export function DayStrip(props: {
  readonly day: { readonly fromMs: number; readonly toMs: number };
  readonly stretches: readonly NetStretch[];
  /** What fills the height, money an hour. */
  readonly largest: number;
  readonly shown: ShownMoney;
  readonly nowMs: number;
}) {
  const length = () => props.day.toMs - props.day.fromMs;
  const place = (atMs: number) => (100 * (atMs - props.day.fromMs)) / length();
  const told = ({ fromMs, toMs, netPerHour }: NetStretch) =>
    text.hours.stretch(
      formatClock(fromMs),
      formatClock(toMs),
      text.hours.perHour(shownSigned(netPerHour, props.shown)),
    );
  const extremes = () => {
    const [worst, best] = extremesOf(props.stretches);
    return worst && best && profit.strip.extremes(told(best), told(worst));
  };
  return (
    <div class={styles.strip}>
      <div class={styles.plot} aria-hidden="true">
        <For each={props.stretches}>
          {(stretch) => (
            <div
              class={styles.block}
              data-pays={stretch.netPerHour >= 0}
              data-past={stretch.toMs <= props.nowMs}
              style={{
                left: `${place(stretch.fromMs)}%`,
                width: `${place(stretch.toMs) - place(stretch.fromMs)}%`,
                height: `${Math.max(2, (50 * Math.abs(stretch.netPerHour)) / props.largest)}%`,
              }}
            />
          )}
        </For>
        <Show when={place(props.nowMs) >= 0 && place(props.nowMs) <= 100}>
          <div class={styles.now} style={{ left: `${place(props.nowMs)}%` }}>
            <span data-late={place(props.nowMs) > 50}>{text.hours.now}</span>
          </div>
        </Show>
      </div>
      <div class={styles.axis} aria-hidden="true">
        <For each={HOURS}>
          {(hour) => <span>{formatClock(props.day.fromMs + (hour / 24) * length())}</span>}
        </For>
      </div>
      <Show
        when={props.stretches.length <= MOST_STRETCHES}
        fallback={<p class={styles.words}>{extremes()}</p>}
      >
        <ul class={styles.stretches}>
          <For each={props.stretches}>
            {(stretch) => <li data-pays={stretch.netPerHour >= 0}>{told(stretch)}</li>}
          </For>
        </ul>
      </Show>
    </div>
  );
}

/** The stretches that earn least and most. */
function extremesOf(stretches: readonly NetStretch[]): readonly (NetStretch | undefined)[] {
  const byNet = stretches.toSorted((a, b) => a.netPerHour - b.netPerHour);
  return [byNet[0], byNet.at(-1)];
}
