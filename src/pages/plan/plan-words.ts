import type { PastStep, PlanLack, PlanModeName } from '../../domain/plan.ts';
import type { Circuit } from '../../domain/plan-rules.ts';
import { formatClock, formatDayAndClock } from '../../ui/format/clock-time.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { plan as text } from '../../ui/text/en/plan.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = 60_000;

/** `now`, `17:00`, and with its day where it is more than a day away. */
export function whenWords(atMs: number, nowMs: number): string {
  if (atMs <= nowMs + NOW_MS) return text.carrying.now;
  return atMs - nowMs < 24 * HOUR_MS ? formatClock(atMs) : formatDayAndClock(atMs);
}

/** `brings €0.31`, or nothing where nobody knows. */
export function bringsWords(money: number, currency: string): string | undefined {
  if (!Number.isFinite(money)) return undefined;
  const words = formatMoney(Math.abs(money), { currency });
  return money < 0 ? text.carrying.costs(words) : text.carrying.brings(words);
}

export function modeWords(mode: PlanModeName): string {
  return text.modes[mode];
}

/** A sentence on what could not be planned with. */
export function lackWords(
  lack: PlanLack,
  nameOf: (minerId: string) => string,
  circuits: readonly Circuit[],
): string {
  switch (lack.kind) {
    case 'no-price':
    case 'no-earning':
      return text.lacks[lack.kind](formatDayAndClock(lack.fromMs), formatDayAndClock(lack.toMs));
    case 'no-modes':
      return text.lacks['no-modes'](nameOf(lack.minerId));
    case 'run-time-broken':
      return text.lacks['run-time-broken'](nameOf(lack.minerId), formatDayAndClock(lack.atMs));
    case 'circuit-full':
      return text.lacks['circuit-full'](
        circuits.find(({ id }) => id === lack.circuitId)?.name ?? lack.circuitId,
        formatDayAndClock(lack.atMs),
      );
  }
}

/** How a step ended, and why not otherwise. */
export function endWords({ became, reason }: PastStep): string {
  const told: Readonly<Record<string, string>> = text.past.reasons;
  const why = reason === undefined ? undefined : (told[reason] ?? reason);
  return why === undefined ? text.past.ends[became] : `${text.past.ends[became]}: ${why}`;
}
