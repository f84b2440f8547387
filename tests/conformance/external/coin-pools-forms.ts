import { hashrateOver, type PoolAccount } from '../../../src/domain/pool-account.ts';
import type { PoolState } from '../../../src/domain/pool-state.ts';
import type { WorkPrice } from '../../../src/domain/work-price.ts';
import { isFields } from '../../../src/sources/fields.ts';
import { twoMinersAccount, twoMinersPool, twoMinersUnits } from '../../../src/sources/pools/2miners.ts';
import { mposBalance, mposStatus, mposWorkers } from '../../../src/sources/pools/mpos.ts';
import { nodejsPoolAccount } from '../../../src/sources/pools/nodejs-pool.ts';
import { yiimpCoins, yiimpPrices, yiimpStates, yiimpWallet } from '../../../src/sources/pools/yiimp.ts';
import { jsonOf } from '../../../src/sources/reply.ts';
import type { ExternalForm, ExternalForms } from './external-form.ts';
import { replyOf } from './reply-of.ts';

const DAY_MS = 86_400_000;

function workersForm({ workers }: PoolAccount) {
  return workers.map((worker) => ({
    name: worker.name,
    hashrate_hs: worker.hashrates[0]?.hashrateHs,
    hashrate_avg_hs: worker.hashrates[1]?.hashrateHs,
    rejected_hs: worker.rejectedHs,
    alive: worker.state === undefined ? undefined : worker.state === 'ok',
    state: worker.state,
    last_share_ms: worker.lastShareAtMs,
    algorithm: worker.algorithm,
    algo: worker.algorithm,
    coin: worker.coin,
    difficulty: worker.shareDifficulty,
  }));
}

const twoMiners: ExternalForm = (name, text) => {
  const coin = /^(?:solo-)?([a-z0-9]+?)_?(?:api|accounts|stats)/i.exec(name)?.[1] ?? 'etc';
  const reply = replyOf(text);
  if (/stats/.test(name)) {
    const pool = twoMinersPool.parse(reply, { coin });
    return {
      hashrate_hs: hashrateOver(pool.hashrates),
      miners: pool.users,
      workers: pool.workers,
      difficulty: pool.networkDifficulty,
      height: pool.blockHeight,
    };
  }
  const account = twoMinersAccount.parse(reply, { coin, address: 'address' });
  const [own] = account.coins;
  return {
    hashrate_hs: account.hashrates.find(({ windowMs }) => windowMs === 1_800_000)?.hashrateHs,
    hashrate_avg_hs: account.hashrates.find(({ windowMs }) => windowMs === 10_800_000)?.hashrateHs,
    balance: own?.balance,
    immature: own?.unconfirmed,
    paid: own?.paid,
    rewards_24h: own?.earnedLast24h,
    min_payout: own?.minPayout,
    last_share_ms: account.lastShareAtMs,
    workers_online: account.workerCounts?.ok,
    workers_offline: account.workerCounts?.off,
    workers_total: account.workers.length,
    unit_divisor: twoMinersUnits(coin),
    workers: workersForm(account),
    payouts: account.payouts.map(({ atMs, amount, txId }) => ({ time_ms: atMs, amount, tx: txId })),
  };
};

function priceIn(prices: readonly WorkPrice[], over: WorkPrice['over'], standing: WorkPrice['standing']) {
  return prices.find((price) => price.over === over && price.standing === standing)?.perHsDay;
}

function stateForm(state: PoolState) {
  return {
    fee_pct: state.poolFee === undefined ? undefined : state.poolFee * 100,
    pool_hashrate_hs: hashrateOver(state.hashrates),
    hashrate_hs: hashrateOver(state.hashrates),
    pool_hashrate_24h_hs: hashrateOver(state.hashrates, DAY_MS),
    workers: state.workers,
    port: state.port,
    blocks_24h: state.blocksLast24h,
    btc_24h: state.foundLast24hBtc,
    height: state.blockHeight,
    difficulty: state.networkDifficulty,
    algo: state.algorithm,
    algorithm: state.algorithm,
  };
}

/** By the key that the pool gave each of its rows. */
const yiimp: ExternalForm = (name, text) => {
  const reply = replyOf(text);
  if (/wallet/i.test(name)) {
    const account = yiimpWallet(reply);
    const [own] = account.coins;
    return {
      currency: own?.coin,
      balance: own?.balance,
      unpaid: own?.unpaid,
      pending: own?.unconfirmed,
      unsold: own?.unconfirmed,
      paid_24h: own?.paidLast24h,
      workers: workersForm(account),
    };
  }
  const told = jsonOf(reply);
  const keys = Object.entries(isFields(told) ? told : {}).flatMap(([key, row]) => (isFields(row) ? key : []));
  const isCoins = /currenc/i.test(name);
  const states = isCoins ? yiimpCoins(reply) : yiimpStates(reply);
  const prices = isCoins ? [] : yiimpPrices(reply);
  return Object.fromEntries(
    states.map((state, index) => {
      const own = prices.filter(({ algorithmName }) => algorithmName === state.algorithm);
      const estimates = {
        estimate_btc_per_hs_day: priceIn(own, 'now', 'reckoned'),
        estimate24_btc_per_hs_day: priceIn(own, '24h', 'reckoned'),
        actual24_btc_per_hs_day: priceIn(own, '24h', 'paid'),
      };
      return [keys[index] ?? '', { ...stateForm(state), ...estimates }];
    }),
  );
};

const mpos: ExternalForm = (name, text) => {
  const reply = replyOf(text);
  if (/worker/.test(name)) return { workers: workersForm(mposWorkers(reply)) };
  if (/balance/.test(name)) {
    const [own] = mposBalance(reply, { coin: 'LTC' }).coins;
    return { balance: own?.balance, unconfirmed: own?.unconfirmed };
  }
  if (!/userstatus/.test(name)) return undefined;
  const account = mposStatus(reply);
  return {
    username: account.user,
    hashrate_hs: hashrateOver(account.hashrates),
    shares_valid: account.work?.accepted,
    shares_invalid: account.work?.rejected,
  };
};

const nodejsPool: ExternalForm = (name, text) => {
  if (!/miner/.test(name)) return undefined;
  const ask = { address: 'address' };
  const account = nodejsPoolAccount('supportxmr', 'supportxmr.com', '/api').parse(replyOf(text), ask);
  const [own] = account.coins;
  return {
    hashrate_hs: hashrateOver(account.hashrates),
    balance: own?.balance,
    balance_xmr: own?.balance,
    paid: own?.paid,
    paid_xmr: own?.paid,
    total_hashes: account.work?.accepted,
    last_share_ms: account.lastShareAtMs,
  };
};

/** Pools by payout address, and those of many coins. Whoever runs the software of one is read as that. */
export const coinPoolForms: ExternalForms = {
  '2miners': twoMiners,
  yiimp,
  zpool: yiimp,
  'mining-dutch': (name, text) => (/getuser/.test(name) ? mpos(name, text) : yiimp(name, text)),
  mpos,
  miningpoolhub: mpos,
  'nodejs-pool': nodejsPool,
  supportxmr: nodejsPool,
  moneroocean: nodejsPool,
};
