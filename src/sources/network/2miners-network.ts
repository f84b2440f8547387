import type { NetworkState } from '../../domain/network-state.ts';
import { SourceError } from '../../domain/source-error.ts';
import { fieldsOf, listOf } from '../fields.ts';
import { knowing } from '../history.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';

const PROVIDER = '2miners-network';

/**
 * The chain of any coin that 2Miners has a pool for, as the pool's own node sees it (open-ethereum-pool, `/api/stats`,
 * `nodes`): the source for coins without a public explorer of ours. Numbers come as text.
 */
export const twoMinersNetwork: Source<{ readonly coin: string }, NetworkState> = {
  provider: PROVIDER,
  request: ({ coin }) => {
    if (!/^[A-Z0-9]{2,8}$/.test(coin)) throw new SourceError('not-found', `${coin} is no coin of 2Miners`);
    return { provider: PROVIDER, host: `${coin.toLowerCase()}.2miners.com`, path: '/api/stats' };
  },
  parse: (reply, { coin }) => {
    const [node = {}] = listOf(fieldsOf(jsonOf(reply)).nodes);
    return knowing<NetworkState>(
      {
        coin,
        atMs: reply.receivedAtMs,
        difficulty: positiveOf(node.difficulty),
        networkHashrateHs: positiveOf(node.networkhashps),
        height: countOf(node.height),
        blockTimeS: positiveOf(node.avgBlockTime),
      },
      ['difficulty', 'networkHashrateHs'],
    );
  },
};
