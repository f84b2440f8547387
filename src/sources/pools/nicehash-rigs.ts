import { type PoolAccount, type PoolWorker, windowsOf } from '../../domain/pool-account.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, type Fields, fieldsOf, listOf, textOf } from '../fields.ts';
import { positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { accountPart } from './account-part.ts';
import { get, type HashMarketAlgorithm } from './nicehash.ts';

const COIN = 'BTC';

export interface RigsAsk {
  /** The mining address of the account, or the address of a wallet elsewhere. */
  readonly address: string;
  /** Rates are told in the unit of their algorithm: without these, none is known. */
  readonly algorithms?: readonly HashMarketAlgorithm[] | undefined;
}

/**
 * What mines to an address, without a key. Field names as in NiceHash's own description of rigs2 (REST API, “External
 * miner”): amounts are in BTC, times in ms, each rig may hash several algorithms, and each is a worker here.
 */
export const nicehashRigs: Source<RigsAsk, PoolAccount> = {
  provider: 'nicehash',
  request: ({ address }) => get(`mining/external/${encodeURIComponent(address)}/rigs2?page=0&size=100`),
  parse: (reply, { address, algorithms = [] }) => {
    const told = fieldsOf(jsonOf(reply));
    const problem = textOf(fieldsOf(listOf(told.errors)[0]).message);
    if (problem !== undefined) throw new SourceError('not-found', problem);
    if (!Array.isArray(told.miningRigs) && told.unpaidAmount === undefined)
      throw new SourceError('unreadable-reply', 'its answer holds no rigs');
    return accountPart(reply.receivedAtMs, {
      user: address,
      coins: [
        {
          coin: COIN,
          balance: amountOf(told.externalBalance),
          unpaid: amountOf(told.unpaidAmount),
          estimatedPerDay: amountOf(told.totalProfitability),
        },
      ],
      workers: listOf(told.miningRigs).flatMap((rig) => workersOf(rig, algorithms)),
    });
  },
};

function workersOf(rig: Fields, algorithms: readonly HashMarketAlgorithm[]): readonly PoolWorker[] {
  const id = textOf(rig.rigId);
  const name = textOf(rig.name) ?? id;
  if (name === undefined) return [];
  const state = stateOf(rig.minerStatus);
  const stats = listOf(rig.stats);
  if (stats.length === 0) return [{ name, id, state, hashrates: [] }];
  return stats.map((told) => {
    const algorithm = textOf(fieldsOf(told.algorithm).enumName);
    const unitHs = algorithms.find((each) => each.name === algorithm)?.miningUnitHs ?? Number.NaN;
    return {
      name,
      id,
      state,
      algorithm,
      hashrates: windowsOf([[undefined, amountOf(told.speedAccepted, unitHs)]]),
      staleHs: amountOf(told.speedRejectedR2Stale, unitHs),
      rejectedHs: amountOf(told.speedRejectedTotal, unitHs),
      startedAtMs: positiveOf(told.timeConnected),
      shareDifficulty: positiveOf(told.difficulty),
      lastSeenAtMs: positiveOf(told.statsTime) ?? positiveOf(rig.statusTime),
    };
  });
}

function stateOf(told: unknown) {
  const word = textOf(told)?.toUpperCase();
  if (word === 'MINING' || word === 'BENCHMARKING') return 'ok';
  return word === 'OFFLINE' || word === 'STOPPED' || word === 'ERROR' || word === 'DISABLED'
    ? 'off'
    : undefined;
}
