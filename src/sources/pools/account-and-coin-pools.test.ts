import { describe, expect, test } from 'vitest';
import { isAllowed } from '../../../tests/sources/allowed-request.ts';
import { expectSaneWhenDamaged, wholeAnswer } from '../../../tests/sources/damaged-body.ts';
import { accountPoolUpstreams } from '../../domain/upstreams/account-pools.ts';
import { coinPoolUpstreams } from '../../domain/upstreams/coin-pools.ts';
import { UPSTREAMS } from '../../domain/upstreams/upstreams.ts';
import { twoMinersAccount, twoMinersPool } from './2miners.ts';
import { antpoolAccount, antpoolRates, antpoolWorkers } from './antpool.ts';
import { f2pool } from './f2pool.ts';
import {
  f2poolBalance,
  f2poolRateHistory,
  f2poolRates,
  f2poolTransactions,
  f2poolWorkers,
} from './f2pool-v2.ts';
import { kanoAccount, kanoPool } from './kano.ts';
import { luxorHashprice, luxorPool, luxorSummary, luxorWorkers } from './luxor.ts';
import { luxorPayouts, luxorRates, luxorRevenue } from './luxor-history.ts';
import {
  miningDutchBalance,
  miningDutchPrices,
  miningDutchStatus,
  miningDutchWorkers,
} from './mining-dutch.ts';
import { miningPoolHubBalance, miningPoolHubStatus, miningPoolHubWorkers } from './miningpoolhub.ts';
import { moneroOceanAccount } from './moneroocean.ts';
import { supportXmrAccount } from './supportxmr.ts';
import {
  viabtcHashrate,
  viabtcHashrateHistory,
  viabtcPayments,
  viabtcProfit,
  viabtcProfitHistory,
  viabtcWorkers,
} from './viabtc.ts';
import { zpoolPrices, zpoolWallet } from './zpool.ts';

const T = 1_700_000_000;
const via = { coin: 'BTC', signed: { secret: 's3cret', atMs: T * 1000 } };
const f2 = { currency: 'bitcoin-cash', user: 'anna', fromMs: T * 1000, untilMs: T * 1000 + 86_400_000 };
const lux = { currency: 'LTC_DOGE', fromMs: T * 1000, untilMs: T * 1000 + 86_400_000 };
const ant = { coin: 'BTC', user: 'anna', key: 'k3y', secret: 's3cret', nonce: T };
const mpos = { pool: 'digibyte_sha256', coin: 'DGB', user: '42' };
const two = { coin: 'ETC', address: '0xAbC', solo: true };
const monero = { address: '4Abc.rig+128000' };

describe('every question to a pool', () => {
  test.each([
    ...[viabtcHashrate, viabtcWorkers, viabtcProfit, viabtcProfitHistory].map((each) => each.request(via)),
    ...[viabtcPayments, viabtcHashrateHistory].map((each) => each.request(via)),
    f2pool.request(f2),
    f2pool.request({ currency: 'bitcoin', user: 'user name' }),
    ...[f2poolRates, f2poolWorkers, f2poolBalance, f2poolRateHistory].map((each) => each.request(f2)),
    f2poolTransactions.request(f2),
    ...[luxorSummary, luxorHashprice, luxorPool, luxorWorkers].map((each) => each.request(lux)),
    luxorSummary.request({ currency: 'BTC', version: 'v2' }),
    ...[luxorRates, luxorRevenue, luxorPayouts].map((each) => each.request(lux)),
    ...[antpoolAccount, antpoolRates, antpoolWorkers].map((each) => each.request(ant)),
    kanoAccount.request({ user: 'anna' }),
    kanoPool.request({ user: 'anna' }),
    twoMinersAccount.request(two),
    twoMinersPool.request(two),
    zpoolPrices.request(),
    zpoolWallet.request({ address: 'D6x' }),
    miningDutchPrices.request(),
    ...[miningDutchWorkers, miningDutchBalance, miningDutchStatus].map((each) => each.request(mpos)),
    ...[miningPoolHubWorkers, miningPoolHubBalance, miningPoolHubStatus].map((each) =>
      each.request({ pool: 'litecoin', coin: 'LTC' }),
    ),
    ...[supportXmrAccount, moneroOceanAccount].map((each) => each.request(monero)),
  ])(
    'is one that its row allows, with no key in its address and no secret anywhere: $host$path',
    (request) => {
      expect(isAllowed([...accountPoolUpstreams, ...coinPoolUpstreams], request)).toBe(true);
      expect(request.path).not.toContain('k3y');
      expect(JSON.stringify(request)).not.toContain('s3cret');
      const row = UPSTREAMS.find(({ id }) => id === request.provider);
      const endpoint = row?.endpoints.find(({ method }) => method === (request.method ?? 'GET'));
      for (const header of Object.keys(request.headers ?? {})) expect(endpoint?.headers).toContain(header);
    },
  );

  test('that leads to another host or to another account’s page is not', () => {
    const rows = [...accountPoolUpstreams, ...coinPoolUpstreams];
    for (const coin of ['evil.example/', 'a.b', '', '../x'])
      expect(isAllowed(rows, twoMinersPool.request({ coin }))).toBe(false);
    expect(isAllowed(rows, miningPoolHubBalance.request({ pool: 'evil.example/#', coin: 'LTC' }))).toBe(
      false,
    );
    expect(isAllowed(rows, { provider: 'f2pool', host: 'api.f2pool.com', path: '/v2/mining_user' })).toBe(
      false,
    );
  });
});

const workerOfVia = {
  ...{ worker_name: 'a', worker_id: 7, worker_status: 'active', hashrate_10min: '5', hashrate_1hour: '4' },
  ...{ last_active: T, reject_rate: '0.01', coin: 'BTC' },
};
const rateOfF2 = { name: 'a', hash_rate: 5, h1_hash_rate: 4, h24_hash_rate: 3, h24_stale_hash_rate: 0.1 };
const twoBody = {
  ...{ '24hreward': 4, currentHashrate: 5, hashrate: 4, workersOnline: 1, updatedAt: T * 1000 },
  config: { minPayout: 5 },
  payments: [{ amount: 1, timestamp: T, tx: 'x' }],
  rewards: [{ blockheight: 1, timestamp: T, reward: 2, orphan: false }],
  stats: { balance: 5, immature: 1, paid: 2, lastShare: T },
  workers: { rig: { lastBeat: T, hr: 5, hr2: 4, offline: false } },
};
const yiimpRow = {
  ...{ name: 'scrypt', port: 1, coins: 3, fees: 2, hashrate: 5, workers: 6, hashrate_last24h: 4 },
  ...{ estimate_current: '0.01', estimate_last24h: '0.02', actual_last24h: '17', mbtc_mh_factor: 1000 },
};

describe('an answer of a pool that is damaged', () => {
  test.each([
    wholeAnswer('viabtc rates', viabtcHashrate, via, {
      code: 0,
      data: { hashrate_10min: '5', hashrate_1hour: '4', active_workers: 1, unactive_workers: 0 },
    }),
    wholeAnswer('viabtc workers', viabtcWorkers, via, {
      code: 0,
      data: { data: [workerOfVia, workerOfVia] },
    }),
    wholeAnswer('viabtc profit', viabtcProfit, via, {
      code: 0,
      data: { coin: 'BTC', total_profit: '3', pps_profit: '1', pplns_profit: '1', solo_profit: '1' },
    }),
    wholeAnswer('viabtc payments', viabtcPayments, via, {
      code: 0,
      data: [{ coin: 'BTC', amount: '1', tx: 'x', create_time: T }],
    }),
    wholeAnswer('viabtc days', viabtcProfitHistory, via, {
      code: 0,
      data: { data: [{ date: '2026-01-01', total_profit: '1' }] },
    }),
    wholeAnswer('f2pool', f2pool, f2, {
      ...{ balance: 1, paid: 2, hashrate: 5, hashes_last_hour: 4, hashes_last_day: 3, value_last_day: 1 },
      workers: [['a', 5, 4, 0, 3, 1, '2026-01-01T00:00:00Z', false]],
      payout_history: [['2026-01-01T00:00:00Z', 'x', 1]],
    }),
    wholeAnswer('f2pool workers', f2poolWorkers, f2, {
      workers: [{ hash_rate_info: rateOfF2, last_share_at: T, status: 0 }],
    }),
    wholeAnswer('f2pool balance', f2poolBalance, f2, {
      balance_info: { balance: 1, paid: 2, total_income: 3, yesterday_income: 1, estimated_today_income: 1 },
    }),
    wholeAnswer('f2pool ledger', f2poolTransactions, f2, {
      transactions: [
        { changed_balance: 1, mining_extra: { mining_date: T } },
        { changed_balance: -1, created_at: T, payout_extra: { value: 1, tip: 0.1, tx_id: 'x' } },
      ],
    }),
    wholeAnswer('luxor', luxorSummary, lux, {
      ...{
        currency_type: 'LTC_DOGE',
        hashrate_5m: '5',
        hashrate_24h: '4',
        efficiency_5m: 0.9,
        active_miners: 1,
      },
      revenue_24h: [{ currency_type: 'LTC', revenue: 1 }],
      balance: [{ currency_type: 'LTC', revenue: 1 }],
    }),
    wholeAnswer('luxor hashprice', luxorHashprice, lux, {
      hashprice: [{ currency_type: 'BTC', value: 0.0006 }],
    }),
    wholeAnswer('luxor workers', luxorWorkers, lux, {
      total_active: 1,
      workers: [{ name: 'a', hashrate: '5', efficiency: 0.9, status: 'ACTIVE' }],
    }),
    wholeAnswer('luxor past', luxorRates, lux, {
      hashrate_efficiency: [{ date_time: '2026-01-01T00:00:00Z', hashrate: '5', efficiency: 0.9 }],
    }),
    wholeAnswer('luxor days', luxorRevenue, lux, {
      revenue: [{ date_time: '2026-01-01T00:00:00Z', revenue: { currency_type: 'LTC', revenue: 1 } }],
    }),
    wholeAnswer('antpool', antpoolAccount, ant, {
      code: 0,
      data: { balance: '1', paidOut: '2', earnTotal: '3' },
    }),
    wholeAnswer('antpool workers', antpoolWorkers, ant, {
      code: 0,
      data: { rows: [{ worker: 'a', last10m: '5', last1d: '4' }] },
    }),
    wholeAnswer('kano', kanoPool, { user: 'a' }, { p_hashrate5m: '5', blockacc: '1', currndiff: '2' }),
    wholeAnswer('2miners', twoMinersAccount, two, twoBody),
    wholeAnswer('2miners pool', twoMinersPool, two, {
      hashrate: 5,
      nodes: [{ difficulty: '5', height: '7' }],
    }),
    wholeAnswer('zpool prices', zpoolPrices, undefined, { scrypt: yiimpRow }),
    wholeAnswer(
      'zpool wallet',
      zpoolWallet,
      { address: 'x' },
      {
        ...{ currency: 'LTC', unsold: 1, balance: 2, unpaid: 3, paid24h: 4 },
        miners: [{ ID: 'a', algo: 'scrypt', accepted: 5, rejected: 1, difficulty: 6 }],
        payouts: [{ time: T, amount: '1', fee: 0.1, tx: 'x' }],
      },
    ),
    wholeAnswer('mpos workers', miningDutchWorkers, mpos, {
      getuserworkers: { data: { miners: [{ username: 'a', alive: 1, hashrate: '5', lastshare: T }] } },
    }),
    wholeAnswer('mpos status', miningPoolHubStatus, mpos, {
      getuserstatus: { data: { username: 'a', hashrate: 5, shares: { valid: 1, invalid: 0 } } },
    }),
    wholeAnswer('nodejs-pool', supportXmrAccount, monero, {
      ...{ hash: 5, totalHashes: 6, lastHash: T, amtPaid: 7, amtDue: 8 },
    }),
  ])('is sane figures or an error of ours: $title', expectSaneWhenDamaged);

  test('and tells a difficulty next to nothing is read without the progress that follows from it', () => {
    const text = JSON.stringify({ p_hashrate5m: '5', blockacc: '1', currndiff: 5e-324 });
    expect(kanoPool.parse({ status: 200, text, receivedAtMs: 0 }, { user: 'a' })).toMatchObject({
      work: { accepted: 1 },
      roundProgress: undefined,
    });
  });
});
