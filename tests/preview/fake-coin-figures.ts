import type { CoinListing } from '../../src/domain/coin-listing.ts';
import type { PoolAccount } from '../../src/domain/pool-account.ts';
import type { Quote } from '../../src/domain/quote.ts';
import type { SourcesView } from '../../src/domain/sources-view.ts';
import type { WorkPrice } from '../../src/domain/work-price.ts';
import type { PoolAuditReport } from '../../src/workers/audit-api.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What sources might tell of coins, pools and accounts at a moment. */
export function fakeCoinFigures(nowMs: number): SourcesView['figures'] {
  const told = <T>(provider: string, value: T, ageMs: number) => ({
    provider,
    value,
    atMs: nowMs - ageMs,
    receivedAtMs: nowMs - ageMs,
  });
  return {
    'network:BTC': told(
      'mempool',
      { coin: 'BTC', atMs: nowMs, difficulty: 1.49e14, height: 925_000 },
      12 * MINUTE,
    ),
    'network:BCH': told(
      'blockchair',
      { coin: 'BCH', atMs: nowMs, difficulty: 6.6e11, height: 925_800 },
      9 * MINUTE,
    ),
    'prices:EUR': told('coingecko', quotes({ BTC: 91_234, BCH: 446 }, nowMs), 2 * MINUTE),
    'work:minerstat': told(
      'minerstat',
      [['BTC', 45.1e-15] as const, ['BCH', 46.4e-15] as const, ['DGB', 30.2e-15] as const].map(
        ([coin, perHsDay]) => listing(coin, perHsDay, nowMs - 6 * MINUTE),
      ),
      6 * MINUTE,
    ),
    'work:nicehash': told(
      'nicehash',
      [{ ...work(47.3e-15, nowMs - 4 * MINUTE), standing: 'paid' as const }],
      4 * MINUTE,
    ),
    'work:whattomine': told('whattomine', [listing('XEC', 39e-15, nowMs - 3 * DAY)], 3 * DAY),
    'account:braiins:rewards': told('braiins', account(nowMs, { rewards: rewards(nowMs) }), 20 * MINUTE),
    'account:braiins:payouts': told('braiins', account(nowMs, { payouts: payouts(nowMs) }), 20 * MINUTE),
    'account:braiins:balance': told(
      'braiins',
      account(nowMs, { coins: [{ coin: 'BTC', balance: 0.00031, minPayout: 0.0005 }] }),
      20 * MINUTE,
    ),
    'account:ckpool': told(
      'ckpool',
      account(nowMs, { bestDifficulty: 3.4e9, work: { accepted: 2.1e9 } }),
      5 * MINUTE,
    ),
  };
}

function quotes(prices: Readonly<Record<string, number>>, nowMs: number): readonly Quote[] {
  return Object.entries(prices).map(([coin, price]) => ({ coin, currency: 'EUR', price, atMs: nowMs }));
}

function work(perHsDay: number, atMs: number): WorkPrice {
  return { algorithm: 'sha256', currency: 'EUR', perHsDay, over: 'now', standing: 'reckoned', atMs };
}

function listing(coin: string, perHsDay: number, atMs: number): CoinListing {
  return {
    coin,
    kind: 'coin',
    algorithm: 'sha256',
    algorithmName: 'SHA-256',
    network: { coin, atMs },
    work: { ...work(perHsDay, atMs), coin, fee: 'gross' },
  };
}

function account(atMs: number, told: Partial<PoolAccount>): PoolAccount {
  return { atMs, hashrates: [], coins: [], workers: [], payouts: [], rewards: [], ...told };
}

function rewards(nowMs: number): PoolAccount['rewards'] {
  const today = Math.floor(nowMs / DAY) * DAY;
  return Array.from({ length: 28 }, (_, i) => ({
    atMs: today - (i + 1) * DAY,
    of: 'day' as const,
    coin: 'BTC',
    amount: 0.0000603 + 1e-8 * ((i * 7) % 13),
  }));
}

function payouts(nowMs: number): PoolAccount['payouts'] {
  return [4, 11, 19].map((days) => ({
    atMs: nowMs - days * DAY,
    coin: 'BTC',
    amount: 0.00042,
    fee: 0.00001,
    state: 'confirmed' as const,
    way: 'on-chain' as const,
    txId: `7f3k${days}`,
  }));
}

/** What an audit of these accounts might find. */
export function fakeAudits(nowMs: number): readonly PoolAuditReport[] {
  const toMs = Math.floor(nowMs / DAY) * DAY;
  const base = { provider: 'braiins', coin: 'BTC', atMs: nowMs - 20 * MINUTE, fromMs: toMs - 28 * DAY, toMs };
  return [
    {
      ...base,
      terms: { scheme: 'FPPS', poolFee: 0.025, schemeBy: 'table', feeBy: 'table' },
      creditedCoins: 0.00169,
      recorded: 0.98,
      audit: {
        owedCoins: 0.0017,
        owedGivenLuckCoins: 0.0017,
        paidFraction: 0.994,
        interval: { low: 0.986, high: 1.002 },
        owedInterval: { low: 0.001686, high: 0.001714 },
        luck: undefined,
        doubt: { blocks: 0, counting: 0.002, fees: 0.002, edges: 0.0003 },
        verdict: { kind: 'paid-as-owed', visibleFraction: 0.015 },
      },
      payout: {
        medianMs: nowMs + 4 * DAY,
        earliestMs: nowMs + 3 * DAY,
        latestMs: nowMs + 6 * DAY,
        missingCoins: 0.0002,
      },
    },
    { ...base, provider: 'viabtc', creditedCoins: 0.0002, missing: 'terms' },
  ];
}
