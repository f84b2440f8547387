import { HS_PER_PHS, type RevenueInputs, revenuePerDay } from './revenue.ts';

/**
 * Price of power at which a miner earns exactly what it costs, c* = R · p / (24 · P/1000), money per kWh; wanted heat
 * raises it by its credit (economics sections 8 and 9). Undefined for a miner without power.
 */
export function breakEvenPricePerKwh(
  revenue: RevenueInputs,
  powerW: number,
  heatCreditPerKwh = 0,
): number | undefined {
  if (!(powerW > 0)) return undefined;
  return revenuePerDay(revenue) / ((24 * powerW) / 1000) + heatCreditPerKwh;
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
