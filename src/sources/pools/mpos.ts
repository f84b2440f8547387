import { type PoolAccount, type PoolWorker, windowsOf } from '../../domain/pool-account.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, type Fields, fieldsOf, listOf, secondsOf, textOf } from '../fields.ts';
import { countOf, positiveOf } from '../positive.ts';
import { bodyOf, jsonOf } from '../reply.ts';
import type { SourceReply } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';
import { toldFailure } from './told-failure.ts';

/*
 * What pools on MPOS/php-mpos answer (include/pages/api/*.inc.php): `{"<action>": {"version", "runtime", "data"}}`.
 * Rates of classic MPOS are kH/s, scaled by the pool's own setting.
 */

export interface MposAsk {
  /** The pool's own name of the coin: `litecoin`. */
  readonly pool: string;
  /** Symbol that its balances are told in. */
  readonly coin: string;
  /** Of another account than the key's own. */
  readonly user?: string | undefined;
}

const KILO = 1e3;

/** Its workers: a plain list in classic MPOS (kH/s), `miners` with Mining-Dutch (H/s). */
export function mposWorkers(reply: SourceReply): PoolAccount {
  const data = dataOf(reply);
  if (Array.isArray(data))
    return accountPart(reply.receivedAtMs, { workers: listOf(data).flatMap((row) => workerOf(row, KILO)) });
  const told = tellingAny(fieldsOf(data), ['miners']);
  return accountPart(reply.receivedAtMs, {
    workers: listOf(told.miners).flatMap((row) => workerOf(row, 1)),
  });
}

export function mposBalance(reply: SourceReply, { coin }: Pick<MposAsk, 'coin'>): PoolAccount {
  const told = tellingAny(fieldsOf(dataOf(reply)), ['confirmed', 'unconfirmed']);
  const account = { coin, balance: amountOf(told.confirmed), unconfirmed: amountOf(told.unconfirmed) };
  return accountPart(reply.receivedAtMs, { coins: [account] });
}

/** Rate of the account and the difficulty of its shares of this round; the rate in units of so many H/s. */
export function mposStatus(reply: SourceReply, unitHs = KILO): PoolAccount {
  const told = tellingAny(fieldsOf(dataOf(reply)), ['username', 'hashrate', 'shares', 'sharerate']);
  const shares = fieldsOf(told.shares);
  return accountPart(reply.receivedAtMs, {
    user: textOf(told.username),
    hashrates: windowsOf([[undefined, amountOf(told.hashrate, unitHs)]]),
    work: { accepted: amountOf(shares.valid), rejected: amountOf(shares.invalid) },
  });
}

/** A key that it does not know is status 401 or the bare words `Access denied`. */
function dataOf(reply: SourceReply): unknown {
  const text = bodyOf(reply);
  if (/^\s*access denied/i.test(text)) throw new SourceError('refused', 'access denied');
  const told = fieldsOf(jsonOf(reply));
  const words = textOf(told.error) ?? textOf(told.message);
  if (words !== undefined) throw toldFailure(words);
  const action = Object.values(told)
    .map(fieldsOf)
    .find((each) => 'data' in each);
  const data = action?.data;
  const inside = textOf(fieldsOf(data).error) ?? textOf(data);
  if (inside !== undefined) throw toldFailure(inside);
  return data;
}

function workerOf(told: Fields, unitHs: number): readonly PoolWorker[] {
  const name = textOf(told.username) ?? textOf(told.name);
  if (name === undefined) return [];
  // 1 or 0, as numbers, as text, or as a yes and no.
  const alive = told.alive === true ? 1 : told.alive === false ? 0 : amountOf(told.alive);
  return [
    {
      name,
      id: countOf(told.id)?.toString(),
      state: alive === undefined ? undefined : alive > 0 ? 'ok' : 'off',
      hashrates: windowsOf([[undefined, amountOf(told.hashrate, unitHs)]]),
      lastShareAtMs: secondsOf(told.lastshare),
      algorithm: textOf(told.algorithm),
      coin: textOf(told.nowMining),
      shareDifficulty: positiveOf(told.difficulty),
    },
  ];
}
