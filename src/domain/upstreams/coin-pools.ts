import type { Upstream, UpstreamEndpoint } from '../upstream.ts';

/** A segment of a path that holds a payout address or a worker, also one that was escaped. */
const NAME = '[A-Za-z0-9._~%:@-]+';
const MPOS_QUERY = ['page', 'action', 'id'];

/** Pools that know the owner by a payout address, and those that mine and pay many coins. */
export const coinPoolUpstreams: readonly Upstream[] = [
  {
    id: '2miners',
    name: '2Miners',
    kind: 'pool',
    endpoints: [get('*.2miners.com', new RegExp(`/api/(stats|accounts/${NAME})`), 60_000)],
    requestsPerMinute: 10,
    learns: 'payout-address',
    licence: 'Your own figures at 2Miners, which are public by your payout address.',
    terms: 'https://2miners.com',
  },
  {
    id: 'zpool',
    name: 'zpool.ca',
    kind: 'pool',
    endpoints: [
      get('www.zpool.ca', /\/api\/status/, 120_000),
      // It answers one call a minute (tpruvot/yiimp web/yaamp/modules/api/ApiController.php).
      get('www.zpool.ca', /\/api\/walletEx/, 120_000, ['address']),
    ],
    requestsPerMinute: 2,
    learns: 'payout-address',
    licence: 'Figures by zpool.ca; those of your payout address are public.',
    terms: 'https://www.zpool.ca',
  },
  {
    id: 'mining-dutch',
    name: 'Mining-Dutch',
    kind: 'pool',
    endpoints: [
      get('www.mining-dutch.nl', /\/api\/status/, 120_000),
      get('www.mining-dutch.nl', /\/pools\/[a-z0-9_-]+\.php/, 120_000, MPOS_QUERY),
    ],
    // What it pays for work is told to everybody.
    key: {
      place: 'query',
      name: 'api_key',
      required: false,
      env: 'DAVYLAMP_KEY_MINING_DUTCH',
      from: 'https://www.mining-dutch.nl',
    },
    requestsPerMinute: 4,
    learns: 'account',
    licence: 'Figures by Mining-Dutch.',
    terms: 'https://www.mining-dutch.nl',
  },
  {
    id: 'miningpoolhub',
    name: 'MiningPoolHub',
    kind: 'pool',
    endpoints: [get('*.miningpoolhub.com', /\/index\.php/, 120_000, MPOS_QUERY)],
    key: {
      place: 'query',
      name: 'api_key',
      required: true,
      env: 'DAVYLAMP_KEY_MININGPOOLHUB',
      from: 'https://miningpoolhub.com',
    },
    requestsPerMinute: 4,
    learns: 'account',
    licence: 'Your own figures at MiningPoolHub.',
    terms: 'https://github.com/miningpoolhub/php-mpos/wiki/API-Reference',
  },
  {
    id: 'supportxmr',
    name: 'SupportXMR',
    kind: 'pool',
    endpoints: [get('supportxmr.com', new RegExp(`/api/miner/${NAME}/stats`), 60_000)],
    requestsPerMinute: 10,
    learns: 'payout-address',
    licence: 'Your own figures at SupportXMR.',
    terms: 'https://github.com/Snipa22/nodejs-pool',
  },
  {
    id: 'moneroocean',
    name: 'MoneroOcean',
    kind: 'pool',
    endpoints: [get('api.moneroocean.stream', new RegExp(`/miner/${NAME}/stats`), 60_000)],
    requestsPerMinute: 10,
    learns: 'payout-address',
    licence: 'Your own figures at MoneroOcean.',
    terms: 'https://github.com/Snipa22/nodejs-pool',
  },
];

/** Pages may read none of them, as far as anybody knows: a proxy in front may drop what the pool's software allows. */
function get(host: string, path: RegExp, freshMs: number, query: readonly string[] = []): UpstreamEndpoint {
  return { host, method: 'GET', path, query, cors: false, freshMs };
}
