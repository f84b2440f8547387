import { hashrateOver, type PoolAccount, type PoolWorker } from '../../../src/domain/pool-account.ts';
import type { PoolState } from '../../../src/domain/pool-state.ts';
import { fieldsOf, isFields } from '../../../src/sources/fields.ts';
import { ckpoolState, ckpoolUser } from '../../../src/sources/pools/ckpool.ts';
import {
  type HashMarketPrice,
  nicehashAlgorithms,
  nicehashMultiAlgorithm,
  nicehashPrices,
} from '../../../src/sources/pools/nicehash.ts';
import { nicehashRigs } from '../../../src/sources/pools/nicehash-rigs.ts';
import {
  oceanBlocks,
  oceanPay,
  oceanPool,
  oceanPoolRates,
  oceanRates,
  oceanSnapshot,
  windowFraction,
} from '../../../src/sources/pools/ocean.ts';
import {
  publicPoolAccount,
  publicPoolChart,
  publicPoolState,
} from '../../../src/sources/pools/public-pool.ts';
import { jsonOf } from '../../../src/sources/reply.ts';
import type { ExternalForm, ExternalForms } from './external-form.ts';
import { replyOf, toldMs } from './reply-of.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const ADDRESS = 'bc1qexampleexampleexampleexampleexampleex';

const ckpoolForm: ExternalForm = (name, text) => {
  if (/status/.test(name)) return ckpoolStateForm(ckpoolState.parse(replyOf(text), { host: '' }));
  const account = ckpoolUser.parse(replyOf(text), { host: '', address: ADDRESS });
  return {
    ...ckpoolRates(account),
    last_share_ms: account.lastShareAtMs,
    active_workers: account.workerCounts?.active,
    work_difficulty_sum: account.work?.accepted,
    best_session: account.bestSessionDifficulty,
    best_ever: account.bestDifficulty,
    authorised_ms: account.startedAtMs,
    worker_count: account.workers.length,
    workers: account.workers.map((worker) => ({
      name: worker.name,
      ...ckpoolRates(worker),
      last_share_ms: worker.lastShareAtMs,
      work_difficulty_sum: worker.work?.accepted,
      best_session: worker.bestSessionDifficulty,
      best_ever: worker.bestDifficulty,
    })),
  };
};

const publicPoolForm: ExternalForm = (name, text) => {
  if (/chart/.test(name))
    return {
      points: publicPoolChart
        .parse(replyOf(text), { address: ADDRESS })
        .map(({ atMs, hashrateHs }) => ({ time_ms: atMs, hashrate_hs: hashrateHs })),
    };
  if (/client/.test(name)) {
    const account = publicPoolAccount.parse(replyOf(text), { address: ADDRESS });
    // A worker that was asked for by its name tells its chart in place of its sessions.
    const { chartData } = fieldsOf(jsonOf(replyOf(text)));
    const points = publicPoolChart.parse(replyOf(JSON.stringify(chartData ?? [])), { address: ADDRESS });
    return {
      points: points.map(({ atMs, hashrateHs }) => ({ time_ms: atMs, hashrate_hs: hashrateHs })),
      best_difficulty: account.bestDifficulty,
      active_workers: account.workerCounts?.active,
      workers: account.workers.map((worker) => ({
        name: worker.name,
        id: worker.id,
        hashrate_hs: hashrateOver(worker.hashrates),
        best_difficulty: worker.bestSessionDifficulty,
        started_ms: worker.startedAtMs,
        last_seen_ms: worker.lastSeenAtMs,
      })),
    };
  }
  if (!/pool/.test(name)) return undefined;
  const pool = publicPoolState.parse(replyOf(text));
  return {
    pool_hashrate_hs: hashrateOver(pool.hashrates),
    miners: pool.users,
    fee_pct: percentOf(pool.poolFee),
    block_height: pool.blockHeight,
    blocks_found: pool.blocks.length,
  };
};

const oceanForm: ExternalForm = (name, text, beside) => {
  const reply = replyOf(text);
  if (/earnpay/.test(name)) return oceanPayForm(text);
  if (/block/.test(name)) return oceanBlocksForm(text);
  if (/pool_hashrate/.test(name)) return ratesForm(oceanPoolRates.parse(reply));
  if (/pool_stat/.test(name)) {
    const pool = oceanPool.parse(reply);
    const snapshot = [...(beside ?? [])].find(([other]) => /statsnap/.test(other))?.[1];
    const account =
      snapshot === undefined ? undefined : oceanSnapshot.parse(replyOf(snapshot), { user: ADDRESS });
    return {
      ...ratesForm(pool),
      network_difficulty: pool.networkDifficulty,
      window_shares: pool.windowDifficulty,
      block_reward_btc: pool.blockReward,
      users: pool.users,
      workers: pool.workers,
      user_window_fraction: account && windowFraction(account, pool),
    };
  }
  if (/hashrate/.test(name)) {
    const account = oceanRates.parse(reply, { user: ADDRESS });
    return {
      ...ratesForm(account),
      active_workers: account.workerCounts?.active,
      last_share_ms: account.lastShareAtMs,
      workers: account.workers.map((worker) => ({ name: worker.name, ...ratesForm(worker) })),
    };
  }
  const account = oceanSnapshot.parse(reply, { user: ADDRESS });
  const [coin] = account.coins;
  return {
    ...ratesForm(account),
    unpaid_btc: coin?.unpaid,
    next_block_btc: coin?.estimatedNextBlock,
    shares_in_window: account.windowDifficulty,
    last_share_ms: account.lastShareAtMs,
    time_ms: toldMs(account.atMs),
  };
};

const nicehashForm: ExternalForm = (name, text, beside) => {
  const reply = replyOf(text);
  // Units and newer names of algorithms stand in another answer.
  const listed = [...(beside ?? [])].find(([other]) => /algorithms/.test(other))?.[1];
  const algorithms = listed === undefined ? [] : nicehashAlgorithms.parse(replyOf(listed));
  if (/rigs/.test(name)) return nicehashRigsForm(nicehashRigs.parse(reply, { address: ADDRESS, algorithms }));
  if (/simplemultialgo/.test(name)) return pricesForm(nicehashMultiAlgorithm.parse(reply));
  if (/stats|24h|current/.test(name))
    return pricesForm(nicehashPrices.parse(reply, { over: /24h/.test(name) ? '24h' : 'now', algorithms }));
  if (!/algorithms/.test(name)) return undefined;
  return Object.fromEntries(
    nicehashAlgorithms
      .parse(reply)
      .map((each) => [each.name, { number: each.number, unit_hs: each.miningUnitHs, port: each.port }]),
  );
};

function ckpoolStateForm(pool: PoolState) {
  return {
    ...ckpoolRates(pool),
    users: pool.users,
    workers: pool.workers,
    accepted_difficulty: pool.work?.accepted,
    rejected_difficulty: pool.work?.rejected,
    best_share: pool.bestDifficulty,
    shares_per_second_1m: pool.sharesPerSecond,
    round_progress_pct: percentOf(pool.roundProgress),
    updated_ms: toldMs(pool.atMs),
  };
}

function ckpoolRates({ hashrates }: Pick<PoolWorker, 'hashrates'>) {
  return {
    ...ratesForm({ hashrates }),
    hashrate_15m_hs: hashrateOver(hashrates, 15 * MINUTE_MS),
    hashrate_1d_hs: hashrateOver(hashrates, DAY_MS),
    hashrate_7d_hs: hashrateOver(hashrates, 7 * DAY_MS),
  };
}

/** Rates by the words of the recordings. */
export function ratesForm({ hashrates }: Pick<PoolWorker, 'hashrates'>) {
  return {
    hashrate_hs: hashrateOver(hashrates),
    hashrate_1m_hs: hashrateOver(hashrates, MINUTE_MS),
    hashrate_5m_hs: hashrateOver(hashrates, 5 * MINUTE_MS),
    hashrate_10m_hs: hashrateOver(hashrates, 10 * MINUTE_MS),
    hashrate_30m_hs: hashrateOver(hashrates, 30 * MINUTE_MS),
    hashrate_1h_hs: hashrateOver(hashrates, HOUR_MS),
    hashrate_3h_hs: hashrateOver(hashrates, 3 * HOUR_MS),
    hashrate_6h_hs: hashrateOver(hashrates, 6 * HOUR_MS),
    hashrate_12h_hs: hashrateOver(hashrates, 12 * HOUR_MS),
    hashrate_24h_hs: hashrateOver(hashrates, DAY_MS),
  };
}

/** What the recordings call a percentage. */
export function percentOf(fraction: number | undefined): number | undefined {
  return fraction === undefined ? undefined : fraction * 100;
}

/** Payouts by the words of the recordings. */
export function payoutsForm({ payouts }: Pick<PoolAccount, 'payouts'>) {
  return payouts.map((payout) => ({
    time_ms: payout.atMs,
    amount_btc: payout.amount,
    fee_btc: payout.fee,
    state: payout.state,
    way: payout.way,
    lightning: payout.way === 'lightning',
    txid: payout.txId,
  }));
}

function oceanPayForm(text: string) {
  const account = oceanPay.parse(replyOf(text), { user: ADDRESS, fromDay: '', untilDay: '' });
  return {
    payouts: payoutsForm(account),
    earnings: account.rewards.map((reward) => ({
      time_ms: reward.atMs,
      amount_btc: reward.amount,
      shares_in_window: reward.workDifficulty,
    })),
  };
}

function oceanBlocksForm(text: string) {
  const blocks = oceanBlocks.parse(replyOf(text), { page: 0, size: 0 });
  return {
    blocks: blocks.map((block) => ({
      height: block.height,
      hash: block.hash,
      time_ms: block.foundAtMs,
      found_ms: block.foundAtMs,
      reward_btc: block.reward,
      network_difficulty: block.networkDifficulty,
    })),
  };
}

function pricesForm(prices: readonly HashMarketPrice[]) {
  const rows = prices.map((price) => [
    price.algorithmName ?? '',
    { btc_per_hs_day: price.perHsDay, speed_hs: price.soldHs },
  ]);
  const form: unknown = Object.fromEntries(rows);
  return isFields(form) ? form : {};
}

function nicehashRigsForm(account: PoolAccount) {
  const [coin] = account.coins;
  return {
    unpaid_btc: coin?.unpaid,
    balance_btc: coin?.balance,
    profitability_btc_day: coin?.estimatedPerDay,
    estimated_btc: coin?.estimatedPerDay,
    workers: account.workers.map((worker) => ({
      name: worker.name,
      id: worker.id,
      state: worker.state,
      algorithm: worker.algorithm,
      hashrate_hs: hashrateOver(worker.hashrates),
    })),
  };
}

export const openPoolForms: ExternalForms = {
  ckpool: ckpoolForm,
  'public-pool': publicPoolForm,
  ocean: oceanForm,
  nicehash: nicehashForm,
};
