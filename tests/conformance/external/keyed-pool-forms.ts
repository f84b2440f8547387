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
import type { ExternalForm, ExternalForms } from './external-form.ts';
import { payoutsForm, ratesForm } from './open-pool-forms.ts';
import { prohashingForm } from './prohashing-form.ts';
import { readOrNothing, replyOf, toldMs } from './reply-of.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const DAYS = { fromDay: '', untilDay: '' };

const braiinsForm: ExternalForm = (name, text) => {
  const reply = replyOf(text);
  if (/stats/.test(name)) return braiinsPoolForm(braiinsPool.parse(reply));
  if (/workers/.test(name)) return { workers: braiinsWorkers.parse(reply).workers.map(braiinsWorkerForm) };
  if (/payouts/.test(name)) {
    const payouts = payoutsForm(braiinsPayouts.parse(reply, DAYS));
    const by = (asked: string) => payouts.filter(({ way }) => way === asked);
    return { payouts, points: payouts, onchain: by('on-chain'), lightning: by('lightning') };
  }
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
  return { points: rows, days: rows, rewards: rows, daily_rewards: rows, blocks: rows };
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
  return (ppsRatio / networkDifficulty) * subsidy * (65_536 / 2 ** 32);
}

function litecoinPrice(text: string): number | undefined {
  const prices = readOrNothing(() => litecoinPoolPrices.parse(replyOf(text)));
  return prices?.find(({ currency }) => currency === 'LTC')?.perHsDay;
}

export const keyedPoolForms: ExternalForms = {
  braiins: braiinsForm,
  litecoinpool: litecoinPoolForm,
  prohashing: prohashingForm,
};
