import {
  type CoinAccount,
  type PoolAccount,
  type PoolReward,
  type PoolWorker,
  windowsOf,
} from '../../domain/pool-account.ts';
import type { PoolState } from '../../domain/pool-state.ts';
import { amountOf, type Fields, fieldsOf, listOf, secondsOf, textOf, yesOrNo } from '../fields.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';
import { toldFailure } from './told-failure.ts';

const PROVIDER = '2miners';
const MINUTE_MS = 60_000;

/** Windows of the pool software's own example (sammy007/open-ethereum-pool config.example.json). */
const [NOW_MS, MEAN_MS] = [30 * MINUTE_MS, 180 * MINUTE_MS];

export interface TwoMinersAsk {
  /** As in its host names: `etc`, `kas`. */
  readonly coin: string;
  readonly solo?: boolean | undefined;
}

/** An account by its payout address, which is public. */
export const twoMinersAccount: Source<TwoMinersAsk & { readonly address: string }, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => get(ask, `accounts/${encodeURIComponent(ask.address)}`),
  parse: (reply, { coin }) => {
    const told = tellingAny(fieldsIn(reply), ['stats', 'config', 'hashrate', 'currentHashrate', 'workers']);
    const stats = fieldsOf(told.stats);
    const account = { coin: coin.toUpperCase(), units: twoMinersUnits(coin) };
    return accountPart(positiveOf(told.updatedAt) ?? reply.receivedAtMs, {
      hashrates: windowsOf([
        [NOW_MS, amountOf(told.currentHashrate)],
        [MEAN_MS, amountOf(told.hashrate)],
      ]),
      coins: [coinAccountOf(told, stats, account)],
      workers: Object.entries(fieldsOf(told.workers)).map(([name, row]) => workerOf(name, fieldsOf(row))),
      workerCounts: {
        active: countOf(told.workersOnline),
        ok: countOf(told.workersOnline),
        off: countOf(told.workersOffline),
      },
      lastShareAtMs: secondsOf(stats.lastShare),
      payouts: listOf(told.payments).flatMap((row) => {
        const amount = coinsOf(row.amount, account);
        if (amount === undefined) return [];
        return { atMs: secondsOf(row.timestamp), coin: account.coin, amount, txId: textOf(row.tx) };
      }),
      rewards: listOf(told.rewards).flatMap((row) => rewardOf(row, account)),
    });
  },
};

/** The pool of one coin. */
export const twoMinersPool: Source<TwoMinersAsk, PoolState> = {
  provider: PROVIDER,
  request: (ask) => get(ask, 'stats'),
  parse: (reply, { coin }) => {
    const told = tellingAny(fieldsIn(reply), ['hashrate', 'minersTotal', 'workersTotal', 'nodes', 'stats']);
    const node = listOf(told.nodes)[0] ?? {};
    return {
      atMs: positiveOf(told.now) ?? reply.receivedAtMs,
      coin: coin.toUpperCase(),
      hashrates: windowsOf([[undefined, amountOf(told.hashrate)]]),
      users: countOf(told.minersTotal),
      workers: countOf(told.workersTotal),
      luck: [],
      blocks: [],
      networkDifficulty: positiveOf(node.difficulty),
      networkHashrateHs: positiveOf(node.networkhashps),
      blockHeight: countOf(node.height),
    };
  },
};

/** Coins whose amounts are told in 1e-9: those of the Ethash family, and Ergo. */
const IN_GIGA = new Set([
  ...['eth', 'etc', 'ethw', 'clo', 'exp', 'moac', 'music', 'pirl', 'etp', 'ella', 'yoc', 'aka', 'ubq', 'erg'],
]);
/** Whose unit no source tells, and which have another one than 1e-8 on their chains. */
const UNKNOWN = new Set(['xmr', 'alph', 'cfx', 'nexa', 'ton']);

/** How many units of an answer make a coin; undefined where nobody knows. */
export function twoMinersUnits(coin: string): number | undefined {
  const plain = coin.toLowerCase();
  if (UNKNOWN.has(plain)) return undefined;
  return IN_GIGA.has(plain) ? 1e9 : 1e8;
}

function get({ coin, solo }: TwoMinersAsk, what: string) {
  const host = `${solo ? 'solo-' : ''}${coin.toLowerCase()}.2miners.com`;
  return { provider: PROVIDER, host, path: `/api/${what}` };
}

function fieldsIn(reply: SourceReply): Fields {
  const told = fieldsOf(jsonOf(reply));
  const words = textOf(told.error) ?? (told.code === undefined ? undefined : textOf(told.message));
  if (words !== undefined) throw toldFailure(words);
  return told;
}

interface Paid {
  readonly coin: string;
  /** How many of the answer's units make a coin. */
  readonly units: number | undefined;
}

/** Divided, not multiplied by a fraction: a billionth has no exact double. */
function coinsOf(value: unknown, { units }: Paid): number | undefined {
  const amount = amountOf(value);
  return amount === undefined || units === undefined ? undefined : amount / units;
}

function coinAccountOf(told: Fields, stats: Fields, paid: Paid): CoinAccount {
  return {
    coin: paid.coin,
    balance: coinsOf(stats.balance, paid),
    unconfirmed: coinsOf(stats.immature, paid),
    paid: coinsOf(stats.paid, paid),
    earnedLast24h: coinsOf(told['24hreward'], paid),
    minPayout: coinsOf(fieldsOf(told.config).minPayout, paid),
  };
}

function workerOf(name: string, told: Fields): PoolWorker {
  const offline = yesOrNo(told.offline);
  return {
    name,
    state: offline === undefined ? undefined : offline ? 'off' : 'ok',
    hashrates: windowsOf([
      [NOW_MS, amountOf(told.hr)],
      [MEAN_MS, amountOf(told.hr2)],
    ]),
    lastShareAtMs: secondsOf(told.lastBeat),
  };
}

/** Its share of each block that the pool found; an orphan paid nothing. */
function rewardOf(row: Fields, paid: Paid): readonly PoolReward[] {
  const [atMs, amount] = [secondsOf(row.timestamp), coinsOf(row.reward, paid)];
  if (atMs === undefined || amount === undefined || row.orphan === true) return [];
  return [{ atMs, of: 'block', coin: paid.coin, amount, blockHeight: countOf(row.blockheight) }];
}
