import type { NetworkState, NextSubsidy } from '../../domain/network-state.ts';
import type { Quote } from '../../domain/quote.ts';
import { SourceError } from '../../domain/source-error.ts';
import { type Fields, fieldsOf, isoOf, textOf } from '../fields.ts';
import { knowing } from '../history.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply, SourceRequest } from '../source.ts';

/** Kaspa's graph of blocks. */
export interface KaspaDag extends NetworkState {
  /** Counts blocks as the schedule of subsidies does; no height, as blocks stand beside one another. */
  readonly daaScore?: number | undefined;
  readonly hashesPerBlock?: number | undefined;
}

const PROVIDER = 'kaspa';
const COIN = 'KAS';
const HS_PER_THS = 1e12;
/** kaspa-ng/kaspa-rest-server endpoints/get_hashrate.py: the rate is difficulty · 2 · blocks a second. */
const HASHES_PER_DIFFICULTY = 2;

/** The network's rate now. */
export const kaspaHashrate: Source<unknown, NetworkState> = {
  provider: PROVIDER,
  request: () => request('hashrate?stringOnly=false'),
  parse: (reply) =>
    knowing<NetworkState>(
      {
        coin: COIN,
        atMs: reply.receivedAtMs,
        networkHashrateHs: positiveOf(told(reply).hashrate, HS_PER_THS),
      },
      ['networkHashrateHs'],
    ),
};

/** The difficulty, and how far the graph is. Numbers above 2⁵³ come as text. */
export const kaspaDag: Source<unknown, KaspaDag> = {
  provider: PROVIDER,
  request: () => request('blockdag'),
  parse: (reply) => {
    const { difficulty, pastMedianTime, virtualDaaScore } = told(reply);
    return knowing<KaspaDag>(
      {
        coin: COIN,
        atMs: positiveOf(pastMedianTime) ?? reply.receivedAtMs,
        difficulty: positiveOf(difficulty),
        daaScore: countOf(virtualDaaScore),
        hashesPerBlock: positiveOf(difficulty, HASHES_PER_DIFFICULTY),
      },
      ['difficulty', 'daaScore'],
    );
  },
};

/** What a block pays now. */
export const kaspaSubsidy: Source<unknown, NetworkState> = {
  provider: PROVIDER,
  request: () => request('blockreward?stringOnly=false'),
  parse: (reply) =>
    knowing<NetworkState>(
      { coin: COIN, atMs: reply.receivedAtMs, subsidy: positiveOf(told(reply).blockreward) },
      ['subsidy'],
    ),
};

/** The next fall of the subsidy: one a month, by the twelfth root of ½. */
export const kaspaNextSubsidy: Source<unknown, NextSubsidy> = {
  provider: PROVIDER,
  request: () => request('halving'),
  parse: (reply) => {
    const { nextHalvingTimestamp, nextHalvingDate, nextHalvingAmount } = told(reply);
    // Its own example has ms, the code sends s (kaspa-ng/kaspa-rest-server endpoints/get_halving.py).
    const moment = positiveOf(nextHalvingTimestamp);
    return knowing<NextSubsidy>(
      {
        atMs:
          moment === undefined
            ? isoOf(textOf(nextHalvingDate)?.replace(' UTC', ''))
            : moment < 1e11
              ? moment * 1000
              : moment,
        subsidy: positiveOf(nextHalvingAmount),
      },
      ['atMs', 'subsidy'],
    );
  },
};

/** The price in US dollars, which it has from CoinGecko; 0 where it has none. */
export const kaspaPrice: Source<unknown, readonly Quote[]> = {
  provider: PROVIDER,
  request: () => request('price?stringOnly=false'),
  parse: (reply) => {
    const price = positiveOf(told(reply).price);
    if (price === undefined) throw new SourceError('unreadable-reply', 'its answer holds no price');
    return [{ coin: COIN, currency: 'USD', price, atMs: reply.receivedAtMs }];
  },
};

function request(question: string): SourceRequest {
  return { provider: PROVIDER, host: 'api.kaspa.org', path: `/info/${question}` };
}

/** A failure is told as `{"detail": "…"}`. */
function told(reply: SourceReply): Fields {
  const answer = fieldsOf(jsonOf(reply));
  const words = textOf(answer.detail);
  if (words !== undefined) throw new SourceError('provider-failed', words);
  return answer;
}
