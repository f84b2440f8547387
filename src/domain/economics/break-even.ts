import { HS_PER_PHS } from './revenue.ts';

/** What a day comes to, money, and the energy that it took. */
export interface DaySums {
  readonly revenue: number;
  readonly powerCost: number;
  readonly demandCost: number;
  readonly heatCredit: number;
  /** Part of the heat credit that changes with the price of power. */
  readonly electricHeatCredit: number;
  readonly energyKwh: number;
}

/**
 * Mean price of power of a day at which exactly nothing is left of it, if all its prices changed in one proportion, and
 * with them what electric heating saves: (R − demand + fixed heat) / (E − electric heat / c), with c the mean price now
 * (economics sections 8 and 9). `Infinity` where it pays at any price: what the power costs the heating would cost as
 * well. Undefined for a day without power.
 */
export function breakEvenMeanPrice(day: DaySums): number | undefined {
  const { revenue, powerCost, demandCost, heatCredit, electricHeatCredit, energyKwh } = day;
  if (!(energyKwh > 0)) return undefined;
  const left = revenue - demandCost + heatCredit - electricHeatCredit;
  const heatedFree = powerCost === 0 ? 0 : electricHeatCredit / powerCost;
  if (heatedFree < 1) return left / (energyKwh * (1 - heatedFree));
  return left >= 0 ? Number.POSITIVE_INFINITY : undefined;
}

/**
 * Hashprice at which a miner earns exactly what it costs, x* = 24 · (P/H)/1000 · c / ((1 − f)(1 − s)), money per PH/s
 * per day before fee (economics section 8). Undefined without hashrate, or when fee and rejects eat everything.
 *
 * @example 17 J/TH at 0.10 per kWh, no fee: 40.8
 */
export function breakEvenHashprice({
  hashrateHs,
  powerW,
  pricePerKwh,
  heatCreditPerKwh = 0,
  poolFee,
  rejectShare,
}: {
  readonly hashrateHs: number;
  readonly powerW: number;
  readonly pricePerKwh: number;
  readonly heatCreditPerKwh?: number;
  readonly poolFee: number;
  readonly rejectShare: number;
}): number | undefined {
  const earned = (hashrateHs / HS_PER_PHS) * (1 - poolFee) * (1 - rejectShare);
  return earned > 0 ? ((24 * powerW) / 1000) * ((pricePerKwh - heatCreditPerKwh) / earned) : undefined;
}
