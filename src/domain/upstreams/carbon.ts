import type { Upstream } from '../upstream.ts';

const MINUTE_MS = 60_000;

export const carbonUpstreams: readonly Upstream[] = [
  {
    id: 'carbonintensity-uk',
    name: 'Carbon Intensity API (Great Britain)',
    kind: 'carbon',
    endpoints: [
      {
        host: 'api.carbonintensity.org.uk',
        method: 'GET',
        path: /\/intensity\/[\dT:-]+Z\/fw48h|\/regional\/intensity\/[\dT:-]+Z\/fw48h\/postcode\/[A-Z0-9]{2,4}|\/generation/,
        // carbon-intensity/api-definitions lists the header.
        cors: true,
        freshMs: 15 * MINUTE_MS,
      },
    ],
    requestsPerMinute: 10,
    learns: 'place',
    licence: 'Carbon Intensity API of NESO; CC BY 4.0.',
    terms: 'https://carbonintensity.org.uk/',
  },
  {
    id: 'electricitymaps',
    name: 'Electricity Maps',
    kind: 'carbon',
    endpoints: [
      {
        host: 'api.electricitymap.org',
        method: 'GET',
        path: /\/v3\/(carbon-intensity\/(latest|history|forecast)|power-breakdown\/latest)/,
        query: ['zone'],
        cors: false,
        freshMs: 15 * MINUTE_MS,
      },
    ],
    key: {
      place: 'header',
      name: 'auth-token',
      required: true,
      env: 'DAVYLAMP_KEY_ELECTRICITYMAPS',
      from: 'https://portal.electricitymaps.com/',
    },
    requestsPerMinute: 5,
    learns: 'account',
    licence: 'Electricity Maps; without a paid plan for private use only.',
    terms: 'https://www.electricitymaps.com/legal/terms-of-service',
  },
  {
    id: 'watttime',
    name: 'WattTime',
    kind: 'carbon',
    endpoints: [
      {
        host: 'api.watttime.org',
        method: 'GET',
        path: /\/v3\/(forecast|historical)/,
        query: ['region', 'signal_type', 'horizon_hours', 'start', 'end'],
        cors: false,
        freshMs: 5 * MINUTE_MS,
      },
    ],
    key: {
      place: 'header',
      name: 'Authorization',
      prefix: 'Bearer ',
      required: true,
      // A pass ends after 30 minutes (WattTime/watttime-python-client).
      login: { host: 'api.watttime.org', path: '/login', freshMs: 25 * MINUTE_MS },
      env: 'DAVYLAMP_KEY_WATTTIME',
      from: 'https://docs.watttime.org/',
    },
    requestsPerMinute: 10,
    learns: 'account',
    licence: 'WattTime, marginal emissions; shown for your own use.',
    terms: 'https://watttime.org/terms-of-use/',
  },
];
