import type { NetworkState, NextRetarget, PoolOnChain, SendingFees } from '../../domain/network-state.ts';
import type { Quote } from '../../domain/quote.ts';
import { amountOf, fieldsOf, listOf, numberOf, secondsOf, textOf } from '../fields.ts';
import { atLeastOne, knowing } from '../history.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply, SourceRequest } from '../source.ts';

/** A server that runs the open source of mempool.space: its own, a fork for another coin, or the owner's node. */
export interface MempoolServer {
  readonly host: string;
  /** The coin of its chain, in capitals. */
  readonly coin: string;
  /** Of an Upstream; that of the public ones where absent. */
  readonly provider?: string | undefined;
}

const PROVIDER = 'mempool';

/** Bitcoin's public one. One of the owner's own runs in the house, and is asked as the miners are. */
export const MEMPOOL_SPACE: MempoolServer = { host: 'mempool.space', coin: 'BTC' };

/** Litecoin's, in the same words. */
export const LITECOIN_SPACE: MempoolServer = { host: 'litecoinspace.org', coin: 'LTC' };

/** A question to such a server: `mining/hashrate/3d`. */
export function mempoolRequest({ host, provider = PROVIDER }: MempoolServer, path: string): SourceRequest {
  return { provider, host, path: `/api/v1/${path}` };
}

/**
 * The next change of difficulty as the server expects it (mempool/mempool backend/src/api/difficulty-adjustment.ts), with
 * the mean time between blocks since the last one. Dates were in seconds in old versions and are in ms now.
 */
export const mempoolRetarget: Source<
  MempoolServer,
  Pick<NetworkState, 'coin' | 'atMs' | 'blockTimeS'> & { readonly retarget: NextRetarget }
> = {
  provider: PROVIDER,
  request: (server) => mempoolRequest(server, 'difficulty-adjustment'),
  parse: (reply, { coin }) => {
    const told = fieldsOf(jsonOf(reply));
    const retarget = knowing<NextRetarget>(
      {
        atMs: momentOf(told.estimatedRetargetDate),
        height: countOf(told.nextRetargetHeight),
        remainingBlocks: countOf(told.remainingBlocks),
        changePct: changeOf(told.difficultyChange),
        previous: { atMs: momentOf(told.previousTime), changePct: changeOf(told.previousRetarget) },
      },
      ['atMs', 'height', 'remainingBlocks', 'changePct'],
    );
    return { coin, atMs: reply.receivedAtMs, blockTimeS: positiveOf(told.timeAvg, 0.001), retarget };
  },
};

/** Prices of the server's coin now, in the currencies that it knows; −1 stands for one it does not. */
export const mempoolPrices: Source<MempoolServer, readonly Quote[]> = {
  provider: PROVIDER,
  request: (server) => mempoolRequest(server, 'prices'),
  parse: (reply, { coin }) => atLeastOne(quotesOf(fieldsOf(jsonOf(reply)), coin, reply)),
};

/** The price nearest to a moment in the past. Only that currency and the dollar are told. */
export const mempoolHistoricalPrice: Source<
  MempoolServer & { readonly currency: string; readonly atMs: number },
  readonly Quote[]
> = {
  provider: PROVIDER,
  request: (ask) =>
    mempoolRequest(
      ask,
      `historical-price?${new URLSearchParams({
        currency: ask.currency.toUpperCase(),
        timestamp: String(Math.floor(ask.atMs / 1000)),
      })}`,
    ),
  // What is beside `prices` are the exchange rates of today, of no use for the past.
  parse: (reply, { coin }) =>
    atLeastOne(
      listOf(fieldsOf(jsonOf(reply)).prices).flatMap((row) =>
        secondsOf(row.time) === undefined ? [] : quotesOf(row, coin, reply),
      ),
    ),
};

/** What a payment has to offer to be in a block soon. */
export const mempoolSendingFees: Source<MempoolServer, SendingFees> = {
  provider: PROVIDER,
  request: (server) => mempoolRequest(server, 'fees/recommended'),
  parse: (reply) => {
    const told = fieldsOf(jsonOf(reply));
    return knowing<SendingFees>(
      {
        atMs: reply.receivedAtMs,
        fastestSatVb: amountOf(told.fastestFee),
        halfHourSatVb: amountOf(told.halfHourFee),
        hourSatVb: amountOf(told.hourFee),
        economySatVb: amountOf(told.economyFee),
        minimumSatVb: amountOf(told.minimumFee),
      },
      ['fastestSatVb', 'halfHourSatVb', 'hourSatVb', 'economySatVb', 'minimumSatVb'],
    );
  },
};

/** A pool by the server's short name of it: its part of the blocks, and what rate that means. */
export const mempoolPool: Source<MempoolServer & { readonly slug: string }, PoolOnChain> = {
  provider: PROVIDER,
  request: (ask) => mempoolRequest(ask, `mining/pool/${encodeURIComponent(ask.slug)}`),
  parse: (reply) => {
    const told = fieldsOf(jsonOf(reply));
    const pool = fieldsOf(told.pool);
    const blocks = fieldsOf(told.blockCount);
    const share = fieldsOf(told.blockShare);
    return knowing<PoolOnChain>(
      {
        name: textOf(pool.name),
        slug: textOf(pool.slug),
        hashrateHs: amountOf(told.estimatedHashrate),
        blocks24h: countOf(blocks['24h']),
        share24hFraction: fractionOf(share['24h']),
        blocks1w: countOf(blocks['1w']),
        share1wFraction: fractionOf(share['1w']),
      },
      ['hashrateHs', 'blocks24h', 'share24hFraction', 'blocks1w', 'share1wFraction'],
    );
  },
};

/** `{"time": s, "USD": 1, "EUR": 2}` */
function quotesOf(
  row: Readonly<Record<string, unknown>>,
  coin: string,
  { receivedAtMs }: SourceReply,
): readonly Quote[] {
  const atMs = secondsOf(row.time) ?? receivedAtMs;
  return Object.entries(row).flatMap(([currency, value]) => {
    const price = positiveOf(value);
    return price !== undefined && /^[A-Z]{3}$/.test(currency) ? [{ coin, currency, price, atMs }] : [];
  });
}

/** A moment in s or ms: nothing on a chain happened before 1973 in ms, or happens after 5138 in s. */
function momentOf(value: unknown): number | undefined {
  const told = positiveOf(value);
  return told !== undefined && told < 1e11 ? told * 1000 : told;
}

/** A change in percent. No chain can change by −100 % and below. */
function changeOf(value: unknown): number | undefined {
  const percent = numberOf(value);
  return percent !== undefined && percent > -100 ? percent : undefined;
}

function fractionOf(value: unknown): number | undefined {
  const fraction = amountOf(value);
  return fraction !== undefined && fraction <= 1 ? fraction : undefined;
}
