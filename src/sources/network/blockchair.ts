import type { NetworkState, NextRetarget } from '../../domain/network-state.ts';
import { SourceError, type SourceErrorKind } from '../../domain/source-error.ts';
import { amountOf, type Fields, fieldsOf, isoOf, numberOf, textOf } from '../fields.ts';
import { knowing } from '../history.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';

/** Its names of chains, and into how many parts each counts a coin; not known of Monero, so its amounts stay unread. */
const CHAINS: Readonly<Record<string, { readonly name: string; readonly partsPerCoin?: number }>> = {
  BTC: { name: 'bitcoin', partsPerCoin: 1e8 },
  BCH: { name: 'bitcoin-cash', partsPerCoin: 1e8 },
  LTC: { name: 'litecoin', partsPerCoin: 1e8 },
  DOGE: { name: 'dogecoin', partsPerCoin: 1e8 },
  DASH: { name: 'dash', partsPerCoin: 1e8 },
  ZEC: { name: 'zcash', partsPerCoin: 1e8 },
  GRS: { name: 'groestlcoin', partsPerCoin: 1e8 },
  // A million of its coins are one of Bitcoin's in number, and the parts are the same.
  XEC: { name: 'ecash', partsPerCoin: 1e2 },
  XMR: { name: 'monero' },
};

/** Coins that Blockchair knows the chain of. */
export const BLOCKCHAIR_COINS: readonly string[] = Object.keys(CHAINS);

const PROVIDER = 'blockchair';
const DAY_S = 86_400;

/**
 * A chain as it is now, with means over the last day (Blockchair/Blockchair.Support API.md). The subsidy is what was new in
 * a block, all of it: of Dash and Zcash the miner gets a part.
 * @throws SourceError `not-found` for a coin it has no chain of
 */
export const blockchairStats: Source<{ readonly coin: string }, NetworkState> = {
  provider: PROVIDER,
  request: ({ coin }) => {
    const chain = CHAINS[coin];
    if (chain === undefined) throw new SourceError('not-found', `Blockchair has no chain of ${coin}`);
    return { provider: PROVIDER, host: 'api.blockchair.com', path: `/${chain.name}/stats` };
  },
  parse: (reply, { coin }) => {
    const told = fieldsOf(toldBy(reply).data);
    const blocks24h = positiveOf(countOf(told.blocks_24h));
    const parts = CHAINS[coin]?.partsPerCoin;
    const perBlock = blocks24h === undefined || parts === undefined ? undefined : 1 / parts / blocks24h;
    const fees = product(told.average_transaction_fee_24h, told.transactions_24h);
    return knowing<NetworkState>(
      {
        coin,
        atMs: isoOf(told.best_block_time) ?? reply.receivedAtMs,
        difficulty: positiveOf(told.difficulty),
        networkHashrateHs: positiveOf(told.hashrate_24h),
        height: countOf(told.best_block_height),
        subsidy: perBlock && positiveOf(told.inflation_24h, perBlock),
        feesPerBlock: perBlock && amountOf(fees, perBlock),
        blockTimeS: blocks24h && DAY_S / blocks24h,
        blocks24h,
        priceUsd: positiveOf(told.market_price_usd),
        dominancePct: positiveOf(told.market_dominance_percentage),
        retarget: retargetOf(told),
      },
      ['difficulty', 'networkHashrateHs', 'height', 'blocks24h', 'priceUsd', 'dominancePct'],
    );
  },
};

/**
 * It tells failures in `context`, with its own statuses beside the usual ones: 402 too much asked, 430 shut out, 435 too
 * much at once (API.md, “Status codes”).
 */
function toldBy(reply: SourceReply): Fields {
  const ofItsOwn = failureOf(reply.status);
  if (ofItsOwn !== undefined)
    throw new SourceError(ofItsOwn, `it answers with status ${reply.status}`, {
      retryAfterMs: reply.retryAfterMs,
    });
  const told = fieldsOf(jsonOf(reply));
  const { code, error } = fieldsOf(told.context);
  const status = numberOf(code) ?? 200;
  if (status !== 200)
    throw new SourceError(
      failureOf(status) ?? (status === 404 ? 'not-found' : 'provider-failed'),
      textOf(error) ?? `it answers with code ${status}`,
    );
  return told;
}

function failureOf(status: number): SourceErrorKind | undefined {
  if ([402, 429, 430, 434, 435, 436, 437].includes(status)) return 'rate-limited';
  return undefined;
}

/** Only of chains that retarget after many blocks. */
function retargetOf(told: Fields): NextRetarget | undefined {
  const atMs = isoOf(told.next_retarget_time_estimate);
  const difficulty = positiveOf(told.next_difficulty_estimate);
  const now = positiveOf(told.difficulty);
  if (atMs === undefined && difficulty === undefined) return undefined;
  const changePct =
    difficulty === undefined || now === undefined ? undefined : numberOf((difficulty / now - 1) * 100);
  return { atMs, difficulty, changePct };
}

function product(one: unknown, other: unknown): number | undefined {
  const [a, b] = [amountOf(one), amountOf(other)];
  return a === undefined || b === undefined ? undefined : numberOf(a * b);
}
