import type { Upstream, UpstreamEndpoint } from '../upstream.ts';

const MINUTE_MS = 60_000;

/** An endpoint that is read with GET and of which nobody knows that it lets pages read it. */
function read(host: string, path: RegExp, freshMs: number, query?: readonly string[]): UpstreamEndpoint {
  return { host, method: 'GET', path, query, cors: false, freshMs };
}

/** Pools that anybody may ask, without an account: they learn a payout address at most. */
export const openPools: readonly Upstream[] = [
  {
    id: 'ckpool',
    name: 'CKPool (solo)',
    kind: 'pool',
    endpoints: ['solo.ckpool.org', 'eusolo.ckpool.org', 'ausolo.ckpool.org', 'solo.braiins.com'].flatMap(
      (host) => [
        read(host, /\/users\/[A-Za-z0-9]{20,100}/, MINUTE_MS),
        read(host, /\/pool\/pool\.status/, MINUTE_MS),
      ],
    ),
    // Files that are written anew once a minute.
    requestsPerMinute: 4,
    learns: 'payout-address',
    licence: 'Figures as the pool writes them to its public files.',
    terms: 'https://solo.ckpool.org/',
  },
  {
    id: 'public-pool',
    name: 'Public Pool',
    kind: 'pool',
    endpoints: [/\/api\/client\/[A-Za-z0-9]{20,100}(\/chart)?/, /\/api\/pool/].map((path) => ({
      host: 'public-pool.io:40557',
      method: 'GET' as const,
      path,
      // benjamin-wilson/public-pool src/main.ts enableCors().
      cors: true,
      // The server itself keeps its answers for one to ten minutes.
      freshMs: 2 * MINUTE_MS,
    })),
    requestsPerMinute: 4,
    learns: 'payout-address',
    licence: 'Figures as the pool publishes them; its code is open (GPL-3.0).',
    terms: 'https://github.com/benjamin-wilson/public-pool',
  },
  {
    id: 'ocean',
    name: 'OCEAN',
    kind: 'pool',
    endpoints: [
      read(
        'api.ocean.xyz',
        /\/v1\/(statsnap|user_hashrate|user_hashrate_full)\/[A-Za-z0-9._%-]{3,200}/,
        MINUTE_MS,
      ),
      read('api.ocean.xyz', /\/v1\/(pool_stat|pool_hashrate)/, MINUTE_MS),
      read('api.ocean.xyz', /\/v1\/blocks\/\d{1,4}\/\d{1,3}\/[01]/, 10 * MINUTE_MS),
      read(
        'api.ocean.xyz',
        /\/v1\/earnpay\/[A-Za-z0-9._%-]{3,200}\/\d{4}-\d\d-\d\d\/\d{4}-\d\d-\d\d/,
        10 * MINUTE_MS,
      ),
    ],
    // It asks for no more than one a minute for each figure.
    requestsPerMinute: 6,
    learns: 'payout-address',
    licence: 'Figures as the pool publishes them, of the last minute at best.',
    terms: 'https://ocean.xyz/docs',
  },
  {
    id: 'nicehash',
    name: 'NiceHash',
    kind: 'pool',
    endpoints: [
      read('api2.nicehash.com', /\/main\/api\/v2\/public\/stats\/global\/(current|24h)/, 5 * MINUTE_MS),
      read('api2.nicehash.com', /\/main\/api\/v2\/public\/simplemultialgo\/info/, 5 * MINUTE_MS),
      read('api2.nicehash.com', /\/main\/api\/v2\/mining\/algorithms/, 24 * 60 * MINUTE_MS),
      read('api2.nicehash.com', /\/main\/api\/v2\/mining\/external\/[A-Za-z0-9-]{20,100}\/rigs2/, MINUTE_MS, [
        'page',
        'size',
      ]),
    ],
    requestsPerMinute: 6,
    learns: 'payout-address',
    licence: 'Prices of the NiceHash market, as it publishes them.',
    terms: 'https://www.nicehash.com/docs/',
  },
];
