import { expect, test } from 'vitest';
import { fakeCoinFigures } from '../../../tests/preview/fake-coin-figures.ts';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import { SHIPPED_POOLS } from '../../domain/shipped-pools.ts';
import { poolOffers } from './audit-offers.ts';
import { coinRanking } from './coin-ranking.ts';
import { fleetPay } from './fleet-pay.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const catalogue = { coins: SHIPPED_COINS, pools: SHIPPED_POOLS };
const FIGURES = {
  ...fakeCoinFigures(NOW),
  'rewards:BTC': {
    provider: 'mempool',
    atMs: NOW,
    receivedAtMs: NOW,
    value: { blocks: 144, feesPerBlock: 0.03 },
  },
};

function offers(figures: typeof FIGURES | Record<string, never>, nowMs = NOW) {
  const settings = { ...DEFAULT_SETTINGS, market: { hashpricePerPhPerDay: 40, poolFee: 0.01 } };
  const pay = fleetPay(fakeView('fine', NOW).miners, settings, NOW, 'UTC');
  const inputs = { currency: 'EUR', poolFee: 0.01, figures, catalogue, nowMs, horizonDays: 1 };
  return poolOffers(coinRanking({ ...inputs, pay }), { figures, catalogue }, nowMs);
}

test('pools stand by what they leave of the same work, lost shares taken off all alike', () => {
  const [btc] = offers(FIGURES);
  expect(btc?.coin).toBe('BTC');
  const braiins = btc?.pools.find(({ pool }) => pool === 'Braiins Pool');
  const all = ((117.56e12 * 86_400) / (1.49e14 * 2 ** 32)) * (3.125 + 0.03);
  const kept = (1 - 0.025) * (1 - (btc?.lostFraction ?? Number.NaN));
  expect((braiins?.netPerDay ?? 0) / (all * kept)).toBeCloseTo(1, 9);
  const left = btc?.pools.map(({ netPerDay }) => netPerDay) ?? [];
  expect(left).toEqual([...left].sort((one, other) => other - one));
  expect(btc?.pools.map(({ offer }) => offer.scheme)).not.toContain('SOLO');
});

test('nothing is compared where the chain is not known, or was told too long ago', () => {
  expect(offers({})).toEqual([]);
  expect(offers(FIGURES, NOW + 4 * 86_400_000)).toEqual([]);
});
