import type { Money, PlannedWork } from '../../domain/health/maintenance.ts';
import { formatDay } from '../../ui/format/clock-time.ts';
import { places, withUnit } from '../../ui/format/decimal.ts';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatPower } from '../../ui/format/power.ts';
import { healthLog } from '../../ui/text/en/health-log.ts';
import { type ShownMoney, shownADay, shownMoney } from '../pay/shown-money.ts';
import type { SizeOptions } from './finding-words.ts';
import type { MinerNames } from './miner-names.ts';

const text = healthLog.plan;
const DAY_S = 86_400;

/** "Replace the fan of Garage S19j" */
export function workWords(
  { work, minerId }: Pick<PlannedWork, 'work' | 'minerId'>,
  names: MinerNames,
): string {
  return text.what(text.works[work], names.get(minerId) ?? '–');
}

/** "Best done by 26 Nov 2026." */
export function dueWords({ dueAtMs }: Pick<PlannedWork, 'dueAtMs'>, nowMs: number): string {
  const day = formatDay(dueAtMs);
  return dueAtMs < nowMs ? text.overdue(day) : text.due(day);
}

/** `€0.21 (€0.12 to €0.34)`, and `/day` where it is a cost of each day. */
export function moneyWords({ value, low, high }: Money, shown: ShownMoney, per?: 'day'): string {
  const figure = per ? shownADay(value, shown) : shownMoney(value, shown);
  return text.range(figure, shownMoney(low, shown), shownMoney(high, shown));
}

/** When doing it has paid for itself by what waiting would have cost; that it never has where waiting costs nothing. */
export function payWords({ costOfDoing, costOfWaitingPerDay }: PlannedWork): string {
  if (!(costOfWaitingPerDay.value > 0)) return text.paysNot;
  const days = Math.max(0, costOfDoing.value) / costOfWaitingPerDay.value;
  return text.pays(formatRoughDuration(Math.max(1, Math.round(days)) * DAY_S));
}

/** What it brings back, in the owner's units; undefined where that cannot be told. */
export function recoveryWords(
  { recovery }: PlannedWork,
  { temperatureUnit }: SizeOptions,
): string | undefined {
  if (!recovery) return undefined;
  const { unit } = recovery;
  const write = (size: number) => {
    if (unit === 'W') return formatPower(size);
    if (unit === 'part') return formatPercent(size);
    return temperatureUnit === 'F' ? withUnit(size * 1.8, '°F', places(1)) : withUnit(size, 'K', places(1));
  };
  const range = text.range(write(recovery.value), write(recovery.low), write(recovery.high));
  return text.recovered[unit](range);
}
