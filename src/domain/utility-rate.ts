/**
 * A utility's tariff as the U.S. Utility Rate Database describes it (<https://openei.org/services/doc/rest/util_rates/>):
 * for each hour of a month's weekdays and weekend days a period, for each period prices by tier of use. Hours are those
 * of the utility's own clock.
 */
export interface UtilityRate {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly utility?: string | undefined;
  readonly sector?: string | undefined;
  readonly currency: string;
  /** In force during [fromMs, toMs); absent where it began before anybody wrote it down, or still holds. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly energy: ScheduledTiers;
  readonly fixedCharge?: RecurringCharge | undefined;
  readonly minimumCharge?: RecurringCharge | undefined;
  /** Per kW of the highest use in a month within each period. */
  readonly demand?: ScheduledTiers | undefined;
  /** Per kW of the highest use in a month, whenever it was. */
  readonly flatDemand?: FlatDemand | undefined;
  /** It charges for demand in a way that could not be read: the bill is higher than these figures say. */
  readonly demandUnread?: boolean | undefined;
}

export interface ScheduledTiers {
  readonly periods: readonly (readonly RateTier[])[];
  /** 12 months × 24 hours: which of `periods` holds. */
  readonly weekdays: readonly (readonly number[])[];
  readonly weekend: readonly (readonly number[])[];
}

export interface FlatDemand {
  readonly periods: readonly (readonly RateTier[])[];
  /** Which of `periods` holds, by month. */
  readonly months: readonly number[];
}

export interface RateTier {
  /** Money per kWh, or per kW of demand, adjustments counted in. */
  readonly rate: number;
  /** What is paid per kWh fed in; absent where the tariff does not say. */
  readonly sellRate?: number | undefined;
  /** Up to so much of `maxUnit`, the tiers below counted in; absent for the last. */
  readonly max?: number | undefined;
  readonly maxUnit: TierUnit;
}

/** What a tier ends at, in a month: kWh; kWh for each of its days; kWh for each kW of its highest use; or kW. */
export type TierUnit = 'kWh' | 'kWh daily' | 'kWh/kW' | 'kWh/kW daily' | 'kW';

export interface RecurringCharge {
  readonly amount: number;
  readonly per: 'day' | 'month' | 'year';
}

/** An hour of the utility's clock. */
export interface RateHour {
  /** 1 = January. */
  readonly month: number;
  /** 0..23. */
  readonly hour: number;
  /** Saturday or Sunday; on most tariffs holidays as well. */
  readonly isWeekend: boolean;
}

/** What tells where the tiers of a month end. */
export interface BillingMonth {
  readonly days: number;
  /** Its highest use; needed only where tiers are per kW. */
  readonly peakKw?: number | undefined;
}

const USUAL_MONTH: BillingMonth = { days: 365 / 12 };

/**
 * What one kilowatt-hour more costs in an hour, once `monthKwhSoFar` have been used in its month; undefined where the
 * schedule does not say.
 */
export function ratePerKwh(
  { energy }: Pick<UtilityRate, 'energy'>,
  at: RateHour,
  monthKwhSoFar = 0,
  month: BillingMonth = USUAL_MONTH,
): number | undefined {
  return tierAt(tiersOf(energy, at), monthKwhSoFar, month)?.rate;
}

/**
 * Cost of a month's energy, used hour by hour in the order given: tiers fill with all use of the month, whatever period
 * it falls into. Fixed and demand charges come on top. Undefined where the schedule leaves an hour out.
 */
export function monthlyEnergyCost(
  { energy }: Pick<UtilityRate, 'energy'>,
  use: Iterable<RateHour & { readonly kwh: number }>,
  month: BillingMonth = USUAL_MONTH,
): number | undefined {
  let soFar = 0;
  let cost = 0;
  for (const hour of use) {
    const tiers = tiersOf(energy, hour);
    if (tiers.length === 0) return undefined;
    cost += tieredCost(tiers, soFar + hour.kwh, month) - tieredCost(tiers, soFar, month);
    soFar += hour.kwh;
  }
  return cost;
}

/** The charge for a month's highest use: by period of the schedule (`peaksKw` by period) and of the whole month. */
export function monthlyDemandCharge(
  { demand, flatDemand }: Pick<UtilityRate, 'demand' | 'flatDemand'>,
  month: number,
  peaksKw: readonly number[],
  monthPeakKw: number,
): number {
  const byPeriod = peaksKw.map((peakKw, period) =>
    tieredCost(demand?.periods[period] ?? [], peakKw, USUAL_MONTH),
  );
  const flat = flatDemand?.periods[flatDemand.months[month - 1] ?? -1] ?? [];
  return byPeriod.reduce((sum, cost) => sum + cost, 0) + tieredCost(flat, monthPeakKw, USUAL_MONTH);
}

/** A recurring charge over one month; 0 where there is none. */
export function chargePerMonth(charge: RecurringCharge | undefined, days = USUAL_MONTH.days): number {
  if (!charge) return 0;
  const { amount, per } = charge;
  return per === 'day' ? amount * days : per === 'year' ? amount / 12 : amount;
}

/** The tiers that hold in an hour, lowest first; none where the schedule does not say. */
export function tiersOf(
  scheduled: ScheduledTiers,
  { month, hour, isWeekend }: RateHour,
): readonly RateTier[] {
  const schedule = isWeekend ? scheduled.weekend : scheduled.weekdays;
  return scheduled.periods[schedule[month - 1]?.[hour] ?? -1] ?? [];
}

function tierAt(tiers: readonly RateTier[], amount: number, month: BillingMonth): RateTier | undefined {
  return tiers.find((tier) => amount < endOf(tier, month)) ?? tiers.at(-1);
}

/** Σ over tiers of rate · (part of `amount` within the tier); beyond the last tier its rate goes on. */
function tieredCost(tiers: readonly RateTier[], amount: number, month: BillingMonth): number {
  let below = 0;
  let cost = 0;
  for (const [at, tier] of tiers.entries()) {
    const end = at === tiers.length - 1 ? Number.POSITIVE_INFINITY : Math.max(below, endOf(tier, month));
    cost += tier.rate * Math.max(0, Math.min(amount, end) - below);
    below = end;
  }
  return cost;
}

function endOf({ max, maxUnit }: RateTier, { days, peakKw = Number.NaN }: BillingMonth): number {
  if (max === undefined) return Number.POSITIVE_INFINITY;
  const perDay = maxUnit.endsWith('daily') ? days : 1;
  const perKw = maxUnit.startsWith('kWh/kW') ? peakKw : 1;
  const end = max * perDay * perKw;
  // Where nobody knows the peak, the first tier is all that can be told.
  return Number.isNaN(end) ? Number.POSITIVE_INFINITY : end;
}
