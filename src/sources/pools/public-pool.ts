import { type PoolAccount, type PoolWorker, windowsOf } from '../../domain/pool-account.ts';
import type { PoolRatePoint } from '../../domain/pool-history.ts';
import type { PoolState } from '../../domain/pool-state.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, type Fields, fieldsOf, isoOf, listOf, textOf } from '../fields.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';

const PROVIDER = 'public-pool';

/** Its API has a port of its own: so in the code of every client of it (find `public-pool.io:40557`). */
export const PUBLIC_POOL_HOST = 'public-pool.io:40557';

export interface PublicPoolAsk {
  readonly address: string;
}

/**
 * Who mines to an address (benjamin-wilson/public-pool src/controllers/client/client.controller.ts): best difficulties
 * are numbers or text. It keeps no balances: the finder of a block is paid by the block.
 */
export const publicPoolAccount: Source<PublicPoolAsk, PoolAccount> = {
  provider: PROVIDER,
  request: ({ address }) => get(`/api/client/${encodeURIComponent(address)}`),
  parse: (reply, { address }) => {
    const told = tellingAny(fieldsOf(jsonOf(reply)), ['workers', 'bestDifficulty', 'workersCount']);
    return accountPart(reply.receivedAtMs, {
      user: address,
      workers: listOf(told.workers).flatMap(workerOf),
      workerCounts: { active: countOf(told.workersCount) },
      bestDifficulty: positiveOf(told.bestDifficulty),
    });
  },
};

/** The rate of an address in intervals of ten minutes over the last day. */
export const publicPoolChart: Source<PublicPoolAsk, readonly PoolRatePoint[]> = {
  provider: PROVIDER,
  request: ({ address }) => get(`/api/client/${encodeURIComponent(address)}/chart`),
  parse: (reply) => {
    const told = jsonOf(reply);
    if (!Array.isArray(told)) throw new SourceError('unreadable-reply', 'its answer is no list');
    return listOf(told)
      .flatMap(({ label, data }) => {
        const atMs = isoOf(label);
        const hashrateHs = amountOf(data);
        return atMs === undefined || hashrateHs === undefined ? [] : { atMs, hashrateHs };
      })
      .toSorted((a, b) => a.atMs - b.atMs);
  },
};

/** The pool as a whole (src/app.controller.ts); its `fee` is in percent, and has always been 0. */
export const publicPoolState: Source<void, PoolState> = {
  provider: PROVIDER,
  request: () => get('/api/pool'),
  parse: (reply) => {
    const told = tellingAny(fieldsOf(jsonOf(reply)), ['totalHashRate', 'totalMiners', 'blockHeight']);
    return {
      atMs: reply.receivedAtMs,
      coin: 'BTC',
      hashrates: windowsOf([[undefined, amountOf(told.totalHashRate)]]),
      users: countOf(told.totalMiners),
      poolFee: amountOf(told.fee, 0.01),
      luck: [],
      blocks: listOf(told.blocksFound).flatMap((found) => {
        const height = countOf(found.height);
        return height === undefined ? [] : { coin: 'BTC', height, finder: textOf(found.worker) };
      }),
      blockHeight: countOf(told.blockHeight),
    };
  },
};

function get(path: string) {
  return { provider: PROVIDER, host: PUBLIC_POOL_HOST, path };
}

function workerOf(told: Fields): readonly PoolWorker[] {
  const id = textOf(told.sessionId);
  const name = textOf(told.name) ?? id;
  if (name === undefined) return [];
  return [
    {
      name,
      id,
      hashrates: windowsOf([[undefined, amountOf(told.hashRate)]]),
      bestSessionDifficulty: positiveOf(told.bestDifficulty),
      startedAtMs: isoOf(told.startTime),
      lastSeenAtMs: isoOf(told.lastSeen),
    },
  ];
}
