import type { RateTier, UtilityRate } from '../utility-rate.ts';
import type { ContractTerms, DemandCharge, EnergyTier, StandingCharge } from './contract-terms.ts';
import { priceTable } from './price-table.ts';
import type { TimeOfUseTariff } from './tariff.ts';

/** What a tariff of ours cannot say: the owner is told, and may count with it or not. */
export type LeftOut =
  /** Hours of which the rate gives no price. */
  | 'hours'
  /** Tiers that differ between the hours of a month, or end by something else than kilowatt-hours. */
  | 'tiers'
  | 'demand-by-hour'
  /** A price of demand that depends on how much it is. */
  | 'demand-tiers'
  | 'minimum-charge'
  /** Feed-in prices that differ between hours. */
  | 'feed-in';

/**
 * A utility's published rate as an owner's tariff, and what of it is left out. The prices of the schedule are all in:
 * {@link RateTier} counts adjustments in, and U.S. rates carry no VAT. Undefined where no hour has a price.
 */
export function tariffOfUtilityRate(
  rate: UtilityRate,
): { readonly tariff: TimeOfUseTariff; readonly leftOut: readonly LeftOut[] } | undefined {
  const { energy, demand, flatDemand, minimumCharge, fixedCharge } = rate;
  const table = priceTable(energy);
  if (!table) return undefined;
  const tiers = monthlyTiers(rate);
  const demandCharges = chargesOf(flatDemand);
  const feedIn = feedInOf(rate);
  const standingCharges = fixedCharge && fixedCharge.amount !== 0 ? [standingOf(fixedCharge)] : [];
  const terms: ContractTerms = {
    ...(standingCharges.length > 0 && { standingCharges }),
    ...(tiers && tiers.length > 0 && { tiers }),
    ...(demandCharges && demandCharges.length > 0 && { demandCharges }),
    ...(typeof feedIn === 'number' && { feedIn: { kind: 'fixed' as const, pricePerKwh: feedIn } }),
  };
  const { basePerKwh, periods } = table;
  const leftOut: readonly (LeftOut | false)[] = [
    table.hasGaps && 'hours',
    !tiers && 'tiers',
    isCharged(demand?.periods) && 'demand-by-hour',
    !demandCharges && 'demand-tiers',
    minimumCharge !== undefined && minimumCharge.amount > 0 && 'minimum-charge',
    feedIn === 'differs' && 'feed-in',
  ];
  return {
    tariff: { kind: 'time-of-use', basePerKwh, periods, ...(Object.keys(terms).length > 0 && { terms }) },
    leftOut: leftOut.filter((word) => word !== false),
  };
}

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);
/** February as in most years. */
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The tiers of each month; undefined where hours of a month differ in them, or where they end by no kilowatt-hours. */
function monthlyTiers({ energy }: UtilityRate): readonly EnergyTier[] | undefined {
  const found = new Map<string, { readonly tier: EnergyTier; readonly months: number[] }>();
  for (const month of MONTHS) {
    const hours = [...(energy.weekdays[month - 1] ?? []), ...(energy.weekend[month - 1] ?? [])];
    const steps = [...new Set(hours)].map((period) => addedTiers(energy.periods[period] ?? [], month));
    const [first, ...others] = steps.map((tiers) => JSON.stringify(tiers));
    if (steps.includes(undefined) || others.some((other) => other !== first)) return undefined;
    for (const tier of steps[0] ?? []) {
      const key = `${tier.aboveKwh} ${tier.addPerKwh}`;
      const known = found.get(key);
      if (known) known.months.push(month);
      else found.set(key, { tier, months: [month] });
    }
  }
  return [...found.values()].map(({ tier, months }) => (months.length === 12 ? tier : { ...tier, months }));
}

/** What the tiers above the first cost more than it; undefined where one ends by something else than kilowatt-hours. */
function addedTiers(tiers: readonly RateTier[], month: number): readonly EnergyTier[] | undefined {
  const [first, ...rest] = tiers;
  const added: EnergyTier[] = [];
  let below = first;
  for (const tier of rest) {
    const { max, maxUnit } = below ?? tier;
    if (max === undefined || (maxUnit !== 'kWh' && maxUnit !== 'kWh daily')) return undefined;
    const aboveKwh = maxUnit === 'kWh' ? max : max * (DAYS[month - 1] ?? Number.NaN);
    added.push({ aboveKwh, addPerKwh: rounded(tier.rate - (first?.rate ?? 0)) });
    below = tier;
  }
  return added;
}

/** Takes away what binary subtraction adds: prices have at most ten decimals. */
function rounded(price: number): number {
  return Number(price.toFixed(10));
}

/** Undefined where a price of demand depends on how much it is. The rate does not say how long the meter's windows are. */
function chargesOf(flatDemand: UtilityRate['flatDemand']): readonly DemandCharge[] | undefined {
  if (!flatDemand) return [];
  const charges = flatDemand.periods.map((tiers, period): DemandCharge | undefined => {
    const months = MONTHS.filter((month) => flatDemand.months[month - 1] === period);
    const [tier] = tiers;
    if (months.length === 0 || !tier) return { pricePerKw: 0, windowMinutes: 15 };
    if (tiers.length > 1) return undefined;
    return { pricePerKw: tier.rate, windowMinutes: 15, ...(months.length < 12 && { months }) };
  });
  if (charges.includes(undefined)) return undefined;
  return charges.flatMap((charge) => (charge && charge.pricePerKw !== 0 ? [charge] : []));
}

function feedInOf({ energy }: UtilityRate): number | 'differs' | undefined {
  const prices = new Set(energy.periods.flatMap((tiers) => tiers.map(({ sellRate }) => sellRate)));
  return prices.size > 1 ? 'differs' : [...prices][0];
}

function standingOf({ amount, per }: NonNullable<UtilityRate['fixedCharge']>): StandingCharge {
  return per === 'year' ? { amount: amount / 12, per: 'month' } : { amount, per };
}

function isCharged(periods: readonly (readonly RateTier[])[] = []): boolean {
  return periods.some((tiers) => tiers.some(({ rate }) => rate !== 0));
}
