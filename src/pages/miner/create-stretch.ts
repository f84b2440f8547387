import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { TimeRange } from '../../ui/chart/chart-data.ts';
import { createRemembered } from '../../ui/remembered-signal.ts';
import { RANGE_NAMES, RANGES, type RangeName, rangeOfDay, rangeUntil } from './history-range.ts';

/** Which stretch of the past a chart shows, and the ways to another. */
export interface Stretch {
  readonly range: Accessor<TimeRange>;
  readonly length: Accessor<RangeName>;
  /** Does it end now, and go on with it? */
  readonly live: Accessor<boolean>;
  /** Another length about the same middle; of one that ends now the end stays. */
  readonly setLength: (name: RangeName) => void;
  /** The stretch of the same length just before. */
  readonly earlier: () => void;
  /** The stretch of the same length just after; the one that ends now where that would go beyond. */
  readonly later: () => void;
  /** That whole day of the reader's clock, `2026-10-05`; what is no day changes nothing. */
  readonly goToDay: (day: string) => void;
  readonly goToNow: () => void;
}

/**
 * A stretch that at first ends now, of the length that was looked at last.
 * @param now the moment, and how often it brings something new, ms
 */
export function createStretch(now: Accessor<{ readonly nowMs: number; readonly pollMs: number }>): Stretch {
  const [length, rememberLength] = createRemembered('history-range', RANGE_NAMES, '24h');
  const [pastToMs, setPastToMs] = createSignal<number>();
  const live = () => pastToMs() === undefined;
  const range = createMemo(
    (): TimeRange => {
      const toMs = pastToMs();
      if (toMs === undefined) return rangeUntil(now().nowMs, length(), now().pollMs);
      return { fromMs: toMs - RANGES[length()], toMs };
    },
    undefined,
    { equals: (a, b) => a.toMs === b.toMs && a.fromMs === b.fromMs },
  );
  const endAt = (toMs: number) => setPastToMs(toMs < now().nowMs ? toMs : undefined);
  return {
    range,
    length,
    live,
    setLength(name) {
      const { fromMs, toMs } = range();
      const wasLive = live();
      rememberLength(name);
      if (!wasLive) endAt((fromMs + toMs + RANGES[name]) / 2);
    },
    earlier: () => endAt(range().fromMs),
    later: () => endAt(range().toMs + RANGES[length()]),
    goToDay(day) {
      const wanted = rangeOfDay(day, '24h');
      if (!wanted) return;
      rememberLength('24h');
      endAt(wanted.toMs);
    },
    goToNow: () => setPastToMs(undefined),
  };
}
