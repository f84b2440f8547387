import {
  type PoolAccount,
  type PoolHashrate,
  type PoolPayout,
  type PoolReward,
  type PoolWorker,
  windowsOf,
} from '../../domain/pool-account.ts';
import type { PoolRatePoint } from '../../domain/pool-history.ts';
import { amountOf, type Fields, fieldsOf, listOf, numberOf, secondsOf, textOf } from '../fields.ts';
import { inOrder } from '../history.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply, SourceRequest } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';
import type { F2poolAsk } from './f2pool.ts';
import { f2poolCoin } from './f2pool-coins.ts';
import { toldFailure } from './told-failure.ts';

const PROVIDER = 'f2pool';
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** With the owner's key (api.f2pool.com/v2/doc; field lists read in average-gary/f2-pool-open-api-spec f2-pool.md). */
export const f2poolRates: Source<F2poolAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => post('hash_rate/info', ask),
  parse: (reply) => {
    const told = tellingAny(fieldsOf(fieldsIn(reply).info), RATE_FIELDS);
    return accountPart(reply.receivedAtMs, {
      user: textOf(told.name),
      hashrates: ratesOf(told),
      staleHs: amountOf(told.h24_stale_hash_rate),
    });
  },
};

export const f2poolWorkers: Source<F2poolAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => post('hash_rate/worker/list', ask),
  parse: (reply) => {
    const workers = listOf(tellingAny(fieldsIn(reply), ['workers']).workers).flatMap(workerOf);
    return accountPart(reply.receivedAtMs, { workers });
  },
};

/** Its days begin at midnight UTC; `balance` is as of then. */
export const f2poolBalance: Source<F2poolAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => post('assets/balance', ask),
  parse: (reply, { currency }) => {
    const told = tellingAny(fieldsOf(fieldsIn(reply).balance_info), [
      ...['balance', 'paid', 'total_income', 'yesterday_income', 'estimated_today_income'],
    ]);
    const coin = f2poolCoin(currency);
    const yesterday = amountOf(told.yesterday_income);
    const yesterdayMs = Math.floor(reply.receivedAtMs / DAY_MS) * DAY_MS - DAY_MS;
    return accountPart(reply.receivedAtMs, {
      coins: [
        {
          coin,
          balance: amountOf(told.balance),
          unconfirmed: amountOf(told.immature_balance),
          paid: amountOf(told.paid),
          earned: amountOf(told.total_income),
          earnedToday: amountOf(told.estimated_today_income),
        },
      ],
      rewards: yesterday === undefined ? [] : [{ atMs: yesterdayMs, of: 'day', coin, amount: yesterday }],
    });
  },
};

export interface F2poolSpan extends F2poolAsk {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Days that were credited, and what was sent. */
export const f2poolTransactions: Source<F2poolSpan, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => {
    const span = { start_time: seconds(ask.fromMs), end_time: seconds(ask.untilMs) };
    return post('assets/transactions/list', ask, { type: 'revenue,payout', ...span });
  },
  parse: (reply, { currency }) => {
    const rows = listOf(tellingAny(fieldsIn(reply), ['transactions']).transactions);
    const coin = f2poolCoin(currency);
    return accountPart(reply.receivedAtMs, {
      payouts: rows.flatMap((row) => payoutOf(row, coin)),
      rewards: rows.flatMap((row) => rewardOf(row, coin)),
    });
  },
};

/** Mean rates of the last day in steps of ten minutes. */
export const f2poolRateHistory: Source<F2poolAsk, readonly PoolRatePoint[]> = {
  provider: PROVIDER,
  request: (ask) => post('hash_rate/history', ask, { interval: 600, duration: DAY_MS / 1000 }),
  parse: (reply) =>
    inOrder(
      listOf(tellingAny(fieldsIn(reply), ['history']).history).flatMap((told) => {
        const [atMs, hashrateHs] = [secondsOf(told.timestamp), amountOf(told.hash_rate)];
        if (atMs === undefined || hashrateHs === undefined) return [];
        return { atMs, hashrateHs, staleHs: amountOf(told.stale_hash_rate) };
      }),
    ),
};

const RATE_FIELDS = ['hash_rate', 'h1_hash_rate', 'h24_hash_rate', 'h24_stale_hash_rate'];

function post(path: string, { currency, user }: F2poolAsk, more: Fields = {}): SourceRequest {
  return {
    provider: PROVIDER,
    method: 'POST',
    host: 'api.f2pool.com',
    path: `/v2/${path}`,
    body: JSON.stringify({ mining_user_name: user, currency, ...more }),
    contentType: 'application/json',
  };
}

function seconds(atMs: number): number {
  return Math.floor(atMs / 1000);
}

/** `{"code": …, "msg": "error_type: description"}` is a failure; what succeeds has neither. */
function fieldsIn(reply: SourceReply): Fields {
  const told = fieldsOf(jsonOf(reply));
  const code = numberOf(told.code);
  const words = textOf(told.msg);
  if ((code !== undefined && code !== 0) || words !== undefined) throw toldFailure(words ?? `code ${code}`);
  return told;
}

function ratesOf(told: Fields): readonly PoolHashrate[] {
  return windowsOf([
    [undefined, amountOf(told.hash_rate)],
    [HOUR_MS, amountOf(told.h1_hash_rate)],
    [DAY_MS, amountOf(told.h24_hash_rate)],
  ]);
}

/** Status 0 is online, 1 offline, 2 gone for so long that it is about to be forgotten. */
function workerOf(row: Fields): readonly PoolWorker[] {
  const told = fieldsOf(row.hash_rate_info);
  const name = textOf(told.name) ?? textOf(row.name);
  if (name === undefined) return [];
  const status = numberOf(row.status);
  return [
    {
      name,
      state: status === 0 ? 'ok' : status === 1 || status === 2 ? 'off' : undefined,
      hashrates: ratesOf(told),
      staleHs: amountOf(told.h24_stale_hash_rate),
      lastShareAtMs: secondsOf(row.last_share_at),
    },
  ];
}

function payoutOf(row: Fields, coin: string): readonly PoolPayout[] {
  const told = fieldsOf(row.payout_extra);
  const amount = amountOf(told.value);
  if (amount === undefined || amount === 0) return [];
  const [atMs, txId] = [secondsOf(told.paid_time) ?? secondsOf(row.created_at), textOf(told.tx_id)];
  return [{ atMs, coin, amount, fee: amountOf(told.tip), txId }];
}

function rewardOf(row: Fields, coin: string): readonly PoolReward[] {
  const atMs = secondsOf(fieldsOf(row.mining_extra).mining_date);
  const amount = amountOf(row.changed_balance);
  return atMs === undefined || amount === undefined ? [] : [{ atMs, of: 'day', coin, amount }];
}
