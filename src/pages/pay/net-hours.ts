import type { Span } from '../../domain/economics/covered-span.ts';
import { type NetSegment, netSegments } from '../../domain/economics/net-segment.ts';
import { type OffWindow, offWindows } from '../../domain/economics/off-window.ts';
import { powerSegments } from '../../domain/economics/power-segment.ts';
import { type PriceHour, priceDays, timeMean, todayAndTomorrow } from '../../domain/economics/price-hours.ts';
import { type PriceSegment, priceSegments } from '../../domain/economics/tariff.ts';
import type { Settings } from '../../domain/settings.ts';
import type { FleetPay } from './fleet-pay.ts';

/** An hour with what the counted miners earn in it. */
export interface NetHour extends PriceHour {
  /** Money an hour while running; undefined while the price of power is not known. */
  readonly netPerHour: number | undefined;
  /** Part of the miners' power that is the owner's own solar surplus, 0..1. */
  readonly solarPart: number | undefined;
}

/** A local day by the hour. */
export interface NetDay {
  readonly fromMs: number;
  readonly toMs: number;
  readonly hours: readonly NetHour[];
  /** The day in pieces of one price each, as far as prices are known: finer than hours where prices are. */
  readonly pieces: readonly NetSegment[];
}

const DAY_MS = 86_400_000;

/**
 * Today and tomorrow by the hour, at the present rate and power of the counted miners: price of power and net. Hours
 * whose price nobody knows yet stay unknown.
 *
 * @param spotPrices what a market's tariff costs, as far as it is known; other tariffs need none
 * @throws RangeError for a time zone that the browser does not know
 */
export function netDays(
  pay: Pick<FleetPay, 'miners'>,
  { tariff, heat }: Pick<Settings, 'tariff' | 'heat'>,
  spotPrices: readonly PriceSegment[] | undefined,
  nowMs: number,
  timeZone: string,
): readonly NetDay[] {
  const span = todayAndTomorrow(nowMs, timeZone);
  const [{ fromMs }, { toMs }] = span;
  const prices = tariff.kind === 'spot' ? (spotPrices ?? []) : priceSegments(tariff, fromMs, toMs, timeZone);
  const days = pay.miners.flatMap(({ day }) => day ?? []);
  const rates = {
    revenuePerDay: days.reduce((sum, day) => sum + (day.revenue * DAY_MS) / (day.toMs - day.fromMs), 0),
    powerW: days.reduce((sum, { inputs }) => sum + (inputs.powerW ?? 0), 0),
    idlePowerW: 0,
  };
  const { powerW = rates.powerW, tierPerKwh } = days[0]?.inputs.house ?? {};
  const house = { powerW, terms: tariff.terms, heat, tierPerKwh, timeZone };
  const segments = netSegments(powerSegments(prices, house), rates);
  return priceDays(span, segments, timeZone).map((day) => ({
    ...day,
    hours: day.hours.map((hour) => ({
      ...hour,
      netPerHour: timeMean(hour, segments, ({ netPerHour }) => netPerHour),
      solarPart: timeMean(hour, segments, ({ solarPart }) => solarPart),
    })),
    pieces: within(day, segments),
  }));
}

/** The pieces that lie in a time, cut to it. */
function within({ fromMs, toMs }: Span, segments: readonly NetSegment[]): readonly NetSegment[] {
  return segments.flatMap((segment) => {
    const [beginMs, endMs] = [Math.max(fromMs, segment.fromMs), Math.min(toMs, segment.toMs)];
    return beginMs < endMs ? [{ ...segment, fromMs: beginMs, toMs: endMs }] : [];
  });
}

/** Do hours that are known differ in what they leave, by their price or by wanted heat? Else there is none to choose. */
export function hoursVary(days: readonly NetDay[]): boolean {
  const nets = days.flatMap(({ hours }) => hours.flatMap(({ netPerHour }) => netPerHour ?? []));
  return nets.some((net) => Math.abs(net - (nets[0] ?? net)) > 1e-9);
}

/** The coming times in which all together had better be off, in order, over midnight in one piece: to the quarter hour where prices are. */
export function comingOffWindows(days: readonly NetDay[], nowMs: number): readonly OffWindow[] {
  const coming = within(
    { fromMs: nowMs, toMs: Number.POSITIVE_INFINITY },
    days.flatMap(({ pieces }) => pieces),
  );
  // A tenth of a cent, as for the windows of the day: a small miner's hours count as well.
  return offWindows(coming, { leastSaving: 0.001 });
}
