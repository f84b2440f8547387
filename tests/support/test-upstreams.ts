import type { Upstream } from '../../src/domain/upstream.ts';

/** Providers of a test: one that is open to all, one with its key in the query, one with it in a header, one to log in to. */
export const TEST_UPSTREAMS: readonly Upstream[] = [
  provider('market', {
    endpoints: [endpoint({ host: 'api.market.lan', path: /\/v1\/price/, query: ['ids', 'from'] })],
  }),
  provider('energy', {
    endpoints: [endpoint({ host: 'token.energy.lan', path: /\/api(\/[a-z]+)?/, query: ['zone'] })],
    key: { place: 'query', name: 'securityToken', required: true, env: 'DAVYLAMP_KEY_ENERGY', from: '' },
  }),
  provider('pool', {
    endpoints: [
      endpoint({ host: '*.pool.lan', path: /\/accounts\/[a-z]+/, headers: ['X-Signature'] }),
      endpoint({ host: '*.pool.lan', path: /\/v2\/info/, method: 'POST', body: /\{"user":"[a-z]+"\}/ }),
      endpoint({ host: 'solo.lan:40557', path: /\/accounts\/[a-z]+/ }),
    ],
    key: {
      place: 'header',
      name: 'Authorization',
      prefix: 'Bearer ',
      required: false,
      env: 'DAVYLAMP_KEY_POOL',
      from: '',
    },
  }),
  provider('carbon', {
    endpoints: [endpoint({ host: 'api.carbon.lan', path: /\/v3\/forecast/, query: ['region'] })],
    key: {
      place: 'header',
      name: 'Authorization',
      prefix: 'Bearer ',
      required: true,
      login: { host: 'api.carbon.lan', path: '/login', freshMs: 1_500_000 },
      env: 'DAVYLAMP_KEY_CARBON',
      from: '',
    },
  }),
];

function provider(id: string, row: Pick<Upstream, 'endpoints' | 'key'>): Upstream {
  const shown = { kind: 'market', learns: 'nothing', licence: 'Of a test.', terms: '' } as const;
  return { id, name: `The ${id}`, requestsPerMinute: 1_000, ...shown, ...row };
}

function endpoint(row: Partial<Upstream['endpoints'][number]> & { host: string; path: RegExp }) {
  return { method: 'GET', cors: false, freshMs: 60_000, ...row } as const;
}

export function testUpstream(id: string): Upstream | undefined {
  return TEST_UPSTREAMS.find((each) => each.id === id);
}
