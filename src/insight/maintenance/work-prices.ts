import type { PlannedWork } from '../../domain/health/maintenance.ts';
import type { MinerMoney } from '../health/finding-cost.ts';
import type { MachineSize } from '../lifetime/published-rates.ts';
import { NOTHING, plus, scaled } from './money-range.ts';
import { type Range, REPAIR_COSTS } from './repair-costs.ts';
import { type PricedSpan, stopWindow } from './stop-window.ts';

/** What work is priced by, in the owner's money. */
export interface OwnerPrices {
  readonly perWorkHour: number;
  /** What a US dollar costs, since parts are priced in it; absent where nobody tells, then work that needs parts is not weighed. */
  readonly perUsd?: number | undefined;
  /** From now on, in order, as far as they are known; none where a kilowatt-hour costs the same at all hours. */
  readonly powerPrices: readonly PricedSpan[];
}

/** A piece of work on one miner, with its price and when it costs least. */
export interface PricedWork {
  readonly costOfDoing: Range;
  readonly window?: PlannedWork['window'];
}

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** What a running miner brings in a day, less its power; absent where either is not known. */
export function netPerDay({ revenuePerDay, powerW, pricePerKwh }: MinerMoney): number | undefined {
  if (revenuePerDay === undefined || powerW === undefined || pricePerKwh === undefined) return undefined;
  return revenuePerDay - (powerW / 1000) * DAY_HOURS * pricePerKwh;
}

/**
 * What a piece of work costs if it is done in its cheapest hours within a time: parts + time · wage + standstill · (revenue −
 * power · price in those hours). Undefined where a part of that is not known.
 */
export function pricedWork(
  work: PlannedWork['work'],
  { size, money }: { readonly size: MachineSize; readonly money: MinerMoney },
  { perWorkHour, perUsd, powerPrices }: OwnerPrices,
  within: { readonly fromMs: number; readonly toMs: number },
): PricedWork | undefined {
  const cost = REPAIR_COSTS[work][size];
  const { revenuePerDay, powerW = 0, pricePerKwh } = money;
  if (!cost || netPerDay(money) === undefined || revenuePerDay === undefined) return undefined;
  const needsParts = cost.partsUsd.high > 0;
  if (needsParts && perUsd === undefined) return undefined;
  const window = stopWindow(powerPrices, within, (cost.stopsMinutes.value / 60) * HOUR_MS);
  const price = window ? priceAt(powerPrices, window.fromMs, pricePerKwh ?? 0) : (pricePerKwh ?? 0);
  const perHour = revenuePerDay / DAY_HOURS - (powerW / 1000) * price;
  const parts = needsParts ? scaled(cost.partsUsd, perUsd ?? 0) : NOTHING;
  const hours = scaled(cost.workMinutes, perWorkHour / 60);
  return { costOfDoing: plus(plus(parts, hours), scaled(cost.stopsMinutes, perHour / 60)), window };
}

function priceAt(spans: readonly PricedSpan[], atMs: number, otherwise: number): number {
  const span = spans.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  return span?.pricePerKwh ?? otherwise;
}
