import { expect, test } from 'vitest';
import { fakeCoinFigures } from '../../../tests/preview/fake-coin-figures.ts';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import { SHIPPED_POOLS } from '../../domain/shipped-pools.ts';
import { type OwnExperience, poolOffers } from './audit-offers.ts';
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

function offers(
  figures: typeof FIGURES | Record<string, never>,
  nowMs = NOW,
  experience: Partial<OwnExperience> = {},
) {
  const settings = { ...DEFAULT_SETTINGS, market: { hashpricePerPhPerDay: 40, poolFee: 0.01 } };
  const pay = fleetPay(fakeView('fine', NOW).miners, settings, NOW, 'UTC');
  const inputs = { currency: 'EUR', poolFee: 0.01, figures, catalogue, nowMs, horizonDays: 1 };
  const own = { miners: [], poolTerms: [], ...experience };
  return poolOffers(coinRanking({ ...inputs, pay }), { figures, catalogue }, own, nowMs);
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

test('where one’s own miners are, their refused shares, their wait and the own terms count', () => {
  const view = fakeView('fine', NOW).miners.find(({ miner }) => miner.identity.algorithm === 'sha256');
  if (!view?.reading) throw new Error('no miner of bitcoin');
  const reading = {
    ...view.reading,
    pools: [{ url: 'stratum+tcp://ss.antpool.com:3333', active: true }],
    shares: { accepted: 980, rejected: 20 },
    poolLatencyMs: 42,
  };
  const miners = [{ view: { ...view, reading }, missing: [] }];
  const poolTerms = [{ provider: 'antpool', coin: 'BTC', scheme: 'FPPS', poolFee: 0.01 } as const];
  const [btc] = offers(FIGURES, NOW, { miners, poolTerms });
  const antpool = btc?.pools.find(({ pool, offer }) => pool === 'AntPool' && offer.scheme === 'FPPS');
  expect(antpool?.offer.poolFee).toBe(0.01);
  expect(antpool?.measured).toMatchObject({ answerS: 0.042, refused: { fraction: 0.02 } });
  expect(antpool?.measured?.refused?.low).toBeCloseTo(0.013, 3);
  expect(antpool?.measured?.refused?.high).toBeCloseTo(0.0307, 3);
  expect(antpool?.lostPerDay).toBeGreaterThan(0);
  const other = btc?.pools.find(({ pool }) => pool === 'Braiins Pool');
  expect(other?.measured).toBeUndefined();
  expect(other?.offer.lostFraction).toBe(btc?.lostFraction);
});

test('nothing is compared where the chain is not known, or was told too long ago', () => {
  expect(offers({})).toEqual([]);
  expect(offers(FIGURES, NOW + 4 * 86_400_000)).toEqual([]);
});
