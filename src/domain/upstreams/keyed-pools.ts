import type { Upstream } from '../upstream.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Pools that know the owner by an account, and tell of it to who has its key. No page may read them: the key goes along. */
export const keyedPools: readonly Upstream[] = [
  {
    id: 'prohashing',
    name: 'Prohashing',
    kind: 'pool',
    endpoints: [
      {
        host: 'prohashing.com',
        method: 'GET',
        path: /\/api\/v1\/(status|currencies)/,
        headers: ['accept'],
        cors: false,
        freshMs: 2 * MINUTE_MS,
      },
      {
        host: 'prohashing.com',
        method: 'GET',
        path: /\/api\/v1\/(wallet|walletEx)/,
        headers: ['accept'],
        cors: false,
        freshMs: 2 * MINUTE_MS,
      },
    ],
    sockets: ['wss://live.prohashing.com'],
    key: {
      place: 'query',
      name: 'apiKey',
      required: false,
      env: 'DAVYLAMP_KEY_PROHASHING',
      from: 'https://prohashing.com/customer/settings',
    },
    requestsPerMinute: 4,
    learns: 'account',
    licence: 'Figures of the pool; of the account only with its key.',
    terms: 'https://prohashing.com/',
  },
  {
    id: 'braiins',
    name: 'Braiins Pool',
    kind: 'pool',
    endpoints: [
      {
        host: 'pool.braiins.com',
        method: 'GET',
        path: /\/(stats\/json\/btc\/|accounts\/profile\/json\/btc\/|accounts\/workers\/json\/btc)/,
        cors: false,
        freshMs: MINUTE_MS,
      },
      {
        host: 'pool.braiins.com',
        method: 'GET',
        path: /\/accounts\/(rewards|block_rewards|payouts)\/json\/btc/,
        query: ['from', 'to'],
        cors: false,
        freshMs: HOUR_MS,
      },
      {
        host: 'pool.braiins.com',
        method: 'GET',
        path: /\/accounts\/hash_rate_daily\/json\/group\/btc/,
        cors: false,
        freshMs: HOUR_MS,
      },
    ],
    key: {
      place: 'header',
      name: 'Pool-Auth-Token',
      required: true,
      env: 'DAVYLAMP_KEY_BRAIINS',
      from: 'https://pool.braiins.com/settings/access/',
    },
    // About one in five seconds is safe; who asks much faster is banned (academy.braiins.com, “Monitoring”).
    requestsPerMinute: 6,
    learns: 'account',
    licence: 'Figures of the account, for its owner.',
    terms: 'https://academy.braiins.com/braiins-pool/monitoring',
  },
  {
    id: 'litecoinpool',
    name: 'LitecoinPool',
    kind: 'pool',
    endpoints: [
      { host: 'www.litecoinpool.org', method: 'GET', path: /\/api/, cors: false, freshMs: 2 * MINUTE_MS },
    ],
    key: {
      place: 'query',
      name: 'api_key',
      required: true,
      env: 'DAVYLAMP_KEY_LITECOINPOOL',
      from: 'https://www.litecoinpool.org/account',
    },
    requestsPerMinute: 1,
    learns: 'account',
    licence: 'Figures of the pool and of the account, for its owner.',
    terms: 'https://www.litecoinpool.org/help',
  },
];
