import type { NetworkState } from '../../domain/network-state.ts';
import { SourceError } from '../../domain/source-error.ts';
import { fieldsOf, isoOf, textOf } from '../fields.ts';
import { knowing } from '../history.ts';
import { countOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';

/** Coins that BlockCypher knows the chain of. */
export const BLOCKCYPHER_COINS: readonly string[] = ['BTC', 'LTC', 'DOGE', 'DASH'];

const PROVIDER = 'blockcypher';

/**
 * How high a chain is, and since when. It tells no difficulty: what it is good for is the subsidy by height, and whether
 * another source lags.
 * @throws SourceError `not-found` for a coin it has no chain of
 */
export const blockCypherChain: Source<{ readonly coin: string }, NetworkState> = {
  provider: PROVIDER,
  request: ({ coin }) => {
    if (!BLOCKCYPHER_COINS.includes(coin))
      throw new SourceError('not-found', `BlockCypher has no chain of ${coin}`);
    return { provider: PROVIDER, host: 'api.blockcypher.com', path: `/v1/${coin.toLowerCase()}/main` };
  },
  parse: (reply, { coin }) => {
    const told = fieldsOf(jsonOf(reply));
    const words = textOf(told.error);
    if (words !== undefined)
      throw new SourceError(/limit/i.test(words) ? 'rate-limited' : 'not-found', words);
    return knowing<NetworkState>(
      { coin, atMs: isoOf(told.time) ?? reply.receivedAtMs, height: countOf(told.height) },
      ['height'],
    );
  },
};
