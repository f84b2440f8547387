import type { Upstream } from '../upstream.ts';

/** Who compares what coins and pools pay. */
export const profitabilityUpstreams: readonly Upstream[] = [
  {
    id: 'whattomine',
    name: 'WhatToMine',
    kind: 'profitability',
    endpoints: [
      {
        host: 'whattomine.com',
        method: 'GET',
        path: /\/(coins|asic)\.json|\/coins\/\d+\.json/,
        cors: false,
        // It reckons anew every three minutes.
        freshMs: 600_000,
      },
    ],
    requestsPerMinute: 4,
    learns: 'nothing',
    licence: 'Figures by WhatToMine, for personal use.',
    terms: 'https://whattomine.com/',
  },
  {
    id: 'minerstat',
    name: 'minerstat',
    kind: 'profitability',
    endpoints: [
      {
        host: 'api.minerstat.com',
        method: 'GET',
        path: /\/v2\/coins/,
        query: ['list'],
        cors: false,
        freshMs: 600_000,
      },
    ],
    // About 12 a minute are said to be allowed.
    requestsPerMinute: 6,
    learns: 'nothing',
    licence: 'Figures by minerstat, for personal use.',
    terms: 'https://api.minerstat.com/docs-coins/documentation',
  },
  {
    id: 'hashrate-index',
    name: 'Hashrate Index',
    kind: 'profitability',
    endpoints: [
      {
        host: 'api.hashrateindex.com',
        method: 'GET',
        path: /\/v1\/hashrateindex\/hashprice(\/current)?/,
        query: ['hashunit', 'span', 'currency'],
        cors: false,
        freshMs: 600_000,
      },
    ],
    key: {
      place: 'header',
      name: 'X-Hi-Api-Key',
      required: true,
      env: 'DAVYLAMP_KEY_HASHRATE_INDEX',
      from: 'https://hashrateindex.com/account/api-keys',
    },
    // 20 at once, then one in 15 s (docs.luxor.tech).
    requestsPerMinute: 4,
    learns: 'account',
    licence: 'Hashprice by Luxor’s Hashrate Index, under its terms.',
    terms: 'https://docs.luxor.tech/hashrateindex/api/hashprice/get-hashprice',
  },
];
