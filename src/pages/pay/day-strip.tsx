import { For, Show } from 'solid-js';
import type { NetSegment } from '../../domain/economics/net-segment.ts';
import { formatClock } from '../../ui/format/clock-time.ts';
import { pay as text } from '../../ui/text/en/pay.ts';
import { profit } from '../../ui/text/en/profit.ts';
import styles from './day-strip.module.css';
import { type ShownMoney, shownSigned } from './shown-money.ts';

const HOURS = [0, 6, 12, 18, 24];
/** Of a market's quarters of an hour only the best and the worst are told in words. */
const MOST_STRETCHES = 12;

/** Net through one day: blocks above the line earn, blocks below it cost; each stretch is also told in words, of many the extremes. */
export function DayStrip(props: {
  readonly segments: readonly NetSegment[];
  readonly shown: ShownMoney;
  readonly nowMs: number;
}) {
  const from = () => props.segments[0]?.fromMs ?? 0;
  const length = () => (props.segments.at(-1)?.toMs ?? 1) - from();
  const place = (atMs: number) => (100 * (atMs - from())) / length();
  const largest = () => Math.max(...props.segments.map(({ netPerHour }) => Math.abs(netPerHour)), 1e-12);
  const stretch = (segment: NetSegment) =>
    props.segments.length === 1
      ? text.hours.allDay(perHour(segment))
      : text.hours.stretch(formatClock(segment.fromMs), formatClock(segment.toMs), perHour(segment));
  const perHour = (segment: NetSegment) => text.hours.perHour(shownSigned(segment.netPerHour, props.shown));
  const extremes = () => {
    const [worst, best] = extremesOf(props.segments);
    return worst && best && profit.strip.extremes(stretch(best), stretch(worst));
  };
  return (
    <div class={styles.strip}>
      <div class={styles.plot} aria-hidden="true">
        <For each={props.segments}>
          {(segment) => (
            <div
              class={styles.block}
              data-pays={segment.netPerHour >= 0}
              style={{
                left: `${place(segment.fromMs)}%`,
                width: `${place(segment.toMs) - place(segment.fromMs)}%`,
                height: `${Math.max(2, (50 * Math.abs(segment.netPerHour)) / largest())}%`,
              }}
            />
          )}
        </For>
        <Show when={props.nowMs >= from() && place(props.nowMs) <= 100}>
          <div class={styles.now} style={{ left: `${place(props.nowMs)}%` }}>
            <span data-late={place(props.nowMs) > 50}>{text.hours.now}</span>
          </div>
        </Show>
      </div>
      <div class={styles.axis} aria-hidden="true">
        <For each={HOURS}>{(hour) => <span>{formatClock(from() + (hour / 24) * length())}</span>}</For>
      </div>
      <Show when={props.segments.length <= MOST_STRETCHES} fallback={<p>{extremes()}</p>}>
        <ul class={styles.stretches}>
          <For each={props.segments}>
            {(segment) => <li data-pays={segment.netPerHour >= 0}>{stretch(segment)}</li>}
          </For>
        </ul>
      </Show>
    </div>
  );
}

/** The segments that earn least and most. */
function extremesOf(segments: readonly NetSegment[]): readonly (NetSegment | undefined)[] {
  const byNet = segments.toSorted((a, b) => a.netPerHour - b.netPerHour);
  return [byNet[0], byNet.at(-1)];
}
