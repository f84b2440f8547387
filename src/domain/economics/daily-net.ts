import type { Algorithm } from '../miner.ts';
import type { Settings } from '../settings.ts';
import { breakEvenHashprice, breakEvenMeanPrice } from './break-even.ts';
import { isElectric } from './heat-price.ts';
import type { HouseDay } from './house-day.ts';
import { type NetSegment, netSegments } from './net-segment.ts';
import { type OffWindow, type OffWindowOptions, offWindows } from './off-window.ts';
import { HS_PER_PHS, revenuePerDay } from './revenue.ts';
import { energyKwh, runningCost } from './running-cost.ts';

const DAY_MS = 86_400_000;

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
  /** What the day's power costs; undefined where its prices are not known. */
  readonly house: HouseDay | undefined;
  /** What work of its algorithm is worth, money per H/s per day, where sources tell it; else the typed hashprice counts. */
  readonly workPerHsDay?: number | undefined;
  readonly offWindow?: Omit<OffWindowOptions, 'daily'>;
}

/** Why nothing can be said: what is not known. */
export type MissingInput = 'hashrate' | 'power' | 'hashprice' | 'hashprice-for-algorithm' | 'power-price';

export interface DailyNet {
  readonly inputs: DailyNetInputs;
  readonly fromMs: number;
  readonly toMs: number;
  /** Sums over [fromMs, toMs), money: net = revenue + heatCredit − powerCost − demandCost. */
  readonly net: number;
  readonly revenue: number;
  readonly powerCost: number;
  /** The day's part of the miner's share in the month's highest power. */
  readonly demandCost: number;
  /** Heating that need not be paid: saved, not earned. */
  readonly heatCredit: number;
  /** How much of that would change with the price of power, since the heating takes power itself. */
  readonly electricHeatCredit: number;
  readonly energyKwh: number;
  /** How much of it is the owner's own solar surplus. */
  readonly solarKwh: number;
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
 */
export function dailyNet(inputs: DailyNetInputs): DailyNet | { readonly missing: readonly MissingInput[] } {
  const { hashrateHs, powerW, settings, idlePowerW, house } = inputs;
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
  if (!house) return { missing: ['power-price'] };

  const { fromMs, toMs } = house;
  const rejectShare = inputs.rejectShare ?? 0;
  const earning = { hashrateHs, hashpricePerPhPerDay, poolFee, rejectShare };
  const perDay = revenuePerDay(earning);
  const segments = netSegments(house.segments, { revenuePerDay: perDay, powerW, idlePowerW });
  const kwh = energyKwh(powerW, fromMs, toMs);
  const powerCost = runningCost(powerW, segments, ({ pricePerKwh }) => pricePerKwh);
  const heatCredit = runningCost(powerW, segments, ({ heatPerKwh }) => heatPerKwh);
  const demandCost = (powerW / 1000) * house.demandPerKw;
  const revenue = (perDay * (toMs - fromMs)) / DAY_MS;
  const electricHeatCredit = isElectric(settings.heat.heating) ? heatCredit : 0;
  const sums = { revenue, powerCost, demandCost, heatCredit, electricHeatCredit, energyKwh: kwh };
  return {
    inputs,
    fromMs,
    toMs,
    ...sums,
    net: revenue + heatCredit - powerCost - demandCost,
    solarKwh: runningCost(powerW, segments, ({ solarPart }) => solarPart),
    segments,
    offWindows: offWindows(segments, { ...inputs.offWindow, daily: true }),
    breakEvenPricePerKwh: breakEvenMeanPrice(sums),
    breakEvenHashprice: breakEvenHashprice({
      ...earning,
      powerW,
      pricePerKwh: (powerCost + demandCost) / kwh,
      heatCreditPerKwh: heatCredit / kwh,
    }),
  };
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
