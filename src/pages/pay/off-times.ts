import type { OffWindow } from '../../domain/economics/off-window.ts';
import { formatClock } from '../../ui/format/clock-time.ts';
import { profit } from '../../ui/text/en/profit.ts';
import type { NetDay } from './net-hours.ts';
import { type ShownMoney, shownMoney } from './shown-money.ts';

const text = profit.map;

/** `17:00 to 20:00: off would save €0.21`, each window in a line; clock times of tomorrow say so. */
export function offTimes(
  windows: readonly OffWindow[],
  days: readonly NetDay[],
  shown: ShownMoney,
): readonly string[] {
  const tomorrowMs = days[1]?.fromMs ?? Number.POSITIVE_INFINITY;
  const when = (atMs: number, isEnd: boolean) => {
    const clock = formatClock(atMs);
    // Midnight ends today.
    return atMs > tomorrowMs || (atMs === tomorrowMs && !isEnd) ? text.tomorrowAt(clock) : clock;
  };
  return windows.map(({ fromMs, toMs, savesPerDay }) =>
    text.offFrom(when(fromMs, false), when(toMs, true), shownMoney(savesPerDay, shown)),
  );
}
