import type {
  BlockFeesPoint,
  BlockRewardPoint,
  ChainBlock,
  DifficultyPoint,
  HashratePoint,
  NetworkHistory,
  RewardStretch,
} from '../../domain/network-state.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, type Fields, fieldsOf, listOf, numberOf, rowsOf, secondsOf, textOf } from '../fields.ts';
import { inOrder, knowing } from '../history.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { type MempoolServer, mempoolRequest } from './mempool.ts';

/** How far back a server's histories reach. */
export type MempoolSpan = '24h' | '3d' | '1w' | '1m' | '3m' | '6m' | '1y' | '2y' | '3y';

const PROVIDER = 'mempool';
/** Whole coins in the smallest part of Bitcoin, and of Litecoin. */
const COINS_PER_SAT = 1e-8;

/**
 * The network's rate day by day and its difficulties, with both as they are now. 0 stands for “now” where the server's own
 * node is away (mempool/mempool backend/src/api/mining/mining-routes.ts, $getHistoricalHashrate).
 */
export const mempoolHashrates: Source<MempoolServer & { readonly span: MempoolSpan }, NetworkHistory> = {
  provider: PROVIDER,
  request: (ask) => mempoolRequest(ask, `mining/hashrate/${ask.span}`),
  parse: (reply, { coin }) => {
    const told = fieldsOf(jsonOf(reply));
    const hashrates = listOf(told.hashrates).flatMap((row): readonly HashratePoint[] => {
      const atMs = secondsOf(row.timestamp);
      const hashrateHs = positiveOf(row.avgHashrate);
      return atMs === undefined || hashrateHs === undefined ? [] : [{ atMs, hashrateHs }];
    });
    const difficulties = listOf(told.difficulty).flatMap((row) =>
      difficultyPoint(row.time ?? row.timestamp, row.height, row.difficulty, row.adjustment),
    );
    const now = {
      coin,
      atMs: reply.receivedAtMs,
      difficulty: positiveOf(told.currentDifficulty),
      networkHashrateHs: positiveOf(told.currentHashrate),
    };
    if (hashrates.length === 0 && difficulties.length === 0)
      knowing(now, ['difficulty', 'networkHashrateHs']);
    return {
      now,
      hashrates: hashrates.length === 0 ? [] : inOrder(hashrates),
      difficulties: difficulties.length === 0 ? [] : inOrder(difficulties),
    };
  },
};

/** The difficulties of a span, one for each retarget, oldest first. */
export const mempoolDifficulties: Source<
  MempoolServer & { readonly span: MempoolSpan },
  readonly DifficultyPoint[]
> = {
  provider: PROVIDER,
  request: (ask) => mempoolRequest(ask, `mining/difficulty-adjustments/${ask.span}`),
  parse: (reply) =>
    inOrder(
      rowsOf(jsonOf(reply)).flatMap((row) => {
        const [time, height, difficulty, factor] = rowsOf(row);
        return difficultyPoint(time, height, difficulty, factor);
      }),
    ),
};

/** Mean fees of blocks over a span, oldest first: each block for a day, means of more of them the longer the span. */
export const mempoolBlockFees: Source<
  MempoolServer & { readonly span: MempoolSpan },
  readonly BlockFeesPoint[]
> = {
  provider: PROVIDER,
  request: (ask) => mempoolRequest(ask, `mining/blocks/fees/${ask.span}`),
  parse: (reply) =>
    inOrder(
      listOf(jsonOf(reply)).flatMap((row) => {
        const atMs = secondsOf(row.timestamp);
        const feesPerBlock = amountOf(row.avgFees, COINS_PER_SAT);
        return atMs === undefined || feesPerBlock === undefined
          ? []
          : [{ atMs, height: countOf(row.avgHeight), feesPerBlock }];
      }),
    ),
};

/** The same of all that a block paid, fees and subsidy. */
export const mempoolBlockRewards: Source<
  MempoolServer & { readonly span: MempoolSpan },
  readonly BlockRewardPoint[]
> = {
  provider: PROVIDER,
  request: (ask) => mempoolRequest(ask, `mining/blocks/rewards/${ask.span}`),
  parse: (reply) =>
    inOrder(
      listOf(jsonOf(reply)).flatMap((row) => {
        const atMs = secondsOf(row.timestamp);
        const rewardPerBlock = positiveOf(row.avgRewards, COINS_PER_SAT);
        return atMs === undefined || rewardPerBlock === undefined
          ? []
          : [{ atMs, height: countOf(row.avgHeight), rewardPerBlock }];
      }),
    ),
};

/** What the last blocks paid on the mean. 144 of them are what most hashprices take. */
export const mempoolRewards: Source<MempoolServer & { readonly blocks: number }, RewardStretch> = {
  provider: PROVIDER,
  request: (ask) => mempoolRequest(ask, `mining/reward-stats/${ask.blocks}`),
  parse: (reply, ask) => {
    const told = fieldsOf(jsonOf(reply));
    const startHeight = countOf(told.startBlock);
    const endHeight = countOf(told.endBlock);
    const toldBlocks =
      startHeight === undefined || endHeight === undefined ? undefined : endHeight - startHeight + 1;
    if (toldBlocks !== undefined && toldBlocks < 1)
      throw new SourceError('unreadable-reply', 'its answer ends before it begins');
    // Where one of the ends is missing, it is as many as were asked for.
    const blocks = toldBlocks ?? ask.blocks;
    return knowing<RewardStretch>(
      {
        blocks,
        startHeight,
        endHeight,
        rewardPerBlock: positiveOf(told.totalReward, COINS_PER_SAT / blocks),
        feesPerBlock: amountOf(told.totalFee, COINS_PER_SAT / blocks),
      },
      ['rewardPerBlock', 'feesPerBlock'],
    );
  },
};

/** The 15 blocks up to a height, or the last ones, lowest first. */
export const mempoolBlocks: Source<
  MempoolServer & { readonly upToHeight?: number | undefined },
  readonly ChainBlock[]
> = {
  provider: PROVIDER,
  request: (ask) => mempoolRequest(ask, ask.upToHeight === undefined ? 'blocks' : `blocks/${ask.upToHeight}`),
  parse: (reply) => {
    const blocks = listOf(jsonOf(reply)).flatMap(blockOf);
    const byHeight = new Map(blocks.map((block) => [block.height, block]));
    if (byHeight.size === 0) throw new SourceError('unreadable-reply', 'its answer holds no block');
    return [...byHeight.values()].toSorted((a, b) => a.height - b.height);
  },
};

function blockOf(row: Fields): readonly ChainBlock[] {
  const height = countOf(row.height);
  const atMs = secondsOf(row.timestamp);
  if (height === undefined || atMs === undefined) return [];
  const extras = fieldsOf(row.extras);
  return [
    {
      height,
      atMs,
      difficulty: positiveOf(row.difficulty),
      fees: amountOf(extras.totalFees, COINS_PER_SAT),
      reward: positiveOf(extras.reward, COINS_PER_SAT),
      pool: textOf(fieldsOf(extras.pool).name),
    },
  ];
}

/** The change is told as a factor: 1.07 is 7 % harder. */
function difficultyPoint(
  time: unknown,
  height: unknown,
  difficulty: unknown,
  factor: unknown,
): readonly DifficultyPoint[] {
  const atMs = secondsOf(time);
  const known = positiveOf(difficulty);
  if (atMs === undefined || known === undefined) return [];
  const change = positiveOf(factor);
  return [
    {
      atMs,
      difficulty: known,
      height: countOf(height),
      changePct: change === undefined ? undefined : numberOf((change - 1) * 100),
    },
  ];
}
