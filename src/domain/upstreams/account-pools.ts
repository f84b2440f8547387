import type { Upstream, UpstreamEndpoint } from '../upstream.ts';

/** A segment of a path that holds a name, an address or a coin, also one that was escaped. */
const NAME = '[A-Za-z0-9._~%@-]+';
const PAGED = ['start_date', 'end_date', 'page_number', 'page_size', 'tick_size', 'transaction_type'];

/** Pools that know the owner by an account and a key. Of none is it known that pages may read it. */
export const accountPoolUpstreams: readonly Upstream[] = [
  {
    id: 'viabtc',
    name: 'ViaBTC',
    kind: 'pool',
    endpoints: [
      {
        host: 'pool.viabtc.com',
        method: 'GET',
        path: /\/res\/openapi\/v1\/(hashrate(\/worker|\/history)?|profit(\/history)?|wallet\/payment\/history)/,
        query: ['coin', 'page', 'limit', 'utc', 'tonce'],
        headers: ['x-signature'],
        cors: false,
        freshMs: 60_000,
      },
    ],
    key: {
      place: 'header',
      name: 'X-API-KEY',
      required: true,
      withSecret: true,
      env: 'DAVYLAMP_KEY_VIABTC',
      from: 'https://pool.viabtc.com/setting/mining',
    },
    requestsPerMinute: 20,
    learns: 'account',
    licence: 'Your own figures at ViaBTC.',
    terms: 'https://github.com/viabtc/viapool_api',
  },
  {
    id: 'f2pool',
    name: 'F2Pool',
    kind: 'pool',
    endpoints: [
      {
        host: 'api.f2pool.com',
        method: 'GET',
        path: new RegExp(`/(?!v2/)[a-z0-9-]+/${NAME}`),
        cors: false,
        freshMs: 120_000,
      },
      {
        host: 'api.f2pool.com',
        method: 'POST',
        path: /\/v2\/(hash_rate\/(info|history|worker\/list)|assets\/(balance|transactions\/list))/,
        body: /\{"mining_user_name":"[\w.@-]{1,64}","currency":"[a-z0-9-]{1,32}"(,"(type|start_time|end_time|interval|duration)":("[a-z,_]{1,64}"|\d{1,12}))*\}/,
        cors: false,
        freshMs: 60_000,
      },
    ],
    // The public page of an account (v1) needs none.
    key: {
      place: 'header',
      name: 'F2P-API-SECRET',
      required: false,
      env: 'DAVYLAMP_KEY_F2POOL',
      from: 'https://www.f2pool.com/developer/api',
    },
    // One client waits a second between calls (tetherto/miningos-wrk-minerpool-f2pool).
    requestsPerMinute: 20,
    learns: 'account',
    licence: 'Your own figures at F2Pool.',
    terms: 'https://www.f2pool.com/developer/api',
  },
  {
    id: 'luxor',
    name: 'Luxor Pool',
    kind: 'pool',
    endpoints: [
      luxor(/\/api\/v[12]\/pool\/summary\/[A-Z_]+/),
      luxor(/\/api\/v2\/pool\/pool-hashrate\/[A-Z_]+/),
      luxor(/\/api\/v2\/pool\/(workers|hashrate-efficiency|revenue|transactions)\/[A-Z_]+/, PAGED),
    ],
    key: {
      place: 'header',
      name: 'authorization',
      required: true,
      env: 'DAVYLAMP_KEY_LUXOR',
      from: 'https://app.luxor.tech',
    },
    // A token bucket of unknown size (docs.luxor.tech).
    requestsPerMinute: 20,
    learns: 'account',
    licence: 'Your own figures at Luxor.',
    terms: 'https://docs.luxor.tech',
  },
  {
    id: 'antpool',
    name: 'AntPool',
    kind: 'pool',
    endpoints: [
      {
        host: 'antpool.com',
        method: 'POST',
        path: /\/api\/(account|hashrate|workers)\.htm/,
        body: /key=[^&]{1,128}&nonce=\d{1,16}&signature=[0-9A-F]{64}&coin=[A-Z0-9]{1,16}(&pageEnable=[01])?/,
        cors: false,
        freshMs: 60_000,
      },
    ],
    key: {
      place: 'body',
      name: 'key',
      required: true,
      env: 'DAVYLAMP_KEY_ANTPOOL',
      from: 'https://www.antpool.com/userApi',
    },
    // It bans who asks more than 600 times in ten minutes, as its clients say.
    requestsPerMinute: 20,
    learns: 'account',
    licence: 'Your own figures at AntPool.',
    terms: 'https://www.antpool.com',
  },
  {
    id: 'kano',
    name: 'KanoPool',
    kind: 'pool',
    endpoints: [
      {
        host: 'www.kano.is',
        method: 'GET',
        path: /\/index\.php/,
        query: ['k', 'username', 'json'],
        cors: false,
        freshMs: 60_000,
      },
    ],
    key: {
      place: 'query',
      name: 'api',
      required: true,
      env: 'DAVYLAMP_KEY_KANO',
      from: 'https://www.kano.is',
    },
    requestsPerMinute: 4,
    learns: 'account',
    licence: 'Your own figures at KanoPool.',
    terms: 'https://github.com/ctubio/ckpool/blob/master/pool/page_api.php',
  },
];

function luxor(path: RegExp, query: readonly string[] = []): UpstreamEndpoint {
  return { host: 'app.luxor.tech', method: 'GET', path, query, cors: false, freshMs: 60_000 };
}
