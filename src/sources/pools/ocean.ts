import { type PoolAccount, type PoolWorker, windowsOf } from '../../domain/pool-account.ts';
import type { PoolBlock, PoolState } from '../../domain/pool-state.ts';
import { SourceError } from '../../domain/source-error.ts';
import {
  amountOf,
  type Fields,
  fieldsOf,
  isFields,
  isoOf,
  listOf,
  rowsOf,
  secondsOf,
  textOf,
} from '../fields.ts';
import { atLeastOne } from '../history.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';
import { toldFailure } from './told-failure.ts';

const PROVIDER = 'ocean';
const COIN = 'BTC';
const SATOSHI = 1e-8;
const SECONDS = [60, 300, 600, 1_800, 3_600, 10_800, 43_200, 86_400];

export interface OceanAsk {
  /** A payout address, or one worker of it: `bc1q….rig1`. */
  readonly user: string;
}

/**
 * The moment's figures of a user: what is unpaid, its part of the reward window, what the next block would bring.
 * Numbers are text, and negative where unknown (Retropex/custom-ocean.xyz-dashboard). `lastest_share_ts` is its spelling.
 */
export const oceanSnapshot: Source<OceanAsk, PoolAccount> = {
  provider: PROVIDER,
  request: ({ user }) => get(`statsnap/${encodeURIComponent(user)}`),
  parse: (reply, { user }) => {
    const told = tellingAny(resultOf(reply), ['unpaid', 'shares_in_tides', 'hashrate_300s']);
    return accountPart(secondsOf(told.snap_ts) ?? reply.receivedAtMs, {
      user,
      hashrates: ratesOf(told),
      coins: [
        {
          coin: COIN,
          unpaid: amountOf(told.unpaid),
          estimatedNextBlock:
            amountOf(told.estimated_earn_next_block) ?? amountOf(told.estimated_total_earn_next_block),
        },
      ],
      lastShareAtMs: momentOf(told.lastest_share_ts) ?? momentOf(told.latest_share_ts),
      windowDifficulty: amountOf(told.shares_in_tides),
    });
  },
};

/** The rates of a user over its windows; `user_hashrate_full` tells those of each worker as well. */
export const oceanRates: Source<OceanAsk & { readonly workers?: boolean | undefined }, PoolAccount> = {
  provider: PROVIDER,
  request: ({ user, workers }) => get(`user_hashrate${workers ? '_full' : ''}/${encodeURIComponent(user)}`),
  parse: (reply, { user }) => {
    const told = resultOf(reply);
    const own = isFields(told.user_hashrate) ? told.user_hashrate : told;
    tellingAny({ ...told, ...own }, [
      'workers',
      'active_worker_count',
      ...SECONDS.map((s) => `hashrate_${s}s`),
    ]);
    return accountPart(secondsOf(own.snap_ts) ?? reply.receivedAtMs, {
      user,
      hashrates: ratesOf(own),
      workers: workersOf(told.workers),
      workerCounts: { active: countOf(own.active_worker_count) },
      lastShareAtMs: momentOf(own.lastest_share_ts),
    });
  },
};

/** The pool: how much work its reward window holds, and what the next block would bring. */
export const oceanPool: Source<void, PoolState> = {
  provider: PROVIDER,
  request: () => get('pool_stat'),
  parse: (reply) => {
    const told = tellingAny(resultOf(reply), ['current_tides_shares', 'active_users', 'network_difficulty']);
    return {
      atMs: secondsOf(told.snap_ts) ?? reply.receivedAtMs,
      coin: COIN,
      hashrates: ratesOf(told),
      users: countOf(told.active_users),
      workers: countOf(told.active_workers),
      luck: [],
      blocks: [],
      windowDifficulty: positiveOf(told.current_tides_shares),
      networkDifficulty: positiveOf(told.network_difficulty),
      blockReward: positiveOf(told.current_estimated_block_reward),
    };
  },
};

/** The pool's rate over the same windows. */
export const oceanPoolRates: Source<void, PoolState> = {
  provider: PROVIDER,
  request: () => get('pool_hashrate'),
  parse: (reply) => {
    const told = resultOf(reply);
    const atMs = secondsOf(told.snap_ts) ?? reply.receivedAtMs;
    return { atMs, coin: COIN, hashrates: atLeastOne(ratesOf(told)), luck: [], blocks: [] };
  },
};

/** The newest blocks of the pool, newest first. */
export const oceanBlocks: Source<{ readonly page: number; readonly size: number }, readonly PoolBlock[]> = {
  provider: PROVIDER,
  request: ({ page, size }) => get(`blocks/${page}/${size}/0`),
  parse: (reply) => {
    const told = fieldsOf(jsonOf(reply)).result ?? resultOf(reply);
    const rows = Array.isArray(told) ? told : fieldsOf(told).blocks;
    if (!Array.isArray(rows)) throw new SourceError('unreadable-reply', 'its answer holds no blocks');
    return listOf(rows).flatMap(blockOf);
  },
};

/** What a user earned by block and was paid in these days, both included, in UTC. */
export const oceanPay: Source<
  OceanAsk & { readonly fromDay: string; readonly untilDay: string },
  PoolAccount
> = {
  provider: PROVIDER,
  request: ({ user, fromDay, untilDay }) => get(`earnpay/${encodeURIComponent(user)}/${fromDay}/${untilDay}`),
  parse: (reply, { user }) => {
    const { earnings, payouts } = resultOf(reply);
    if (!Array.isArray(earnings) && !Array.isArray(payouts))
      throw new SourceError('unreadable-reply', 'its answer holds neither earnings nor payouts');
    return accountPart(reply.receivedAtMs, {
      user,
      rewards: listOf(earnings).flatMap((told) => {
        const atMs = momentOf(told.ts);
        const amount = amountOf(told.satoshis_net_earned, SATOSHI);
        if (atMs === undefined || amount === undefined) return [];
        return {
          atMs,
          of: 'block' as const,
          coin: COIN,
          amount,
          workDifficulty: amountOf(told.shares_in_window),
        };
      }),
      payouts: listOf(payouts).flatMap((told) => {
        const amount = positiveOf(told.total_satoshis_net_paid, SATOSHI);
        if (amount === undefined) return [];
        const txId = textOf(told.on_chain_txid);
        const way =
          told.is_generation_txn === true ? 'coinbase' : txId === undefined ? 'lightning' : 'on-chain';
        return { atMs: momentOf(told.ts), coin: COIN, amount, state: 'confirmed' as const, way, txId };
      }),
    });
  },
};

/** The part of the reward window that is the owner's, 0..1: what a block pays is shared by it (TIDES). */
export function windowFraction(account: PoolAccount, pool: PoolState): number | undefined {
  if (account.windowDifficulty === undefined || pool.windowDifficulty === undefined) return undefined;
  const fraction = account.windowDifficulty / pool.windowDifficulty;
  return fraction <= 1 ? fraction : undefined;
}

function get(path: string) {
  return { provider: PROVIDER, host: 'api.ocean.xyz', path: `/v1/${path}` };
}

/** `{"result": …}`, or `{"error": "No such user"}` with any status. */
function resultOf(reply: SourceReply): Fields {
  const isTold = (reply.status === 400 || reply.status === 404) && reply.text.trim().startsWith('{');
  const told = fieldsOf(jsonOf(isTold ? { ...reply, status: 200 } : reply));
  const error = textOf(told.error);
  if (error !== undefined) throw toldFailure(error);
  if (!isFields(told.result) || Object.keys(told.result).length === 0)
    throw new SourceError('unreadable-reply', 'its answer holds no result');
  return told.result;
}

function ratesOf(told: Fields) {
  return windowsOf(SECONDS.map((s) => [s * 1000, amountOf(told[`hashrate_${s}s`])] as const));
}

/** By name, each the one element of a list; beside them stand words such as `total` in some answers. */
function workersOf(told: unknown): readonly PoolWorker[] {
  return Object.entries(fieldsOf(told)).flatMap(([name, rows]) => {
    const row = fieldsOf(rowsOf(rows)[0] ?? rows);
    const hashrates = ratesOf(row);
    return hashrates.length === 0 ? [] : { name, hashrates, lastShareAtMs: momentOf(row.lastest_share_ts) };
  });
}

/** Field names as in tetherto/miningos-wrk-minerpool-ocean mock/initial_states/utils.js. */
function blockOf(told: Fields): readonly PoolBlock[] {
  const height = countOf(told.height);
  if (height === undefined) return [];
  return [
    {
      coin: COIN,
      height,
      hash: textOf(told.block_hash),
      foundAtMs: momentOf(told.ts) ?? momentOf(told.time) ?? momentOf(told.timestamp),
      reward: positiveOf(told.total_reward_sats, SATOSHI),
      roundDifficulty: positiveOf(told.accepted_shares),
      networkDifficulty: positiveOf(told.network_difficulty),
      finder: textOf(told.workername) ?? textOf(told.username),
    },
  ];
}

/** Epoch seconds, as number or text, or ISO 8601 in UTC without saying so. */
function momentOf(told: unknown): number | undefined {
  return secondsOf(told) ?? isoOf(told);
}
