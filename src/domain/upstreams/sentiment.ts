import type { Upstream } from '../upstream.ts';

/** What the market is said to feel. */
export const sentimentUpstreams: readonly Upstream[] = [
  {
    id: 'alternative-me',
    name: 'Fear & Greed Index',
    kind: 'sentiment',
    endpoints: [
      {
        host: 'api.alternative.me',
        method: 'GET',
        path: /\/fng\//,
        query: ['limit'],
        cors: false,
        // It tells a new one once a day.
        freshMs: 3_600_000,
      },
    ],
    requestsPerMinute: 6,
    learns: 'nothing',
    licence: 'Fear & Greed Index by alternative.me; its name must stand beside it.',
    terms: 'https://alternative.me/crypto/fear-and-greed-index/',
  },
];
