import {
  type PoolAccount,
  type PoolHashrate,
  type PoolWorker,
  windowsOf,
} from '../../domain/pool-account.ts';
import type { PoolState } from '../../domain/pool-state.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, type Fields, fieldsOf, listOf, numberOf, textOf } from '../fields.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply, SourceRequest } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';
import { requestSignature } from './request-signature.ts';
import { toldFailure } from './told-failure.ts';

const PROVIDER = 'antpool';
const MINUTE_MS = 60_000;
const MEGA = 1e6;

export interface AntpoolAsk {
  /** In capitals: `BTC`. */
  readonly coin: string;
  /** Account or sub-account. */
  readonly user: string;
  readonly key: string;
  readonly secret: string;
  /** Greater with each request: the moment in ms will do. */
  readonly nonce: number;
}

/**
 * Its reply names no coin, and rates are known to be MH/s for SHA-256 alone (public code id 14707145616, a client that
 * makes H/s of them): for other coins they stay untold.
 */
const RATED = new Set(['BTC', 'BCH']);

export const antpoolAccount: Source<AntpoolAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => post('account', ask),
  parse: (reply, { coin }) => accountPart(reply.receivedAtMs, { coins: [coinOf(dataOf(reply), coin)] }),
};

export const antpoolRates: Source<AntpoolAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => post('hashrate', ask),
  parse: (reply, { coin }) => {
    const told = tellingAny(dataOf(reply), [
      ...['last10m', 'last30m', 'last5m', 'last15m', 'last1h', 'last1d', 'activeWorkerNumber'],
    ]);
    return accountPart(reply.receivedAtMs, {
      hashrates: ratesOf(told, coin),
      workerCounts: { ok: countOf(told.activeWorkerNumber), off: countOf(told.inactiveWorkerNumber) },
    });
  },
};

export const antpoolWorkers: Source<AntpoolAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => post('workers', ask, { pageEnable: '0' }),
  parse: (reply, { coin }) => {
    const rows = listOf(tellingAny(dataOf(reply), ['rows']).rows);
    return accountPart(reply.receivedAtMs, { workers: rows.flatMap((row) => workerOf(row, coin)) });
  },
};

/** What an operator's API tells of a sub-account: all of the above in one (antpool.gitbooks.io, api-operator). */
export function antpoolSummary(
  reply: SourceReply,
  coin: string,
): { readonly account: PoolAccount; readonly pool: PoolState } {
  const told = tellingAny(dataOf(reply), ['account', 'hashrate', 'poolStats']);
  const own = fieldsOf(told.account);
  const pool = fieldsOf(told.poolStats);
  const [ok, off] = [countOf(own.userActiveWorkerNumber), countOf(own.userInactiveWorkerNumber)];
  const rate = RATED.has(coin) ? amountOf(pool.poolHashrate, MEGA) : undefined;
  return {
    account: accountPart(reply.receivedAtMs, {
      hashrates: ratesOf(fieldsOf(told.hashrate), coin),
      coins: told.account === undefined ? [] : [coinOf(own, coin)],
      workerCounts: { ok, off },
    }),
    pool: {
      atMs: reply.receivedAtMs,
      coin,
      hashrates: windowsOf([[undefined, rate]]),
      workers: countOf(pool.activeWorkerNumber),
      luck: [],
      blocks: [],
      networkDifficulty: positiveOf(pool.networkDiff),
    },
  };
}

/** Upper-case HMAC-SHA256 of user, key and nonce. The secret itself goes nowhere. */
export function antpoolSignature({ user, key, secret, nonce }: AntpoolAsk): string {
  return requestSignature(secret, `${user}${key}${nonce}`).toUpperCase();
}

/** A form with the key in it, whose signature covers it: a key that was added later would not be signed. */
function post(what: string, ask: AntpoolAsk, more: Readonly<Record<string, string>> = {}): SourceRequest {
  const { coin, key, nonce } = ask;
  const signature = antpoolSignature(ask);
  return {
    provider: PROVIDER,
    method: 'POST',
    host: 'antpool.com',
    path: `/api/${what}.htm`,
    body: new URLSearchParams({ key, nonce: String(nonce), signature, coin, ...more }).toString(),
    contentType: 'application/x-www-form-urlencoded',
  };
}

/** `code` is 0 or "000000"; −6 is the key, −7 the signature, −18 the nonce. */
function dataOf(reply: SourceReply): Fields {
  const told = fieldsOf(jsonOf(reply));
  const code = numberOf(told.code);
  const words = textOf(told.message) ?? textOf(told.msg) ?? `code ${String(told.code)}`;
  if (code === -6 || code === -7 || code === -18) throw new SourceError('refused', words);
  if (told.code !== undefined && code !== 0) throw toldFailure(words);
  return fieldsOf(told.data);
}

function coinOf(told: Fields, coin: string) {
  tellingAny(told, ['earn24Hours', 'earnTotal', 'paidOut', 'balance']);
  return {
    coin,
    balance: amountOf(told.balance),
    paid: amountOf(told.paidOut),
    earned: amountOf(told.earnTotal),
    earnedLast24h: amountOf(told.earn24Hours),
  };
}

function ratesOf(told: Fields, coin: string): readonly PoolHashrate[] {
  if (!RATED.has(coin)) return [];
  return windowsOf([
    // Of five minutes and fifteen before it was of ten and thirty.
    [5 * MINUTE_MS, amountOf(told.last5m, MEGA)],
    [15 * MINUTE_MS, amountOf(told.last15m, MEGA)],
    [10 * MINUTE_MS, amountOf(told.last10m, MEGA)],
    [30 * MINUTE_MS, amountOf(told.last30m, MEGA)],
    [60 * MINUTE_MS, amountOf(told.last1h, MEGA)],
    [24 * 60 * MINUTE_MS, amountOf(told.last1d, MEGA)],
  ]);
}

function workerOf(told: Fields, coin: string): readonly PoolWorker[] {
  const name = textOf(told.worker) ?? textOf(told.workerId);
  return name === undefined ? [] : [{ name, hashrates: ratesOf(told, coin) }];
}
