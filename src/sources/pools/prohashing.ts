import { algorithmOf } from '../../domain/algorithm-word.ts';
import { type CoinAccount, type PoolAccount, type PoolWorker, windowsOf } from '../../domain/pool-account.ts';
import type { PoolState } from '../../domain/pool-state.ts';
import { SourceError } from '../../domain/source-error.ts';
import type { WorkPrice } from '../../domain/work-price.ts';
import { amountOf, type Fields, fieldsOf, isFields, listOf, numberOf, textOf } from '../fields.ts';
import { atLeastOne } from '../history.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';
import { accountPart } from './account-part.ts';
import { toldFailure } from './told-failure.ts';

const PROVIDER = 'prohashing';
const DAY_MS = 86_400_000;

/** The pool by algorithm, with its fee. */
export const prohashingStates: Source<void, readonly PoolState[]> = {
  provider: PROVIDER,
  request: () => get('status'),
  parse: (reply) => atLeastOne(rowsByName(dataOf(reply)).map(([name, told]) => stateOf(name, told, reply))),
};

/**
 * What the work of each algorithm is paid, fee not yet taken. The estimates are divided by `mbtc_mh_factor`, which two
 * clients take as the unit in H/s (RainbowMiner/RainbowMiner Pools/ProHashing.ps1, Minerx117/NemosMiner
 * Pools/ProHashing.ps1) and no document explains: see {@link unitScale}. What the socket tells is asked instead.
 */
export const prohashingPrices: Source<void, readonly WorkPrice[]> = {
  provider: PROVIDER,
  request: () => get('status'),
  parse: (reply) => {
    const rows = rowsByName(dataOf(reply));
    const scale = unitScale(rows);
    return atLeastOne(rows.flatMap(([name, told]) => pricesOf(name, told, scale, reply)));
  },
};

/** The pool by coin: what of its blocks came from which coin, merged ones too, is told here only. */
export const prohashingCoins: Source<void, readonly PoolState[]> = {
  provider: PROVIDER,
  request: () => get('currencies'),
  parse: (reply) =>
    atLeastOne(rowsByName(dataOf(reply)).map(([symbol, told]) => coinStateOf(symbol, told, reply))),
};

/** Balances of the owner by coin. The key goes into the query by the helper. */
export const prohashingWallet: Source<void, PoolAccount> = {
  provider: PROVIDER,
  request: () => get('wallet'),
  parse: (reply) => {
    const data = fieldsOf(dataOf(reply));
    const coins = rowsByName(data.balances).map(([name, told]) => coinAccountOf(name, told));
    // Without outstanding balances it sends an empty list, which is an answer.
    if (coins.length === 0 && data.balances === undefined)
      throw new SourceError('unreadable-reply', 'its answer holds no balances');
    return accountPart(reply.receivedAtMs, { coins });
  },
};

/** The owner's miners. The key goes into the query by the helper. */
export const prohashingWorkers: Source<void, PoolAccount> = {
  provider: PROVIDER,
  request: () => get('walletEx'),
  parse: (reply) => {
    const { miners, balances } = fieldsOf(dataOf(reply));
    if (!Array.isArray(miners)) throw new SourceError('unreadable-reply', 'its answer holds no miners');
    const coins = rowsByName(balances).map(([name, told]) => coinAccountOf(name, told));
    const workers = listOf(miners).flatMap(workerOf);
    return accountPart(reply.receivedAtMs, { coins, workers });
  },
};

function get(action: 'status' | 'currencies' | 'wallet' | 'walletEx') {
  return {
    provider: PROVIDER,
    host: 'prohashing.com',
    path: `/api/v1/${action}`,
    // It answers others with a web page (Minerx117/NemosMiner Pools/ProHashing24hr.ps1, 2021).
    headers: { accept: 'text/html,application/json;q=0.9,*/*;q=0.8' },
  };
}

/** `{"code": 200, "status": "success", "data": …}`; a key that it does not know is code 400. */
function dataOf(reply: SourceReply): unknown {
  // The same words come with HTTP status 400.
  const told = fieldsOf(jsonOf(reply.status === 400 ? { ...reply, status: 200 } : reply));
  const code = numberOf(told.code) ?? reply.status;
  const status = textOf(told.status)?.toLowerCase();
  if (code >= 400 || status === 'error' || status === 'fail') {
    const words = textOf(told.message) ?? textOf(told.data) ?? `code ${code}`;
    const kind = code === 429 ? 'rate-limited' : code >= 500 ? 'provider-failed' : 'refused';
    throw toldFailure(words, kind);
  }
  return told.data;
}

function stateOf(name: string, told: Fields, reply: SourceReply): PoolState {
  return {
    atMs: reply.receivedAtMs,
    algorithm: textOf(told.name) ?? name,
    hashrates: windowsOf([
      [undefined, amountOf(told.hashrate)],
      [DAY_MS, amountOf(told.hashrate_last24h)],
    ]),
    workers: countOf(told.workers),
    ...feesOf(told),
    luck: [],
    blocks: [],
    port: countOf(told.port),
  };
}

function coinStateOf(symbol: string, told: Fields, reply: SourceReply): PoolState {
  const sinceLastMs = amountOf(told.timesincelast, 1000);
  const height = positiveOf(told.lastblock);
  const coin = symbol.toUpperCase();
  return {
    atMs: reply.receivedAtMs,
    coin,
    algorithm: textOf(told.algo),
    hashrates: windowsOf([[undefined, amountOf(told.hashrate)]]),
    workers: countOf(told.workers),
    ...feesOf(told),
    luck: [],
    blocks:
      height === undefined
        ? []
        : [
            {
              coin,
              height,
              foundAtMs: sinceLastMs === undefined ? undefined : reply.receivedAtMs - sinceLastMs,
            },
          ],
    blocksLast24h: countOf(told['24h_blocks']),
    foundLast24hBtc: amountOf(told['24h_btc']),
    port: countOf(told.port),
  };
}

/** Its fees are fractions: 0.0499 is 4.99 %. One that is none is not told on. */
function feesOf(told: Fields): Pick<PoolState, 'poolFee' | 'feeBy'> {
  const [pps, pplns, solo] = [told.pps_fee, told.pplns_fee, told.solo_fee].map(fractionOf);
  const isTold = pps !== undefined || pplns !== undefined || solo !== undefined;
  return { poolFee: pps ?? pplns, feeBy: isTold ? { pps, pplns, solo } : undefined };
}

function fractionOf(value: unknown): number | undefined {
  const fraction = amountOf(value);
  return fraction !== undefined && fraction < 1 ? fraction : undefined;
}

/**
 * H/s in one of what `mbtc_mh_factor` counts, told by the row of Scrypt: its estimates are per MH/s (public code id
 * 3398836595), so its factor is 1,000,000 where factors count H/s, and 1 where they count MH/s, as at other pools.
 */
function unitScale(rows: readonly (readonly [string, Fields])[]): number {
  const scrypt = rows.find(([name, told]) => algorithmOf(textOf(told.name) ?? name) === 'scrypt');
  const factor = positiveOf(scrypt?.[1].mbtc_mh_factor);
  return factor !== undefined && factor < 1000 ? 1e6 : 1;
}

function pricesOf(
  name: string,
  told: Fields,
  scale: number,
  { receivedAtMs }: SourceReply,
): readonly WorkPrice[] {
  const unitHs = positiveOf(told.mbtc_mh_factor, scale);
  if (unitHs === undefined) return [];
  const algorithmName = textOf(told.name) ?? name;
  const price = {
    algorithm: algorithmOf(algorithmName),
    algorithmName,
    currency: 'BTC',
    fee: 'gross' as const,
  };
  return [
    { told: told.estimate_current, over: 'now' as const, standing: 'reckoned' as const },
    { told: told.estimate_last24h, over: '24h' as const, standing: 'reckoned' as const },
    { told: told.actual_last24h, over: '24h' as const, standing: 'paid' as const },
  ].flatMap(({ told: perUnitDay, over, standing }) => {
    const perHsDay = positiveOf(perUnitDay, 1 / unitHs);
    return perHsDay === undefined ? [] : { ...price, perHsDay, over, standing, atMs: receivedAtMs };
  });
}

/** Field names as in MisterTeeRoland/ProhashingMonitor screens/Earnings.js. */
function coinAccountOf(name: string, told: Fields): CoinAccount {
  return {
    coin: textOf(told.abbreviation)?.toUpperCase() ?? name,
    balance: amountOf(told.balance),
    unpaid: amountOf(told.unpaid),
    paid: amountOf(told.paid),
    paidLast24h: amountOf(told.paid24h),
    earned: amountOf(told.total),
    minPayout: amountOf(told.payoutThreshold),
  };
}

/** `accepted` and `rejected` are H/s (screens/Workers.js of the same). */
function workerOf(told: Fields): readonly PoolWorker[] {
  const name = textOf(told.ID) ?? textOf(told.name) ?? textOf(told.password);
  if (name === undefined) return [];
  return [
    {
      name,
      hashrates: windowsOf([[undefined, amountOf(told.accepted)]]),
      rejectedHs: amountOf(told.rejected),
      algorithm: textOf(told.algo),
      coin: textOf(told.coin),
      shareDifficulty: amountOf(told.difficulty),
    },
  ];
}

/** Objects by their names; PHP sends an empty list where there are none. What is no object tells nothing. */
function rowsByName(told: unknown): readonly (readonly [string, Fields])[] {
  return Object.entries(fieldsOf(told)).flatMap(([name, row]) =>
    isFields(row) ? [[name, row] as const] : [],
  );
}
