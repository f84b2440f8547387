import {
  type PoolAccount,
  type PoolHashrate,
  type PoolWorker,
  windowsOf,
} from '../../domain/pool-account.ts';
import type { PoolRatePoint } from '../../domain/pool-history.ts';
import { amountOf, type Fields, fieldsOf, isoOf, listOf, secondsOf, textOf } from '../fields.ts';
import { inOrder } from '../history.ts';
import { countOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply, SourceRequest } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';
import { requestSignature } from './request-signature.ts';
import { toldFailure } from './told-failure.ts';

const PROVIDER = 'viabtc';
const MINUTE_MS = 60_000;

export interface ViabtcAsk {
  /** In capitals: `BTC`. */
  readonly coin: string;
  /** Of a list, from 1. A page has up to 100 rows. */
  readonly page?: number | undefined;
  /** Set where the owner gave the secret that belongs to the key: the request is then signed. */
  readonly signed?: { readonly secret: string; readonly atMs: number } | undefined;
}

/** Rates and counts of workers. All figures are text in H/s (ViaBTC data API manual; viabtc/viapool_api). */
export const viabtcHashrate: Source<ViabtcAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => get('hashrate', ask),
  parse: (reply) => {
    const told = tellingAny(fieldsOf(dataOf(reply)), [
      ...['hashrate_10min', 'hashrate_1hour', 'hashrate_24hour', 'active_workers', 'unactive_workers'],
    ]);
    const [ok, off] = [countOf(told.active_workers), countOf(told.unactive_workers)];
    return accountPart(reply.receivedAtMs, { hashrates: ratesOf(told), workerCounts: { ok, off } });
  },
};

/** Its workers, a page of them. */
export const viabtcWorkers: Source<ViabtcAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => get('hashrate/worker', ask, { page: String(ask.page ?? 1), limit: '100' }),
  parse: (reply) => accountPart(reply.receivedAtMs, { workers: listIn(reply).flatMap(workerOf) }),
};

/** Everything ever earned, by the way of pay. */
export const viabtcProfit: Source<ViabtcAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => get('profit', ask),
  parse: (reply, { coin }) => {
    const told = tellingAny(fieldsOf(dataOf(reply)), [
      ...['total_profit', 'pps_profit', 'pplns_profit', 'solo_profit'],
    ]);
    const earnedBy = {
      pps: amountOf(told.pps_profit),
      pplns: amountOf(told.pplns_profit),
      solo: amountOf(told.solo_profit),
    };
    const coins = [{ coin: coinOf(told, coin), earned: amountOf(told.total_profit), earnedBy }];
    return accountPart(reply.receivedAtMs, { coins });
  },
};

/** What each day brought. Its days are those of UTC because it is asked for them; by itself it means Beijing's. */
export const viabtcProfitHistory: Source<ViabtcAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => get('profit/history', ask, { utc: 'true', page: String(ask.page ?? 1), limit: '100' }),
  parse: (reply, { coin }) => {
    const rewards = listIn(reply).flatMap((told) => {
      const [atMs, amount] = [isoOf(told.date), amountOf(told.total_profit)];
      if (atMs === undefined || amount === undefined) return [];
      return { atMs, of: 'day' as const, coin: coinOf(told, coin), amount };
    });
    return accountPart(reply.receivedAtMs, { rewards: rewards.toSorted((a, b) => a.atMs - b.atMs) });
  },
};

/** What was sent to the owner. */
export const viabtcPayments: Source<ViabtcAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) =>
    get('wallet/payment/history', ask, { utc: 'true', page: String(ask.page ?? 1), limit: '100' }),
  parse: (reply, { coin }) => {
    const payouts = listIn(reply).flatMap((told) => {
      const amount = amountOf(told.amount);
      if (amount === undefined) return [];
      const [atMs, txId] = [secondsOf(told.create_time), textOf(told.tx)];
      return { atMs, coin: coinOf(told, coin), amount, way: 'on-chain' as const, txId };
    });
    return accountPart(reply.receivedAtMs, { payouts });
  },
};

/** The mean rate of each day, oldest first; days of UTC. */
export const viabtcHashrateHistory: Source<ViabtcAsk, readonly PoolRatePoint[]> = {
  provider: PROVIDER,
  request: (ask) => get('hashrate/history', ask, { utc: 'true', page: String(ask.page ?? 1), limit: '100' }),
  parse: (reply) =>
    inOrder(
      listIn(reply).flatMap((told) => {
        const [atMs, hashrateHs] = [secondsOf(told.timestamp) ?? isoOf(told.date), amountOf(told.hashrate)];
        if (atMs === undefined || hashrateHs === undefined) return [];
        return { atMs, hashrateHs, rejectedFraction: fractionOf(told.reject_rate) };
      }),
    ),
};

/** The header that a signed request carries: HMAC of its query string. The secret itself goes nowhere. */
export function viabtcSignature(secret: string, query: string): string {
  return requestSignature(secret, query);
}

function get(path: string, { coin, signed }: ViabtcAsk, more: Readonly<Record<string, string>> = {}) {
  const tonce = signed ? { tonce: String(Math.floor(signed.atMs)) } : {};
  const query = new URLSearchParams({ coin, ...more, ...tonce }).toString();
  const request: SourceRequest = {
    provider: PROVIDER,
    host: 'pool.viabtc.com',
    path: `/res/openapi/v1/${path}?${query}`,
  };
  return signed ? { ...request, headers: { 'x-signature': viabtcSignature(signed.secret, query) } } : request;
}

/** `{"code": 0, "data": …, "message": "OK"}`; any other code is a failure, also with status 200. */
function dataOf(reply: SourceReply): unknown {
  const told = fieldsOf(jsonOf(reply));
  const code = textOf(told.code) ?? (typeof told.code === 'number' ? String(told.code) : undefined);
  if (code !== undefined && code !== '0') throw toldFailure(textOf(told.message) ?? `code ${code}`);
  return told.data;
}

/**
 * Rows are one level deeper in some answers than in others: the manual itself prints payments at the top. A worker that
 * was asked for by its id is no list.
 */
function listIn(reply: SourceReply): readonly Fields[] {
  const data = dataOf(reply);
  if (Array.isArray(data)) return listOf(data);
  const told = fieldsOf(data);
  return told.worker_id === undefined && told.worker_name === undefined
    ? listOf(tellingAny(told, ['data']).data)
    : [told];
}

function ratesOf(told: Fields): readonly PoolHashrate[] {
  return windowsOf([
    [10 * MINUTE_MS, amountOf(told.hashrate_10min)],
    [60 * MINUTE_MS, amountOf(told.hashrate_1hour)],
    [24 * 60 * MINUTE_MS, amountOf(told.hashrate_24hour)],
  ]);
}

/** Two workers may have one name: its id tells them apart. `unactive` is the pool's own word. */
function workerOf(told: Fields): readonly PoolWorker[] {
  const name = textOf(told.worker_name);
  const id = countOf(told.worker_id);
  if (name === undefined && id === undefined) return [];
  const status = textOf(told.worker_status)?.toLowerCase();
  const rejectedFraction = fractionOf(told.reject_rate);
  return [
    {
      name: name ?? String(id),
      id: id === undefined ? undefined : String(id),
      state: status === 'active' ? 'ok' : status === 'unactive' || status === 'inactive' ? 'off' : undefined,
      hashrates: ratesOf(told),
      work: rejectedFraction === undefined ? undefined : { rejectedFraction },
      lastShareAtMs: secondsOf(told.last_active),
      coin: textOf(told.coin)?.toUpperCase(),
    },
  ];
}

function coinOf(told: Fields, asked: string): string {
  return (textOf(told.coin) ?? asked).toUpperCase();
}

function fractionOf(value: unknown): number | undefined {
  const fraction = amountOf(value);
  return fraction !== undefined && fraction <= 1 ? fraction : undefined;
}
