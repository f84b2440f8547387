import type { OffWindow } from '../../domain/economics/off-window.ts';
import { formatClock } from '../../ui/format/clock-time.ts';
import { profit } from '../../ui/text/en/profit.ts';
import type { NetDay } from './net-hours.ts';
import { type ShownMoney, shownMoney } from './shown-money.ts';

const text = profit.map;

/**
 * `17:00 to 20:00: off would save €0.21`, each window in a line. The present hour begins now; what lies in tomorrow says
 * so once, what runs into it at its end.
 */
export function offTimes(
  windows: readonly OffWindow[],
  days: readonly NetDay[],
  nowMs: number,
  shown: ShownMoney,
): readonly string[] {
  const midnightMs = days[1]?.fromMs ?? Number.POSITIVE_INFINITY;
  return windows.map(({ fromMs, toMs, savesPerDay }) => {
    const from = fromMs <= nowMs ? text.now : formatClock(fromMs);
    const runsOver = fromMs < midnightMs && toMs > midnightMs;
    const to = runsOver ? text.tomorrowAt(formatClock(toMs)) : formatClock(toMs);
    const sentence = text.offFrom(from, to, shownMoney(savesPerDay, shown));
    return fromMs >= midnightMs ? text.allTomorrow(sentence) : sentence;
  });
}
