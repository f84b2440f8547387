import type { PoolAccount } from '../../domain/pool-account.ts';
import type { Source } from '../source.ts';
import { type MposAsk, mposBalance, mposStatus, mposWorkers } from './mpos.ts';

const PROVIDER = 'miningpoolhub';

/** MPOS by coin (miningpoolhub/php-mpos wiki, API-Reference). The key goes into the query by the helper. */
export const miningPoolHubWorkers: Source<MposAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => get('getuserworkers', ask),
  parse: mposWorkers,
};

export const miningPoolHubBalance: Source<MposAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => get('getuserbalance', ask),
  parse: mposBalance,
};

export const miningPoolHubStatus: Source<MposAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => get('getuserstatus', ask),
  parse: (reply) => mposStatus(reply),
};

function get(action: string, { pool, user }: MposAsk) {
  const query = new URLSearchParams({ page: 'api', action, ...(user === undefined ? {} : { id: user }) });
  return { provider: PROVIDER, host: `${pool.toLowerCase()}.miningpoolhub.com`, path: `/index.php?${query}` };
}
