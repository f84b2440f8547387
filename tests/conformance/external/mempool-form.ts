import type { DifficultyPoint } from '../../../src/domain/network-state.ts';
import type { Quote } from '../../../src/domain/quote.ts';
import { fieldsOf, rowsOf } from '../../../src/sources/fields.ts';
import {
  MEMPOOL_SPACE,
  mempoolHistoricalPrice,
  mempoolPool,
  mempoolPrices,
  mempoolRetarget,
  mempoolSendingFees,
} from '../../../src/sources/network/mempool.ts';
import {
  mempoolBlockFees,
  mempoolBlockRewards,
  mempoolBlocks,
  mempoolDifficulties,
  mempoolHashrates,
  mempoolRewards,
} from '../../../src/sources/network/mempool-history.ts';
import { jsonOf } from '../../../src/sources/reply.ts';
import type { SourceReply } from '../../../src/sources/source.ts';
import type { ExternalForm } from './external-form.ts';
import { replyOf, toldMs } from './reply-of.ts';

const SPAN = { ...MEMPOOL_SPACE, span: '1w' } as const;

/** What is behind each of its addresses, by a part of the file's name; the first that fits counts. */
const FORMS: readonly (readonly [RegExp, (reply: SourceReply, name: string) => unknown])[] = [
  [/vectors/, vectors],
  [/difficulty-adjustments/, difficulties],
  [/difficulty-adjustment/, retarget],
  [/hashrate_pools|pool_.*_hashrate/, poolRates],
  [/hashrate/, hashrates],
  [/reward-stats/, rewards],
  [/blocks_fees/, blockFees],
  [/blocks_rewards/, blockRewards],
  [/historical-price/, (reply) => ({ points: pricesByMoment(reply) })],
  [/prices/, prices],
  [/fees_/, sendingFees],
  [/mining_pool_/, pool],
  [/blocks/, blocks],
];

/** Recorded replies of servers that run the source of mempool.space. */
export const mempoolForm: ExternalForm = (name, text) =>
  FORMS.find(([part]) => part.test(name))?.[1](replyOf(text), name);

/** Test vectors of the server's own: `[{in, out}]`, where `out` is what it would have answered. */
function vectors(reply: SourceReply) {
  return Object.fromEntries(
    rowsOf(jsonOf(reply)).map((row, index) => [
      String(index),
      retarget(replyOf(JSON.stringify(fieldsOf(fieldsOf(row).out)))),
    ]),
  );
}

function retarget(reply: SourceReply) {
  const { retarget: next, blockTimeS } = mempoolRetarget.parse(reply, MEMPOOL_SPACE);
  return {
    change_pct: next.changePct,
    retarget_ms: next.atMs,
    remaining_blocks: next.remainingBlocks,
    next_height: next.height,
    avg_block_s: blockTimeS,
    previous_change_pct: next.previous?.changePct,
    previous_ms: next.previous?.atMs,
  };
}

function hashrates(reply: SourceReply) {
  const history = mempoolHashrates.parse(reply, SPAN);
  return {
    network_hashrate_hs: history.now.networkHashrateHs,
    difficulty: history.now.difficulty,
    points: history.hashrates.map(({ atMs, hashrateHs }) => ({ time_ms: atMs, hashrate_hs: hashrateHs })),
    difficulty_points: history.difficulties.map(difficultyForm),
  };
}

/** A list of rates alone, each of a pool, is that of a network without its present. */
function poolRates(reply: SourceReply) {
  return hashrates(replyOf(JSON.stringify({ hashrates: rowsOf(jsonOf(reply)) })));
}

/** It tells the newest first. */
function difficulties(reply: SourceReply) {
  return { points: mempoolDifficulties.parse(reply, SPAN).map(difficultyForm).toReversed() };
}

function difficultyForm({ atMs, difficulty, height, changePct }: DifficultyPoint) {
  return { time_ms: atMs, difficulty, height, change_pct: changePct };
}

function rewards(reply: SourceReply, name: string) {
  const {
    blocks: count,
    rewardPerBlock,
    feesPerBlock,
    startHeight,
    endHeight,
  } = mempoolRewards.parse(reply, {
    ...MEMPOOL_SPACE,
    blocks: Number(/stats_(\d+)/.exec(name)?.[1] ?? 144),
  });
  return {
    blocks: count,
    start_height: startHeight,
    end_height: endHeight,
    reward_per_block_btc: rewardPerBlock,
    fee_per_block_btc: feesPerBlock,
    fee_share: rewardPerBlock && feesPerBlock !== undefined ? feesPerBlock / rewardPerBlock : undefined,
  };
}

function blockFees(reply: SourceReply) {
  const points = mempoolBlockFees.parse(reply, SPAN);
  return {
    points: points.map(({ atMs, height, feesPerBlock }) => ({
      time_ms: atMs,
      height,
      fee_btc: feesPerBlock,
    })),
  };
}

function blockRewards(reply: SourceReply) {
  const points = mempoolBlockRewards.parse(reply, SPAN);
  return {
    points: points.map(({ atMs, height, rewardPerBlock }) => ({
      time_ms: atMs,
      height,
      reward_btc: rewardPerBlock,
    })),
  };
}

function blocks(reply: SourceReply) {
  const found = mempoolBlocks.parse(reply, MEMPOOL_SPACE);
  return {
    points: found.toReversed().map((block) => ({
      time_ms: block.atMs,
      height: block.height,
      difficulty: block.difficulty,
      fee_btc: block.fees,
      reward_btc: block.reward,
      pool: block.pool,
    })),
  };
}

function prices(reply: SourceReply) {
  const quotes = mempoolPrices.parse(reply, MEMPOOL_SPACE);
  return { time_ms: toldMs(quotes[0]?.atMs), ...byCurrency(quotes) };
}

/** Newest or oldest first, as the body has them. */
function pricesByMoment(reply: SourceReply) {
  const quotes = mempoolHistoricalPrice.parse(reply, { ...MEMPOOL_SPACE, currency: 'EUR', atMs: 0 });
  const moments = [...new Set(quotes.map(({ atMs }) => atMs))];
  return moments.map((moment) => ({
    time_ms: moment,
    ...byCurrency(quotes.filter(({ atMs }) => atMs === moment)),
  }));
}

function byCurrency(quotes: readonly Quote[]) {
  return Object.fromEntries(quotes.map(({ currency, price }) => [currency.toLowerCase(), price]));
}

function sendingFees(reply: SourceReply) {
  const fees = mempoolSendingFees.parse(reply, MEMPOOL_SPACE);
  return {
    fastest_sat_vb: fees.fastestSatVb,
    half_hour_sat_vb: fees.halfHourSatVb,
    hour_sat_vb: fees.hourSatVb,
    economy_sat_vb: fees.economySatVb,
    minimum_sat_vb: fees.minimumSatVb,
  };
}

function pool(reply: SourceReply) {
  const seen = mempoolPool.parse(reply, { ...MEMPOOL_SPACE, slug: '' });
  return {
    name: seen.name,
    hashrate_hs: seen.hashrateHs,
    share_24h: seen.share24hFraction,
    blocks_24h: seen.blocks24h,
    share_1w: seen.share1wFraction,
    blocks_1w: seen.blocks1w,
  };
}
