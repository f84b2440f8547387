import type { Upstream, UpstreamEndpoint } from '../upstream.ts';

/** Hosts that speak as mempool.space does: it lets pages read its answers (mempool/mempool backend/src/index.ts). */
const MEMPOOL_HOSTS: readonly Pick<UpstreamEndpoint, 'host' | 'cors'>[] = [
  { host: 'mempool.space', cors: true },
  { host: 'litecoinspace.org', cors: false },
];

const mempoolEndpoints: readonly UpstreamEndpoint[] = MEMPOOL_HOSTS.flatMap((where): UpstreamEndpoint[] => [
  {
    ...where,
    method: 'GET',
    path: /\/api\/v1\/(difficulty-adjustment|prices|fees\/recommended|blocks(\/\d{1,9})?)/,
    freshMs: 60_000,
  },
  {
    ...where,
    method: 'GET',
    // The shortest history carries what is so now, which the server itself renews every five minutes.
    path: /\/api\/v1\/mining\/(reward-stats\/\d{1,5}|pool\/[a-z0-9-]+|hashrate\/3d)/,
    freshMs: 300_000,
  },
  {
    ...where,
    method: 'GET',
    path: /\/api\/v1\/mining\/(hashrate|difficulty-adjustments|blocks\/(fees|rewards))\/(24h|3d|1w|1m|3m|6m|1y|2y|3y)/,
    freshMs: 3_600_000,
  },
  {
    ...where,
    method: 'GET',
    path: /\/api\/v1\/historical-price/,
    query: ['currency', 'timestamp'],
    freshMs: 24 * 3_600_000,
  },
]);

/** Who tells what chains are like now. */
export const networkUpstreams: readonly Upstream[] = [
  {
    id: 'own-mempool',
    name: 'Your own mempool node',
    kind: 'network',
    endpoints: [],
    atHome: {
      path: /\/api\/v1\/(difficulty-adjustment|mining\/(reward-stats\/\d{1,5}|hashrate\/(3d|6m)|difficulty-adjustments\/6m|blocks\/fees\/6m))/,
    },
    requestsPerMinute: 30,
    learns: 'at-home',
    licence: 'Figures by your own node, with the open software of mempool.space.',
    terms: 'https://github.com/mempool/mempool',
  },
  {
    id: 'mempool',
    name: 'mempool.space and litecoinspace.org',
    kind: 'network',
    endpoints: mempoolEndpoints,
    // No limit is published, and 429 does come.
    requestsPerMinute: 20,
    learns: 'nothing',
    licence: 'Figures by mempool.space and litecoinspace.org, explorers of open source.',
    terms: 'https://mempool.space/terms-of-service',
  },
  {
    id: 'blockchair',
    name: 'Blockchair',
    kind: 'network',
    endpoints: [
      {
        host: 'api.blockchair.com',
        method: 'GET',
        path: /\/(bitcoin|bitcoin-cash|litecoin|dogecoin|dash|zcash|groestlcoin|ecash|monero)\/stats/,
        // Its manual says pages may read it, and that this may change; in 2018 it was for its own page only.
        cors: false,
        freshMs: 300_000,
      },
    ],
    // 30 a minute and 1,440 a day are free (Blockchair.Support API.md).
    requestsPerMinute: 10,
    learns: 'nothing',
    licence: 'Figures by Blockchair, free for personal use.',
    terms: 'https://github.com/Blockchair/Blockchair.Support/blob/master/API.md',
  },
  {
    id: 'blockcypher',
    name: 'BlockCypher',
    kind: 'network',
    endpoints: [
      {
        host: 'api.blockcypher.com',
        method: 'GET',
        path: /\/v1\/(btc|ltc|doge|dash)\/main/,
        cors: false,
        freshMs: 300_000,
      },
    ],
    // 100 an hour without a key.
    requestsPerMinute: 1,
    learns: 'nothing',
    licence: 'Figures by BlockCypher, for personal use.',
    terms: 'https://www.blockcypher.com/dev/bitcoin/',
  },
  {
    id: 'kaspa',
    name: 'Kaspa’s public node',
    kind: 'network',
    endpoints: [
      {
        host: 'api.kaspa.org',
        method: 'GET',
        path: /\/info\/(hashrate|blockdag|blockreward|halving|price)/,
        query: ['stringOnly'],
        // kaspa-ng/kaspa-rest-server allows every origin.
        cors: true,
        freshMs: 60_000,
      },
    ],
    requestsPerMinute: 20,
    learns: 'nothing',
    licence: 'Figures by the Kaspa community’s REST server.',
    terms: 'https://api.kaspa.org/docs',
  },
  {
    id: '2miners-network',
    name: '2Miners, chains',
    kind: 'network',
    endpoints: [{ host: '*.2miners.com', method: 'GET', path: /\/api\/stats/, cors: false, freshMs: 60_000 }],
    requestsPerMinute: 10,
    learns: 'nothing',
    licence: 'Figures by the nodes of 2Miners, for personal use.',
    terms: 'https://2miners.com/',
  },
];
