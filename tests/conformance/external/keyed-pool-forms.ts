import { hashrateOver, type PoolAccount, type PoolWorker } from '../../../src/domain/pool-account.ts';
import type { PoolState } from '../../../src/domain/pool-state.ts';
import { braiinsAccount, braiinsPool, braiinsWorkers } from '../../../src/sources/pools/braiins.ts';
import {
  braiinsBlockRewards,
  braiinsDays,
  braiinsPayouts,
  braiinsRewards,
} from '../../../src/sources/pools/braiins-pay.ts';
import {
  litecoinPoolAccount,
  litecoinPoolPrices,
  litecoinPoolState,
} from '../../../src/sources/pools/litecoinpool.ts';
import {
  prohashingCoins,
  prohashingPrices,
  prohashingStates,
  prohashingWallet,
  prohashingWorkers,
} from '../../../src/sources/pools/prohashing.ts';
import {
  balancesTold,
  foundBlocks,
  generalStates,
  miningFailures,
} from '../../../src/sources/pools/prohashing-live.ts';
import { minersTold, prohashingAccount } from '../../../src/sources/pools/prohashing-miners.ts';
import { profitabilityTold } from '../../../src/sources/pools/prohashing-profitability.ts';
import { type ExternalForm, type ExternalForms, RECEIVED_AT_MS } from './external-form.ts';
import { payoutsForm, percentOf, ratesForm } from './open-pool-forms.ts';
import { replyOf, toldMs } from './reply-of.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const DAYS = { fromDay: '', untilDay: '' };

const braiinsForm: ExternalForm = (name, text) => {
  const reply = replyOf(text);
  if (/stats/.test(name)) return braiinsPoolForm(braiinsPool.parse(reply));
  if (/workers/.test(name)) return { workers: braiinsWorkers.parse(reply).workers.map(braiinsWorkerForm) };
  if (/payouts/.test(name)) return { payouts: payoutsForm(braiinsPayouts.parse(reply, DAYS)) };
  if (/block_rewards/.test(name)) return rewardsForm(braiinsBlockRewards.parse(reply, DAYS));
  if (/rewards/.test(name)) return rewardsForm(braiinsRewards.parse(reply, DAYS));
  if (/daily/.test(name))
    return {
      points: braiinsDays.parse(reply).map((day) => ({
        time_ms: day.atMs,
        hashrate_24h_hs: day.hashrateHs,
        hashrate_hs: day.hashrateHs,
        shares: day.workDifficulty,
      })),
    };
  return /profile/.test(name) ? braiinsAccountForm(braiinsAccount.parse(reply)) : undefined;
};

const litecoinPoolForm: ExternalForm = (_name, text) => {
  const reply = replyOf(text);
  const account = litecoinPoolAccount.parse(reply);
  const state = litecoinPoolState.parse(reply);
  const [ltc, doge] = account.coins;
  const workers = account.workers.map((worker) => ({
    name: worker.name,
    connected: worker.state === undefined ? undefined : worker.state === 'ok',
    hashrate_hs: hashrateOver(worker.hashrates),
    hashrate_24h_hs: hashrateOver(worker.hashrates, DAY_MS),
    accepted: worker.work?.accepted,
    stale: worker.work?.stale,
    rejected: worker.work?.rejected,
    last_share_ms: worker.lastShareAtMs,
  }));
  return {
    hashrate_hs: hashrateOver(account.hashrates),
    expected_24h_ltc: ltc?.estimatedPerDay,
    past_24h_ltc: ltc?.earnedLast24h,
    unpaid_ltc: ltc?.unpaid,
    paid_ltc: ltc?.paid,
    total_ltc: ltc?.earned,
    expected_24h_doge: doge?.estimatedPerDay,
    past_24h_doge: doge?.earnedLast24h,
    unpaid_doge: doge?.unpaid,
    paid_doge: doge?.paid,
    total_doge: doge?.earned,
    blocks_found: account.blocksFound,
    ...litecoinPoolStateForm(state),
    ltc_per_hs_day: litecoinPrice(text),
    // The recordings name only workers that have ever handed in a share.
    workers: workers.filter(
      ({ accepted, last_share_ms }) => (accepted ?? 0) > 0 || last_share_ms !== undefined,
    ),
    worker: workers[0],
  };
};

const prohashingForm: ExternalForm = (name, text) => {
  const reply = replyOf(text);
  if (/status/.test(name)) return prohashingStatusForm(text);
  if (/currencies/.test(name))
    return Object.fromEntries(
      prohashingCoins.parse(reply).map((state) => [state.coin ?? '', coinStateForm(state)]),
    );
  if (/walletex/i.test(name)) return accountForm(prohashingWorkers.parse(reply));
  if (/wallet/i.test(name)) return accountForm(prohashingWallet.parse(reply));
  const args = argsIn(text);
  if (/profitability/.test(name)) return profitabilityForm(args);
  if (/balance/.test(name)) return accountForm(prohashingAccount([], balancesTold(args), RECEIVED_AT_MS));
  if (/general/.test(name))
    return {
      algorithms: Object.fromEntries(
        generalStates(args, RECEIVED_AT_MS).map((state) => [
          state.algorithm ?? '',
          { pool_hashrate_hs: hashrateOver(state.hashrates), hashrate_hs: hashrateOver(state.hashrates) },
        ]),
      ),
    };
  if (/found|block/.test(name))
    return {
      blocks: foundBlocks(args, RECEIVED_AT_MS).map((block) => ({
        coin: block.coin,
        height: block.height,
        algorithm: block.algorithm,
        worker: block.finder,
      })),
    };
  if (/failure/.test(name)) return { failures: miningFailures(args, RECEIVED_AT_MS) };
  return /miner/.test(name) ? minersForm(args) : undefined;
};

function braiinsPoolForm(pool: PoolState) {
  const now = hashrateOver(pool.hashrates);
  const [five, hour, day] = [5 * MINUTE_MS, HOUR_MS, DAY_MS].map((ms) => hashrateOver(pool.hashrates, ms));
  return {
    pool_hashrate_hs: now ?? five,
    pool_hashrate_5m_hs: five,
    pool_hashrate_1h_hs: hour,
    pool_hashrate_24h_hs: day,
    hashrate_5m_hs: five,
    hashrate_1h_hs: hour,
    hashrate_24h_hs: day,
    active_workers: pool.workers,
    workers: pool.workers,
    updated_ms: toldMs(pool.atMs),
    luck: Object.fromEntries(pool.luck.map(({ blocks, luck }) => [`b${blocks}`, luck])),
    blocks: Object.fromEntries(
      pool.blocks.map((block) => [
        String(block.height),
        {
          found_ms: block.foundAtMs,
          value_btc: block.reward,
          user_reward_btc: block.userReward,
          state: block.state,
          duration_s: block.roundMs === undefined ? undefined : block.roundMs / 1000,
          total_shares: block.roundDifficulty,
        },
      ]),
    ),
  };
}

function braiinsAccountForm(account: PoolAccount) {
  const [coin] = account.coins;
  const { ok, low, off, disabled } = account.workerCounts ?? {};
  return {
    ...ratesForm(account),
    hashrate_scoring_hs: hashrateOver(account.hashrates),
    hashrate_yesterday_hs: account.hashrateYesterdayHs,
    balance_btc: coin?.balance,
    unconfirmed_btc: coin?.unconfirmed,
    today_btc: coin?.earnedToday,
    estimated_btc: coin?.estimatedNextBlock,
    all_time_btc: coin?.earned,
    threshold_btc: coin?.minPayout,
    min_payout_btc: coin?.minPayout,
    workers: { ok, low, off, disabled },
  };
}

function braiinsWorkerForm(worker: PoolWorker) {
  return {
    name: worker.name,
    state: worker.state,
    ...ratesForm(worker),
    hashrate_scoring_hs: hashrateOver(worker.hashrates),
    last_share_ms: worker.lastShareAtMs,
  };
}

function rewardsForm({ rewards }: PoolAccount) {
  const rows = rewards.map((reward) => ({
    time_ms: reward.atMs,
    date_ms: reward.atMs,
    found_ms: reward.atMs,
    total_btc: reward.amount,
    amount_btc: reward.amount,
    reward_btc: reward.amount,
    height: reward.blockHeight,
    shares: reward.workDifficulty,
  }));
  return { days: rows, rewards: rows, daily_rewards: rows, blocks: rows };
}

function litecoinPoolStateForm(state: PoolState) {
  return {
    pool_hashrate_hs: hashrateOver(state.hashrates),
    users: state.users,
    network_hashrate_hs: state.networkHashrateHs,
    network_difficulty: state.networkDifficulty,
    next_difficulty: state.nextDifficulty,
    retarget_s: state.retargetAtMs === undefined ? undefined : (state.retargetAtMs - state.atMs) / 1000,
    block_height: state.blockHeight,
    pps_ratio: state.ppsRatio,
    check_pps_rate: ppsRate(state),
  };
}

/** LTC per 65,536 hashes by the subsidy of the height (halved every 840,000 blocks), the difficulty and the ratio. */
function ppsRate({ blockHeight, networkDifficulty, ppsRatio }: PoolState): number | undefined {
  if (blockHeight === undefined || networkDifficulty === undefined || ppsRatio === undefined)
    return undefined;
  const subsidy = 50 / 2 ** Math.floor(blockHeight / 840_000);
  return (ppsRatio * subsidy * 65_536) / (networkDifficulty * 2 ** 32);
}

function litecoinPrice(text: string): number | undefined {
  return litecoinPoolPrices.parse(replyOf(text)).find(({ currency }) => currency === 'LTC')?.perHsDay;
}

function prohashingStatusForm(text: string) {
  const prices = prohashingPrices.parse(replyOf(text));
  const price = (algorithm: string | undefined, over: string, standing: string) =>
    prices.find(
      (each) => each.algorithmName === algorithm && each.over === over && each.standing === standing,
    )?.perHsDay;
  const rows = prohashingStates.parse(replyOf(text)).map((state) => [
    state.algorithm ?? '',
    {
      fee_pct: percentOf(state.poolFee),
      pps_fee_fraction: state.feeBy?.pps,
      pool_hashrate_hs: hashrateOver(state.hashrates),
      hashrate_24h_hs: hashrateOver(state.hashrates, DAY_MS),
      port: state.port,
      workers: state.workers,
      estimate_btc_per_hs_day: price(state.algorithm, 'now', 'reckoned'),
      estimate24_btc_per_hs_day: price(state.algorithm, '24h', 'reckoned'),
      actual24_btc_per_hs_day: price(state.algorithm, '24h', 'paid'),
    },
  ]);
  const algorithms: unknown = Object.fromEntries(rows);
  return { ...Object.fromEntries(rows), algorithms };
}

function coinStateForm(state: PoolState) {
  return {
    algorithm: state.algorithm,
    port: state.port,
    workers: state.workers,
    blocks_24h: state.blocksLast24h,
    btc_24h: state.foundLast24hBtc,
    last_block: state.blocks[0]?.height,
    last_block_ms: state.blocks[0]?.foundAtMs,
  };
}

function profitabilityForm(args: readonly unknown[]) {
  const told = profitabilityTold(args);
  return {
    unit_note: 'usd/btc are per 1 MH/s per day for EVERY algorithm',
    algorithms: Object.fromEntries(
      told.map((each) => [
        each.name,
        {
          usd_per_hs_day: each.usdPerHsDay,
          btc_per_hs_day: each.btcPerHsDay,
          max_usd_per_hs_day: each.maxUsdPerHsDay,
          max_btc_per_hs_day: each.maxBtcPerHsDay,
          percentile_usd_per_hs_day: each.percentileUsdPerHsDay,
          percentile_btc_per_hs_day: each.percentileBtcPerHsDay,
          time_ms: each.atMs,
        },
      ]),
    ),
    time_ms: told.find(({ atMs }) => atMs !== undefined)?.atMs,
  };
}

function accountForm(account: PoolAccount) {
  return {
    balances: Object.fromEntries(account.coins.map(({ coin, balance }) => [coin, balance])),
    coins: Object.fromEntries(
      account.coins.map((coin) => [
        coin.coin,
        {
          balance: coin.balance,
          unpaid: coin.unpaid,
          paid: coin.paid,
          paid_24h: coin.paidLast24h,
          total: coin.earned,
          min_payout: coin.minPayout,
        },
      ]),
    ),
    workers: account.workers.map((worker) => ({
      name: worker.name,
      algorithm: worker.algorithm,
      coin: worker.coin,
      hashrate_hs: hashrateOver(worker.hashrates),
      rejected_hs: worker.rejectedHs,
      difficulty: worker.shareDifficulty,
    })),
  };
}

function minersForm(args: readonly unknown[]) {
  return {
    workers: minersTold(args).map((miner) => ({
      name: miner.name,
      id: miner.uuid,
      coin: miner.coin,
      algorithm: miner.algorithm,
      hashrate_hs: miner.hashrateHs,
      adjusted_hashrate_hs: miner.adjustedHashrateHs,
      difficulty: miner.difficulty,
      actual_difficulty: miner.actualDifficulty,
      share_count: miner.shareCount,
    })),
  };
}

/** A recorded result or payload, as the one argument that it came as. */
function argsIn(text: string): readonly unknown[] {
  return [JSON.parse(text) as unknown];
}

export const keyedPoolForms: ExternalForms = {
  braiins: braiinsForm,
  litecoinpool: litecoinPoolForm,
  prohashing: prohashingForm,
};
