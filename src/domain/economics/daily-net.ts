import type { Algorithm } from '../miner.ts';
import type { Settings } from '../settings.ts';
import { breakEvenHashprice, breakEvenPricePerKwh } from './break-even.ts';
import { heatCreditPerKwh } from './heat-credit.ts';
import { localDay } from './local-time.ts';
import { type NetSegment, netSegments } from './net-segment.ts';
import { type OffWindow, type OffWindowOptions, offWindows } from './off-window.ts';
import { HS_PER_PHS, revenuePerDay } from './revenue.ts';
import { energyKwh, runningCost } from './running-cost.ts';
import { type PriceSegment, priceSegments } from './tariff.ts';

/** Everything that "does it pay now?" depends on. It comes back with the answer, so that the page can show it. */
export interface DailyNetInputs {
  readonly hashrateHs: number | undefined;
  readonly algorithm: Algorithm;
  readonly powerW: number | undefined;
  /** Is `powerW` measured at the wall? If not, the power supply's loss is missing from the cost. */
  readonly powerAtWall: boolean;
  /** Power drawn while off, W. */
  readonly idlePowerW: number;
  /** Part of the shares that earns nothing, 0..1; absent counts as none, and comes back absent. */
  readonly rejectShare: number | undefined;
  readonly settings: Pick<Settings, 'currency' | 'tariff' | 'tariffIsExample' | 'market' | 'heat'>;
  readonly nowMs: number;
  readonly timeZone: string;
  /** What work of its algorithm is worth, money per H/s per day, where sources tell it; else the typed hashprice counts. */
  readonly workPerHsDay?: number | undefined;
  /** What a market's tariff costs through the horizon, in order; other tariffs need none. */
  readonly spotPrices?: readonly PriceSegment[] | undefined;
  /** Today from midnight to midnight, or the coming 24 hours. */
  readonly horizon: 'local-day' | 'next-24h';
  readonly offWindow?: Omit<OffWindowOptions, 'daily'>;
}

/** Why nothing can be said: what is not known. */
export type MissingInput = 'hashrate' | 'power' | 'hashprice' | 'hashprice-for-algorithm' | 'power-price';

export interface DailyNet {
  readonly inputs: DailyNetInputs;
  readonly fromMs: number;
  readonly toMs: number;
  /** Sums over [fromMs, toMs), money: net = revenue + heatCredit − powerCost. */
  readonly net: number;
  readonly revenue: number;
  readonly powerCost: number;
  readonly heatCredit: number;
  readonly energyKwh: number;
  readonly segments: readonly NetSegment[];
  readonly offWindows: readonly OffWindow[];
  /** Price of power below which running pays. */
  readonly breakEvenPricePerKwh: number | undefined;
  /** Hashprice above which running pays, at the mean price of power of the day. */
  readonly breakEvenHashprice: number | undefined;
}

/**
 * Does it pay now? Exact for a constant hashrate and power at the tariff's prices.
 *
 * @returns what is missing, when an input is not known: a guess would look like a figure
 * @throws RangeError for a time zone that the browser does not know
 */
export function dailyNet(inputs: DailyNetInputs): DailyNet | { readonly missing: readonly MissingInput[] } {
  const { hashrateHs, powerW, settings, idlePowerW, nowMs, timeZone, horizon } = inputs;
  const { poolFee } = settings.market;
  const hashpricePerPhPerDay = hashpriceOf(inputs);
  const missing = missingInputs(inputs);
  if (
    missing.length > 0 ||
    hashrateHs === undefined ||
    powerW === undefined ||
    hashpricePerPhPerDay === undefined
  )
    return { missing };

  const rejectShare = inputs.rejectShare ?? 0;
  const earning = { hashrateHs, hashpricePerPhPerDay, poolFee, rejectShare };
  const creditPerKwh = heatCreditPerKwh(settings.heat);
  const perDay = revenuePerDay(earning);
  const daily = horizon === 'local-day';
  const { fromMs, toMs } = daily ? localDay(nowMs, timeZone) : { fromMs: nowMs, toMs: nowMs + 86_400_000 };
  const prices = pricesOf(inputs, fromMs, toMs);
  if (!prices) return { missing: ['power-price'] };
  const rates = { revenuePerDay: perDay, powerW, idlePowerW, heatCreditPerKwh: creditPerKwh };
  const segments = netSegments(prices, rates);

  const kwh = energyKwh(powerW, fromMs, toMs);
  const powerCost = runningCost(powerW, prices);
  const revenue = (perDay * (toMs - fromMs)) / 86_400_000;
  const heatCredit = kwh * creditPerKwh;
  const pricePerKwh = powerCost / kwh;
  return {
    inputs,
    fromMs,
    toMs,
    net: revenue + heatCredit - powerCost,
    revenue,
    powerCost,
    heatCredit,
    energyKwh: kwh,
    segments,
    offWindows: offWindows(segments, { ...inputs.offWindow, daily }),
    breakEvenPricePerKwh: breakEvenPricePerKwh(earning, powerW, creditPerKwh),
    breakEvenHashprice: breakEvenHashprice({
      ...earning,
      powerW,
      pricePerKwh,
      heatCreditPerKwh: creditPerKwh,
    }),
  };
}

/** Undefined where a market's price is not known all through: the rest of a day is no day. */
function pricesOf(
  { settings: { tariff }, timeZone, spotPrices = [] }: DailyNetInputs,
  fromMs: number,
  toMs: number,
): readonly PriceSegment[] | undefined {
  if (tariff.kind !== 'spot') return priceSegments(tariff, fromMs, toMs, timeZone);
  const within = spotPrices
    .map((price) => ({ ...price, fromMs: Math.max(fromMs, price.fromMs), toMs: Math.min(toMs, price.toMs) }))
    .filter((price) => price.toMs > price.fromMs);
  const knownMs = within.reduce((sum, price) => sum + price.toMs - price.fromMs, 0);
  return knownMs === toMs - fromMs ? within : undefined;
}

/** Money per PH/s per day. The typed one is one for SHA-256 work; other algorithms earn something else. */
function hashpriceOf({ workPerHsDay, algorithm, settings }: DailyNetInputs): number | undefined {
  if (workPerHsDay !== undefined) return workPerHsDay * HS_PER_PHS;
  return algorithm === 'sha256' ? settings.market.hashpricePerPhPerDay : undefined;
}

function missingInputs(inputs: DailyNetInputs): readonly MissingInput[] {
  const { hashrateHs, powerW, algorithm } = inputs;
  const isKnown = isMeasured(hashpriceOf(inputs));
  return [
    ...(isMeasured(hashrateHs) ? [] : ['hashrate' as const]),
    ...(isMeasured(powerW) && powerW !== 0 ? [] : ['power' as const]),
    ...(isKnown
      ? []
      : [algorithm === 'sha256' ? ('hashprice' as const) : ('hashprice-for-algorithm' as const)]),
  ];
}

function isMeasured(quantity: number | undefined): quantity is number {
  return quantity !== undefined && Number.isFinite(quantity) && quantity >= 0;
}
