import { type PoolAccount, type PoolPayout, type PoolWorker, windowsOf } from '../../domain/pool-account.ts';
import { amountOf, fieldsOf, isoOf, rowsOf, textOf } from '../fields.ts';
import { countOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';
import { f2poolCoin } from './f2pool-coins.ts';
import { toldFailure } from './told-failure.ts';

const PROVIDER = 'f2pool';
const HOUR_S = 3_600;
const DAY_S = 86_400;

export interface F2poolAsk {
  /** As it calls the coin: `bitcoin`, `litecoin`. */
  readonly currency: string;
  /** Account, or payout address. */
  readonly user: string;
}

/**
 * An account by its public page (f2pool.com/developer/api, v1), without a key. `hashes_*` are COUNTS of hashes over the
 * window, not rates.
 */
export const f2pool: Source<F2poolAsk, PoolAccount> = {
  provider: PROVIDER,
  request: ({ currency, user }) => {
    const path = `/${encodeURIComponent(currency)}/${encodeURIComponent(user)}`;
    return { provider: PROVIDER, host: 'api.f2pool.com', path };
  },
  parse: (reply, { currency }) => {
    const told = tellingAny(fieldsIn(reply), [
      ...['balance', 'hashrate', 'hashes_last_hour', 'hashes_last_day', 'workers', 'paid', 'value'],
    ]);
    const coin = f2poolCoin(currency);
    const online = countOf(told.worker_length_online);
    return accountPart(reply.receivedAtMs, {
      hashrates: windowsOf([
        [undefined, amountOf(told.hashrate)],
        [HOUR_S * 1000, amountOf(told.hashes_last_hour, 1 / HOUR_S)],
        [DAY_S * 1000, amountOf(told.hashes_last_day, 1 / DAY_S)],
      ]),
      coins: [
        {
          coin,
          balance: amountOf(told.balance),
          paid: amountOf(told.paid),
          earned: amountOf(told.value),
          earnedLast24h: amountOf(told.value_last_day),
        },
      ],
      workers: rowsOf(told.workers).flatMap(workerOf),
      workerCounts: online === undefined ? undefined : { active: online },
      payouts: rowsOf(told.payout_history).flatMap((row) => payoutOf(row, coin)),
    });
  },
};

function fieldsIn(reply: SourceReply) {
  const told = fieldsOf(jsonOf(reply));
  const words = textOf(told.msg) ?? textOf(told.error) ?? textOf(told.message);
  if (words !== undefined) throw toldFailure(words);
  return told;
}

/**
 * Positions, not names: name, H/s now, hashes of the last hour, of those refused, hashes of the last day, of those
 * refused, moment of the last share, something else.
 */
function workerOf(row: unknown): readonly PoolWorker[] {
  const [name, now, lastHour, , lastDay, lastDayStale, lastShare] = rowsOf(row);
  if (typeof name !== 'string' && typeof name !== 'number') return [];
  return [
    {
      name: String(name),
      hashrates: windowsOf([
        [undefined, amountOf(now)],
        [HOUR_S * 1000, amountOf(lastHour, 1 / HOUR_S)],
        [DAY_S * 1000, amountOf(lastDay, 1 / DAY_S)],
      ]),
      staleHs: amountOf(lastDayStale, 1 / DAY_S),
      lastShareAtMs: afterEpoch(isoOf(lastShare)),
    },
  ];
}

/** A worker that never handed in a share has the year 1, or 1970. */
function afterEpoch(atMs: number | undefined): number | undefined {
  return atMs !== undefined && atMs > 0 ? atMs : undefined;
}

function payoutOf(row: unknown, coin: string): readonly PoolPayout[] {
  const [time, txId, paid] = rowsOf(row);
  const amount = amountOf(paid);
  if (amount === undefined) return [];
  return [{ atMs: isoOf(time), coin, amount, way: 'on-chain', txId: textOf(txId) }];
}
