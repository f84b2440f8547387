import { expect, test } from 'vitest';
import { checkTariff } from '../../domain/economics/check-tariff.ts';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { changedAt, NEW_DEMAND_CHARGE, NEW_STANDING_CHARGE, NEW_TIER, withTerms } from './contract-draft.ts';

const flat: Tariff = { kind: 'flat', pricePerKwh: 0.2 };

test('terms are changed one by one, and an emptied one is gone', () => {
  const charges = [{ amount: 12, per: 'month' as const }];
  const both = withTerms(withTerms(flat, { standingCharges: charges }), {
    feedIn: { kind: 'fixed', pricePerKwh: 0.08 },
  });
  expect(both.terms).toEqual({ standingCharges: charges, feedIn: { kind: 'fixed', pricePerKwh: 0.08 } });
  expect(withTerms(withTerms(both, { feedIn: undefined }), { standingCharges: [] }).terms).toBeUndefined();
});

test('a new row is counted with only when its figures are filled in', () => {
  const drafted = withTerms(flat, {
    standingCharges: [NEW_STANDING_CHARGE],
    tiers: [NEW_TIER],
    demandCharges: [NEW_DEMAND_CHARGE],
  });
  expect(checkTariff(drafted).map(({ field }) => field)).toEqual([
    'terms.standingCharges[0].amount',
    'terms.tiers[0].aboveKwh',
    'terms.tiers[0].addPerKwh',
    'terms.demandCharges[0].pricePerKw',
  ]);
  const filled = withTerms(flat, {
    tiers: changedAt([NEW_TIER], 0, { aboveKwh: 500, addPerKwh: -0.02 }),
  });
  expect(checkTariff(filled)).toEqual([]);
});
