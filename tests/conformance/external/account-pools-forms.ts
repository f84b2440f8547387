import {
  type CoinAccount,
  hashrateOver,
  type PoolAccount,
  type PoolWorker,
} from '../../../src/domain/pool-account.ts';
import type { PoolRatePoint } from '../../../src/domain/pool-history.ts';
import { fieldsOf } from '../../../src/sources/fields.ts';
import {
  antpoolAccount,
  antpoolRates,
  antpoolSummary,
  antpoolWorkers,
} from '../../../src/sources/pools/antpool.ts';
import { f2pool } from '../../../src/sources/pools/f2pool.ts';
import { f2poolCoin } from '../../../src/sources/pools/f2pool-coins.ts';
import {
  f2poolBalance,
  f2poolRateHistory,
  f2poolRates,
  f2poolTransactions,
  f2poolWorkers,
} from '../../../src/sources/pools/f2pool-v2.ts';
import { kanoAccount, kanoPool } from '../../../src/sources/pools/kano.ts';
import { luxorHashprice, luxorPool, luxorSummary, luxorWorkers } from '../../../src/sources/pools/luxor.ts';
import { luxorPayouts, luxorRates, luxorRevenue } from '../../../src/sources/pools/luxor-history.ts';
import {
  viabtcHashrate,
  viabtcHashrateHistory,
  viabtcPayments,
  viabtcProfit,
  viabtcProfitHistory,
  viabtcWorkers,
} from '../../../src/sources/pools/viabtc.ts';
import { jsonOf } from '../../../src/sources/reply.ts';
import type { ExternalForm, ExternalForms } from './external-form.ts';
import { readOrNothing, replyOf } from './reply-of.ts';

const MINUTE_MS = 60_000;
const [TEN, HALF_HOUR, HOUR, DAY] = [10, 30, 60, 1440].map((minutes) => minutes * MINUTE_MS);

/** `{balance: 1}` of LTC → `balance_ltc` beside `balance`. */
function amounts(coin: string, told: Readonly<Record<string, number | undefined>>) {
  const named = Object.entries(told).map(
    ([name, amount]) => [`${name}_${coin.toLowerCase()}`, amount] as const,
  );
  return { ...told, ...Object.fromEntries(named) };
}

function coinForm(account: CoinAccount | undefined) {
  if (!account) return {};
  const { coin, balance, unconfirmed, unpaid, paid, earned, earnedToday, earnedLast24h } = account;
  return amounts(coin, {
    balance,
    unconfirmed,
    unpaid,
    paid,
    total: earned,
    today: earnedToday,
    revenue_24h: earnedLast24h,
    earned_24h: earnedLast24h,
    pps: account.earnedBy?.pps,
    pplns: account.earnedBy?.pplns,
    solo: account.earnedBy?.solo,
  });
}

function ratesForm({ hashrates }: Pick<PoolAccount, 'hashrates'>) {
  return {
    hashrate_hs: hashrateOver(hashrates),
    hashrate_5m_hs: hashrateOver(hashrates, 5 * MINUTE_MS),
    hashrate_10m_hs: hashrateOver(hashrates, TEN),
    hashrate_15m_hs: hashrateOver(hashrates, 15 * MINUTE_MS),
    hashrate_30m_hs: hashrateOver(hashrates, HALF_HOUR),
    hashrate_1h_hs: hashrateOver(hashrates, HOUR),
    hashrate_24h_hs: hashrateOver(hashrates, DAY),
  };
}

function workerForm(worker: PoolWorker) {
  return {
    name: worker.name,
    id: worker.id,
    ...ratesForm(worker),
    stale_24h_hs: worker.staleHs,
    state: worker.state,
    reject_fraction: worker.work?.rejectedFraction,
    efficiency: accepted(worker.work?.rejectedFraction),
    last_share_ms: worker.lastShareAtMs,
  };
}

function accepted(rejectedFraction: number | undefined): number | undefined {
  return rejectedFraction === undefined ? undefined : 1 - rejectedFraction;
}

function payForm({ payouts, rewards }: PoolAccount) {
  return {
    payouts: payouts.map(({ atMs, coin, amount, txId, fee }) => ({
      time_ms: atMs,
      ...amounts(coin, { amount, fee }),
      tx: txId,
    })),
    rewards: rewards.map(({ atMs, coin, amount }) => ({
      time_ms: atMs,
      ...amounts(coin, { amount, total: amount }),
    })),
  };
}

function pointForm(point: PoolRatePoint) {
  return {
    time_ms: point.atMs,
    hashrate_hs: point.hashrateHs,
    stale_hs: point.staleHs,
    reject_fraction: point.rejectedFraction,
    efficiency: accepted(point.rejectedFraction),
  };
}

/** The coin that a file's name ends in or holds: `v1_pool_summary_LTC_DOGE`, `profit_DOGE`. */
function coinIn(name: string): string {
  return /(?:^|_)(BTC|BCH|LTC|DOGE|DASH|ZEC|ZEN|ETC|KAS|CKB|SC)(?:_|$)/.exec(name)?.[1] ?? 'BTC';
}

const viabtc: ExternalForm = (name, text) => {
  const reply = replyOf(text);
  const coin = String(fieldsOf(fieldsOf(jsonOf(reply)).data).coin ?? coinIn(name));
  if (/profit_history/.test(name)) {
    const told = payForm(viabtcProfitHistory.parse(reply, { coin }));
    return { ...told, points: told.rewards };
  }
  if (/payment/.test(name)) return payForm(viabtcPayments.parse(reply, { coin }));
  if (/profit/.test(name)) return coinForm(viabtcProfit.parse(reply, { coin }).coins[0]);
  if (/history|chart/.test(name))
    return { points: viabtcHashrateHistory.parse(reply, { coin }).map(pointForm) };
  if (/worker/.test(name)) {
    const workers = viabtcWorkers.parse(reply, { coin }).workers.map(workerForm);
    return { ...workers[0], workers };
  }
  const account = viabtcHashrate.parse(reply, { coin });
  return { ...ratesForm(account), workers: account.workerCounts };
};

const f2poolForm: ExternalForm = (name, text) => {
  const reply = replyOf(text);
  const words = name.toLowerCase();
  const currency =
    words.split('_').find((word) => f2poolCoin(word) !== word) ??
    /v1_([a-z0-9-]+)_/.exec(words)?.[1] ??
    'bitcoin';
  const ask = { currency, user: 'user', fromMs: 0, untilMs: 0 };
  const told = fieldsOf(jsonOf(reply));
  if ('info' in told) {
    const account = f2poolRates.parse(reply, ask);
    return { ...ratesForm(account), stale_24h_hs: account.staleHs };
  }
  if ('balance_info' in told) return coinForm(f2poolBalance.parse(reply, ask).coins[0]);
  if ('transactions' in told) return payForm(f2poolTransactions.parse(reply, ask));
  if ('history' in told) return { points: f2poolRateHistory.parse(reply, ask).map(pointForm) };
  if (words.startsWith('v2') || /worker_list/.test(words))
    return { workers: f2poolWorkers.parse(reply, ask).workers.map(workerForm) };
  const account = f2pool.parse(reply, ask);
  return {
    ...coinForm(account.coins[0]),
    ...ratesForm(account),
    workers_online: account.workerCounts?.active,
    workers: account.workers.map(workerForm),
    payouts: payForm(account).payouts,
  };
};

const luxor: ExternalForm = (name, text) => {
  const reply = replyOf(text);
  const currency = /LTC_DOGE/.test(name) ? 'LTC_DOGE' : coinIn(name);
  const ask = { currency, fromMs: 0, untilMs: 0 };
  const told = fieldsOf(jsonOf(reply));
  if ('hashrate_efficiency' in told) return { points: luxorRates.parse(reply, ask).map(pointForm) };
  if ('transactions' in told) return payForm(luxorPayouts.parse(reply, ask));
  if ('workers' in told) {
    const { workers, workerCounts } = luxorWorkers.parse(reply, ask);
    return {
      workers: workers.map(workerForm),
      active_workers: workerCounts?.ok,
      inactive_workers: workerCounts?.off,
    };
  }
  if ('revenue' in told) return payForm(luxorRevenue.parse(reply, ask));
  if (/pool.hashrate/.test(name)) return ratesForm(luxorPool.parse(reply, ask));
  const account = luxorSummary.parse(reply, ask);
  return {
    ...ratesForm(account),
    ...Object.assign({}, ...account.coins.map(coinForm)),
    efficiency: accepted(account.work?.rejectedFraction),
    active_workers: account.workerCounts?.active,
    hashprice_btc_per_hs_day: 'hashprice' in told ? hashpriceIn(text) : undefined,
  };
};

function hashpriceIn(text: string): number | undefined {
  return readOrNothing(() => luxorHashprice.parse(replyOf(text), { currency: 'BTC' }))?.[0]?.perHsDay;
}

const antpool: ExternalForm = (name, text) => {
  const reply = replyOf(text);
  const coin = coinIn(name);
  const ask = { coin, user: 'user', key: 'key', secret: 'secret', nonce: 1 };
  const data = fieldsOf(fieldsOf(jsonOf(reply)).data);
  if ('rows' in data) return { workers: antpoolWorkers.parse(reply, ask).workers.map(workerForm) };
  if ('earnTotal' in data || 'earn24Hours' in data || 'paidOut' in data)
    return coinForm(antpoolAccount.parse(reply, ask).coins[0]);
  if ('last1h' in data || 'last10m' in data) return ratesForm(antpoolRates.parse(reply, ask));
  const { account, pool } = antpoolSummary(reply, coin);
  return {
    ...coinForm(account.coins[0]),
    ...ratesForm(account),
    workers: account.workerCounts,
    pool_hashrate_hs: hashrateOver(pool.hashrates),
    network_difficulty: pool.networkDifficulty,
  };
};

const kano: ExternalForm = (_, text) => {
  const reply = replyOf(text);
  const pool = kanoPool.parse(reply, { user: 'user' });
  return {
    ...ratesForm(kanoAccount.parse(reply, { user: 'user' })),
    pool_hashrate_5m_hs: hashrateOver(pool.hashrates, 5 * MINUTE_MS),
    pool_hashrate_1h_hs: hashrateOver(pool.hashrates, HOUR),
    difficulty: pool.networkDifficulty,
    height: pool.blockHeight,
    accepted: pool.work?.accepted,
    rejected: pool.work?.rejected,
  };
};

/** Pools that know the owner by an account and a key. */
export const accountPoolForms: ExternalForms = {
  viabtc,
  f2pool: f2poolForm,
  luxor,
  antpool,
  kano,
  kanopool: kano,
};
