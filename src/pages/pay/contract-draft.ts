import type {
  ContractTerms,
  DemandCharge,
  EnergyTier,
  SolarSurplus,
  StandingCharge,
} from '../../domain/economics/contract-terms.ts';
import type { Tariff } from '../../domain/economics/tariff.ts';

/** The tariff with other terms; what is emptied goes, and with the last of them the terms themselves. */
export function withTerms<Edited extends Tariff>(tariff: Edited, change: Partial<ContractTerms>): Edited {
  const told = Object.entries({ ...tariff.terms, ...change }).filter(
    ([, term]) => term !== undefined && !(Array.isArray(term) && term.length === 0),
  );
  const terms: ContractTerms | undefined = told.length > 0 ? Object.fromEntries(told) : undefined;
  return { ...tariff, terms };
}

/** A list with another form of one of its entries; the others stay. */
export function changedAt<Entry>(
  list: readonly Entry[],
  index: number,
  change: Partial<Entry>,
): readonly Entry[] {
  return list.map((entry, i) => (i === index ? { ...entry, ...change } : entry));
}

/** Entries with figures that have yet to be filled in: until then nothing is counted with them, nor kept. */
export const NEW_STANDING_CHARGE: StandingCharge = { amount: Number.NaN, per: 'month' };
export const NEW_SURPLUS: SolarSurplus = { fromMinute: 10 * 60, toMinute: 16 * 60, powerW: Number.NaN };
export const NEW_TIER: EnergyTier = { aboveKwh: Number.NaN, addPerKwh: Number.NaN };
export const NEW_DEMAND_CHARGE: DemandCharge = { pricePerKw: Number.NaN, windowMinutes: 15 };
