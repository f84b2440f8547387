import { demandCost, standingCost, tierCost } from './contract-charge.ts';
import type { Span } from './covered-span.ts';
import { type EnergyCost, energyCost } from './energy-cost.ts';
import { type CalendarSpan, localMonths } from './local-month.ts';
import { type PowerTrace, powerSum, powerWhile } from './power-trace.ts';
import { type PriceContext, priceSpans } from './price-span.ts';
import type { Tariff } from './tariff.ts';

/** What a household pays for its power, piece by piece, money. */
export interface Bill extends EnergyCost {
  readonly tierCost: number;
  readonly demandCost: number;
  readonly standingCost: number;
  /** Energy, tiers, demand and standing charges, less what was fed in. */
  readonly total: number;
}

/**
 * The bill of a load on the meter over a time. Tiers and demand go by the local month: of a month that is not wholly
 * within the time only what is within counts, so ask for whole months where the contract has either.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function bill(tariff: Tariff, load: PowerTrace, within: Span, context: PriceContext): Bill {
  return localMonths(within, context.timeZone)
    .map((month) => billOfMonth(tariff, load, month, context))
    .reduce(plus, NO_BILL);
}

function billOfMonth(tariff: Tariff, load: PowerTrace, month: CalendarSpan, context: PriceContext): Bill {
  const { tiers = [], demandCharges = [], standingCharges = [] } = tariff.terms ?? {};
  const energy = energyCost(month, load, priceSpans(tariff, month.fromMs, month.toMs, context));
  const charges = {
    tierCost: tierCost(tiers, month.month, energy.importKwh),
    demandCost: demandCost(demandCharges, month, load),
    standingCost: standingCost(standingCharges, month, context.timeZone),
  };
  const asked = energy.cost + charges.tierCost + charges.demandCost + charges.standingCost;
  return { ...energy, ...charges, total: asked - energy.feedInCredit };
}

/**
 * What a miner adds to the bill: bill(with) − bill(without) (economics section 7). So it pays the price of its hours,
 * the tier that it lifts the household into, its part in the month's peak, and forgone feed-in where it takes what the
 * sun would have sent to the grid; no standing charge. Counted only while both loads are known.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function marginalBill(
  tariff: Tariff,
  loads: { readonly household: PowerTrace; readonly miner: PowerTrace },
  within: Span,
  context: PriceContext,
): Bill {
  const household = powerWhile(loads.household, loads.miner);
  const withMiner = bill(tariff, powerSum(loads.household, loads.miner), within, context);
  const without = bill(tariff, household, within, context);
  const { unpricedKwh, unmeasuredMs } = withMiner;
  return { ...plus(withMiner, negative(without)), unpricedKwh, unmeasuredMs };
}

const NO_BILL: Bill = {
  importKwh: 0,
  exportKwh: 0,
  cost: 0,
  feedInCredit: 0,
  unpricedKwh: 0,
  unmeasuredMs: 0,
  tierCost: 0,
  demandCost: 0,
  standingCost: 0,
  total: 0,
};

function plus(a: Bill, b: Bill): Bill {
  return {
    importKwh: a.importKwh + b.importKwh,
    exportKwh: a.exportKwh + b.exportKwh,
    cost: a.cost + b.cost,
    feedInCredit: a.feedInCredit + b.feedInCredit,
    unpricedKwh: a.unpricedKwh + b.unpricedKwh,
    unmeasuredMs: a.unmeasuredMs + b.unmeasuredMs,
    tierCost: a.tierCost + b.tierCost,
    demandCost: a.demandCost + b.demandCost,
    standingCost: a.standingCost + b.standingCost,
    total: a.total + b.total,
  };
}

function negative(of: Bill): Bill {
  return {
    importKwh: -of.importKwh,
    exportKwh: -of.exportKwh,
    cost: -of.cost,
    feedInCredit: -of.feedInCredit,
    unpricedKwh: -of.unpricedKwh,
    unmeasuredMs: -of.unmeasuredMs,
    tierCost: -of.tierCost,
    demandCost: -of.demandCost,
    standingCost: -of.standingCost,
    total: -of.total,
  };
}
