import { expect, it } from 'vitest';
import { householdOf, pastOf } from '../../../tests/support/household.ts';
import { aMiner } from '../../../tests/support/learner-house.ts';
import type { ForecastQuantity } from '../../domain/forecast.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import type { ChainOutlook } from '../../insight/forecast/target-data.ts';
import type { Snapshot } from '../../store/entity-schema.ts';
import { decisionTerms } from './decision-terms.ts';

const NOW_MS = Date.UTC(2026, 2, 20, 12, 1);
const PORTS = { ...pastOf({}), nowMs: () => NOW_MS };

const saying = (minerId: string, hashrateHs: number, powerW: number) =>
  [minerId, { minerId, reading: { hashrateHs, powerW, pools: [] } } as unknown as Snapshot] as const;
const scrypt = { ...aMiner('c', NOW_MS), identity: { family: 'axeos', algorithm: 'scrypt' } as const };
/** Two miners of bitcoin, 100 TH/s with 2 kW together, and one of something else; power at 25 ct. */
const HOUSE = householdOf({
  settings: { ...DEFAULT_SETTINGS, tariffIsExample: false, tariff: { kind: 'flat', pricePerKwh: 0.25 } },
  miners: [aMiner('a', NOW_MS), aMiner('b', NOW_MS), scrypt],
  snapshots: new Map([saying('a', 40e12, 800), saying('b', 60e12, 1_200), saying('c', 1e9, 500)]),
});
const CHAIN: ChainOutlook = {
  price: Float64Array.of(60_000, 61_000),
  difficulty: Float64Array.of(1e14, Number.NaN),
  // The last one lies ahead.
  subsidy: Float64Array.of(3.125, 3.125, 1.5625),
  feesPerBlock: Float64Array.of(0.02, 0.03),
  hashesPerDifficulty: 2 ** 32,
  poolFee: 0,
};

function termsOf(quantity: ForecastQuantity, house = HOUSE, chain: ChainOutlook | undefined = CHAIN) {
  const isOfCoin = quantity === 'price' || quantity === 'earnings';
  const subject = isOfCoin ? { kind: 'pool' as const, id: 'BTC@any' } : { kind: 'site' as const, id: 'home' };
  const unit = quantity === 'earnings' ? 'EUR/TH/day' : 'EUR';
  const target = { id: '', quantity, subject, step: 'day' as const, horizon: 7, season: 1, unit };
  return decisionTerms({ target, chain }, house, PORTS);
}

it('by the price of power all that the miners draw may be moved', async () => {
  expect(await termsOf('power-price')).toEqual({ shiftableW: 2_500 });
});

it('by earnings the miners of the coin run or rest, each TH/s for what its power costs a day', async () => {
  const { units, costPerUnit } = await termsOf('earnings');
  expect(units).toBeCloseTo(100, 9);
  // 2 kW · 24 h · 0.25 over 100 TH/s.
  expect(costPerUnit).toBeCloseTo(0.12, 9);
});

it('by a price what the miners find in a day is sold or held', async () => {
  const { coinsPerDay } = await termsOf('price');
  // 86400 · 100e12 · (3.125 + 0.03) / (1e14 · 2³²) (economics section 1).
  expect(coinsPerDay).toBeCloseTo((86_400 * 100e12 * 3.155) / (1e14 * 2 ** 32), 12);
});

it('nothing is decided by what no money hangs on, on the price of an example, or where the chain is silent', async () => {
  expect(await termsOf('room-temperature')).toEqual({});
  expect(await termsOf('difficulty')).toEqual({});
  const example = { ...HOUSE, settings: { ...HOUSE.settings, tariffIsExample: true } };
  expect(await termsOf('earnings', example)).toEqual({});
  expect(await termsOf('price', HOUSE, { ...CHAIN, subsidy: new Float64Array(3).fill(Number.NaN) })).toEqual(
    {},
  );
  expect(await termsOf('price', householdOf({}))).toEqual({});
});
