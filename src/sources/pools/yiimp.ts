import { algorithmOf } from '../../domain/algorithm-word.ts';
import { type PoolAccount, type PoolPayout, type PoolWorker, windowsOf } from '../../domain/pool-account.ts';
import type { PoolState } from '../../domain/pool-state.ts';
import { SourceError } from '../../domain/source-error.ts';
import type { WorkPrice } from '../../domain/work-price.ts';
import { amountOf, type Fields, fieldsOf, isFields, isoOf, listOf, secondsOf, textOf } from '../fields.ts';
import { atLeastOne } from '../history.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { SourceReply } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';
import { toldFailure } from './told-failure.ts';

/*
 * What pools on tpruvot/yiimp answer (web/yaamp/modules/api/ApiController.php). Keys and figures come as text or as
 * numbers. Rates are H/s; prices are BTC per unit per day, the unit being `mbtc_mh_factor` MH/s.
 */

const DAY_MS = 86_400_000;

/** The pool by algorithm. */
export function yiimpStates(reply: SourceReply): readonly PoolState[] {
  return atLeastOne(
    rowsIn(reply).map(([key, told]) => ({
      atMs: reply.receivedAtMs,
      algorithm: textOf(told.name) ?? key,
      ...pooled(told),
      workers: countOf(told.workers),
    })),
  );
}

/** The pool by coin. */
export function yiimpCoins(reply: SourceReply): readonly PoolState[] {
  return atLeastOne(
    rowsIn(reply).map(([key, told]) => ({
      atMs: reply.receivedAtMs,
      // `LTC-scrypt` where a coin has several algorithms.
      coin: (textOf(told.symbol) ?? key.split('-', 1)[0] ?? key).toUpperCase(),
      algorithm: textOf(told.algo),
      ...pooled(told),
      workers: countOf(told.workers),
      blocksLast24h: countOf(told['24h_blocks']),
      foundLast24hBtc: amountOf(told['24h_btc']),
      networkDifficulty: positiveOf(told.difficulty),
      networkHashrateHs: positiveOf(told.network_hashrate),
      blockHeight: countOf(told.height),
      blockReward: positiveOf(told.reward),
    })),
  );
}

/**
 * What the work of each algorithm is paid. The estimates are after the pool's fee, what was paid in the last day is
 * before it and a thousandth as large a unit. Without the factor there is no price.
 */
export function yiimpPrices(reply: SourceReply): readonly WorkPrice[] {
  return rowsIn(reply).flatMap(([key, told]) => {
    const unitHs = positiveOf(told.mbtc_mh_factor, 1e6);
    if (unitHs === undefined) return [];
    const algorithmName = textOf(told.name) ?? key;
    const price = {
      algorithm: algorithmOf(algorithmName),
      algorithmName,
      currency: 'BTC',
      atMs: reply.receivedAtMs,
    };
    return [
      { told: told.estimate_current, scale: 1, fee: 'net', over: 'now', standing: 'reckoned' } as const,
      { told: told.estimate_last24h, scale: 1, fee: 'net', over: '24h', standing: 'reckoned' } as const,
      { told: told.actual_last24h, scale: 1e-3, fee: 'gross', over: '24h', standing: 'paid' } as const,
    ].flatMap(({ told: perUnitDay, scale, ...kind }) => {
      const perHsDay = amountOf(perUnitDay, scale / unitHs);
      return perHsDay === undefined ? [] : { ...price, ...kind, perHsDay };
    });
  });
}

/** Balance of a payout address, and with `walletEx` its workers. */
export function yiimpWallet(reply: SourceReply): PoolAccount {
  // It answers nothing at all to whom it has told too much already.
  if (reply.status === 200 && reply.text.trim() === '')
    throw new SourceError('rate-limited', 'its answer is empty');
  const told = tellingAny(known(fieldsOf(jsonOf(reply))), [
    ...['currency', 'balance', 'unsold', 'unpaid', 'paid24h', 'total', 'miners'],
  ]);
  const coin = textOf(told.currency)?.toUpperCase();
  return accountPart(reply.receivedAtMs, {
    coins:
      coin === undefined
        ? []
        : [
            {
              coin,
              balance: amountOf(told.balance),
              unconfirmed: amountOf(told.unsold) ?? amountOf(told.pending),
              unpaid: amountOf(told.unpaid),
              paidLast24h: amountOf(told.paid24h),
            },
          ],
    workers: listOf(told.miners).flatMap(workerOf),
    payouts: coin === undefined ? [] : listOf(told.payouts).flatMap((row) => payoutOf(row, coin)),
  });
}

function rowsIn(reply: SourceReply): readonly (readonly [string, Fields])[] {
  return Object.entries(known(fieldsOf(jsonOf(reply)))).flatMap(([key, row]) =>
    isFields(row) ? [[key, row] as const] : [],
  );
}

function known(told: Fields): Fields {
  const words = textOf(told.error) ?? textOf(told.message);
  if (words !== undefined) throw toldFailure(words);
  return told;
}

/** `fees` are percent. One that would take all is no fee. */
function pooled(told: Fields) {
  const poolFee = amountOf(told.fees, 0.01);
  return {
    hashrates: windowsOf([
      [undefined, amountOf(told.hashrate)],
      [DAY_MS, amountOf(told.hashrate_last24h)],
    ]),
    poolFee: poolFee !== undefined && poolFee < 1 ? poolFee : undefined,
    luck: [],
    blocks: [],
    port: countOf(told.port),
  };
}

/** `accepted` and `rejected` are H/s here, not counts. A worker is known by its `ID`, or by nothing. */
function workerOf(told: Fields): readonly PoolWorker[] {
  const name = textOf(told.ID) ?? textOf(told.id) ?? textOf(told.version);
  if (name === undefined) return [];
  return [
    {
      name,
      hashrates: windowsOf([[undefined, amountOf(told.accepted)]]),
      rejectedHs: amountOf(told.rejected),
      algorithm: textOf(told.algo),
      shareDifficulty: positiveOf(told.difficulty),
    },
  ];
}

function payoutOf(told: Fields, coin: string): readonly PoolPayout[] {
  const amount = amountOf(told.amount);
  if (amount === undefined) return [];
  return [
    {
      atMs: secondsOf(told.time) ?? isoOf(told.time),
      coin,
      amount,
      fee: amountOf(told.fee),
      txId: textOf(told.tx),
    },
  ];
}
