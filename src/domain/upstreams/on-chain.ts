import type { Upstream } from '../upstream.ts';

/** What chains were like, day by day. */
export const onChainUpstreams: readonly Upstream[] = [
  {
    id: 'coin-metrics',
    name: 'Coin Metrics community data',
    kind: 'on-chain',
    endpoints: [
      {
        host: 'community-api.coinmetrics.io',
        method: 'GET',
        path: /\/v4\/timeseries\/asset-metrics/,
        query: [
          'assets',
          'metrics',
          'frequency',
          'start_time',
          'page_size',
          'ignore_unsupported_errors',
          'ignore_forbidden_errors',
        ],
        cors: false,
        freshMs: 6 * 3_600_000,
      },
    ],
    // 10 in 6 s are allowed (vendor manual); a household needs one a day and coin.
    requestsPerMinute: 20,
    learns: 'nothing',
    licence: 'Coin Metrics community data, CC BY-NC 4.0: with attribution, not for business.',
    terms: 'https://docs.coinmetrics.io/packages/cm-community-data',
  },
  {
    id: 'blockchain-info',
    name: 'Blockchain.com charts',
    kind: 'on-chain',
    endpoints: [
      {
        host: 'api.blockchain.info',
        method: 'GET',
        path: /\/charts\/(hash-rate|difficulty|miners-revenue|transaction-fees|market-price)/,
        query: ['timespan', 'format', 'sampled', 'cors'],
        // Open to pages that ask with `cors=true` (vendor manual, “Charts & Statistics API”).
        cors: true,
        freshMs: 6 * 3_600_000,
      },
    ],
    // One in ten seconds is what it asks for (vendor manual).
    requestsPerMinute: 6,
    learns: 'nothing',
    licence: 'Charts by Blockchain.com, for personal use.',
    terms: 'https://www.blockchain.com/explorer/api/charts_api',
  },
];
