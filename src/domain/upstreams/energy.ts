import type { Upstream } from '../upstream.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Day-ahead prices appear once a day, at a time that nobody promises: soon after noon one wants to know. */
const DAY_AHEAD_MS = 30 * MINUTE_MS;

const greatBritain: Upstream = {
  id: 'octopus',
  name: 'Octopus Energy',
  kind: 'energy',
  endpoints: [
    {
      host: 'api.octopus.energy',
      method: 'GET',
      path: /\/v1\/products\/[A-Z0-9-]+\/electricity-tariffs\/[A-Z0-9-]+\/(standard-unit-rates|standing-charges)\//,
      query: ['period_from', 'period_to', 'page_size', 'page'],
      // Pages fetch it by themselves: nojacko/agile-octopus src/lib/octopus-api.ts.
      cors: true,
      freshMs: DAY_AHEAD_MS,
    },
    {
      host: 'api.octopus.energy',
      method: 'GET',
      path: /\/v1\/industry\/grid-supply-points\//,
      query: ['postcode'],
      // nojacko/agile-octopus RegionSelect.svelte.
      cors: true,
      freshMs: 24 * HOUR_MS,
    },
  ],
  requestsPerMinute: 20,
  learns: 'place',
  licence: 'Prices of Octopus Energy, shown for your own use.',
  terms: 'https://developer.octopus.energy/rest/',
};

const households: readonly Upstream[] = [
  {
    id: 'tibber',
    name: 'Tibber',
    kind: 'energy',
    endpoints: [
      // It takes a key in a header, for which a page would have to ask first: the helper asks.
      {
        host: 'api.tibber.com',
        method: 'POST',
        path: /\/v1-beta\/gql/,
        // One nameless question about the account's homes. The same door takes orders: messages to the owner's telephone,
        // changes of the home.
        body: /\{"query":"\{ viewer \{ homes \{ (?!.*(mutation|subscription|fragment))[A-Za-z0-9_ ,:(){}]{1,500} \} \} \}"\}/,
        cors: false,
        freshMs: DAY_AHEAD_MS,
      },
    ],
    key: {
      place: 'header',
      name: 'Authorization',
      prefix: 'Bearer ',
      required: true,
      env: 'DAVYLAMP_KEY_TIBBER',
      from: 'https://developer.tibber.com/settings/access-token',
    },
    // Whoever asks too often is shut out for hours (evcc-io/evcc waits so long).
    requestsPerMinute: 2,
    learns: 'account',
    licence: 'Prices of your own Tibber contract, shown for your own use.',
    terms: 'https://developer.tibber.com/docs/guides/calling-api',
  },
  {
    id: 'amber',
    name: 'Amber Electric',
    kind: 'energy',
    endpoints: [
      {
        host: 'api.amber.com.au',
        method: 'GET',
        path: /\/v1\/sites\/[A-Za-z0-9]+\/prices\/current/,
        query: ['next', 'previous', 'resolution'],
        cors: false,
        freshMs: 2 * MINUTE_MS,
      },
      {
        host: 'api.amber.com.au',
        method: 'GET',
        path: /\/v1\/sites\/[A-Za-z0-9]+\/prices/,
        query: ['startDate', 'endDate', 'resolution'],
        cors: false,
        freshMs: HOUR_MS,
      },
    ],
    key: {
      place: 'header',
      name: 'Authorization',
      prefix: 'Bearer ',
      required: true,
      env: 'DAVYLAMP_KEY_AMBER',
      from: 'https://app.amber.com.au/developers/',
    },
    // Its limit is 50 in 5 minutes.
    requestsPerMinute: 5,
    learns: 'account',
    licence: 'Prices of your own Amber contract, shown for your own use.',
    terms: 'https://app.amber.com.au/developers/documentation/',
  },
];

const europe: readonly Upstream[] = [
  {
    id: 'awattar',
    name: 'aWATTar',
    kind: 'energy',
    endpoints: (['api.awattar.de', 'api.awattar.at'] as const).map((host) => ({
      host,
      method: 'GET',
      path: /\/v1\/marketdata/,
      query: ['start', 'end'],
      // All but its 429: awattar-backtesting/awattar-backtesting.github.io#50.
      cors: true,
      freshMs: DAY_AHEAD_MS,
    })),
    // Fair use: 100 a day.
    requestsPerMinute: 2,
    learns: 'nothing',
    licence: 'Day-ahead prices of EPEX SPOT by aWATTar, for your own use.',
    terms: 'https://www.awattar.de/services/api',
  },
  {
    id: 'energy-charts',
    name: 'Energy-Charts',
    kind: 'energy',
    endpoints: [
      {
        host: 'api.energy-charts.info',
        method: 'GET',
        path: /\/price/,
        query: ['bzn', 'start', 'end'],
        cors: false,
        freshMs: DAY_AHEAD_MS,
      },
    ],
    requestsPerMinute: 10,
    learns: 'nothing',
    licence: 'Energy-Charts of Fraunhofer ISE; CC BY 4.0 for most zones, for others private use only.',
    terms: 'https://api.energy-charts.info/',
  },
  {
    id: 'entsoe',
    name: 'ENTSO-E Transparency Platform',
    kind: 'energy',
    endpoints: [
      {
        host: 'web-api.tp.entsoe.eu',
        method: 'GET',
        path: /\/api/,
        query: ['documentType', 'in_Domain', 'out_Domain', 'periodStart', 'periodEnd'],
        // Hexagon/entsoe-api-client#3.
        cors: false,
        freshMs: DAY_AHEAD_MS,
      },
    ],
    key: {
      place: 'query',
      name: 'securityToken',
      required: true,
      env: 'DAVYLAMP_KEY_ENTSOE',
      from: 'https://transparency.entsoe.eu/',
    },
    // Its limit is 400.
    requestsPerMinute: 20,
    learns: 'account',
    licence:
      'ENTSO-E Transparency Platform; day-ahead prices belong to the exchanges and serve your own use.',
    terms: 'https://transparencyplatform.zendesk.com/hc/en-us/articles/15692855254548',
  },
  {
    id: 'nordpool',
    name: 'Nord Pool',
    kind: 'energy',
    endpoints: [
      {
        host: 'dataportal-api.nordpoolgroup.com',
        method: 'GET',
        path: /\/api\/DayAheadPriceIndices/,
        query: ['date', 'market', 'indexNames', 'currency', 'resolutionInMinutes'],
        cors: false,
        freshMs: DAY_AHEAD_MS,
      },
      {
        host: 'dataportal-api.nordpoolgroup.com',
        method: 'GET',
        path: /\/api\/DayAheadPrices/,
        query: ['date', 'market', 'deliveryArea', 'currency'],
        cors: false,
        freshMs: DAY_AHEAD_MS,
      },
    ],
    requestsPerMinute: 5,
    learns: 'nothing',
    licence: 'Day-ahead prices of Nord Pool, which restricts their use beyond your own.',
    terms: 'https://www.nordpoolgroup.com/en/About-us/Terms-and-conditions-for-use/',
  },
];

const countries: readonly Upstream[] = [
  {
    id: 'elprisetjustnu',
    name: 'Elpriset just nu',
    kind: 'energy',
    endpoints: [
      {
        host: 'www.elprisetjustnu.se',
        method: 'GET',
        path: /\/api\/v1\/prices\/\d{4}\/\d\d-\d\d_SE[1-4]\.json/,
        cors: false,
        freshMs: DAY_AHEAD_MS,
      },
    ],
    requestsPerMinute: 10,
    learns: 'nothing',
    licence: 'Elpriser från Elpriset just nu.se',
    terms: 'https://www.elprisetjustnu.se/elpris-api',
  },
  {
    id: 'energyzero',
    name: 'EnergyZero',
    kind: 'energy',
    endpoints: [
      {
        host: 'public.api.energyzero.nl',
        method: 'GET',
        path: /\/public\/v1\/prices/,
        query: ['energyType', 'date', 'interval'],
        // A page of others reads it by itself (public code id 59808818677).
        cors: true,
        freshMs: DAY_AHEAD_MS,
      },
    ],
    requestsPerMinute: 10,
    learns: 'nothing',
    licence: 'Prices of EnergyZero, shown for your own use.',
    terms: 'https://www.energyzero.nl/',
  },
  {
    id: 'easyenergy',
    name: 'easyEnergy',
    kind: 'energy',
    endpoints: [
      {
        // Where it is asked: public code id 62291770325; klaasnicolaas/python-easyenergy src/easyenergy/const.py.
        host: 'price-graph.mijn.easyenergy.com',
        method: 'GET',
        path: /\/api\/prices/,
        query: ['start', 'end', 'type', 'granularity'],
        cors: false,
        freshMs: DAY_AHEAD_MS,
      },
    ],
    requestsPerMinute: 10,
    learns: 'nothing',
    licence: 'Prices of easyEnergy, shown for your own use.',
    terms: 'https://www.easyenergy.com/nl/energietarieven',
  },
  {
    id: 'energinet',
    name: 'Energi Data Service',
    kind: 'energy',
    endpoints: [
      {
        host: 'api.energidataservice.dk',
        method: 'GET',
        path: /\/dataset\/DayAheadPrices/,
        query: ['start', 'end', 'timezone', 'filter', 'limit'],
        cors: false,
        freshMs: DAY_AHEAD_MS,
      },
    ],
    requestsPerMinute: 10,
    learns: 'nothing',
    licence: 'Energinet, Energi Data Service; CC BY 4.0.',
    terms: 'https://www.energidataservice.dk/terms',
  },
  {
    id: 'elering',
    name: 'Elering',
    kind: 'energy',
    endpoints: [
      {
        host: 'dashboard.elering.ee',
        method: 'GET',
        path: /\/api\/nps\/price/,
        query: ['start', 'end'],
        cors: false,
        freshMs: DAY_AHEAD_MS,
      },
    ],
    requestsPerMinute: 10,
    learns: 'nothing',
    licence: 'Day-ahead prices of Nord Pool by Elering, shown for your own use.',
    terms: 'https://dashboard.elering.ee/documentation.html',
  },
  {
    id: 'smard',
    name: 'SMARD',
    kind: 'energy',
    endpoints: [
      {
        host: 'www.smard.de',
        method: 'GET',
        path: /\/app\/chart_data\/4169\/DE-LU\/(index|4169_DE-LU)_(hour|quarterhour)(_\d+)?\.json/,
        cors: false,
        freshMs: DAY_AHEAD_MS,
      },
    ],
    requestsPerMinute: 10,
    learns: 'nothing',
    licence: 'Bundesnetzagentur | SMARD.de; CC BY 4.0.',
    terms: 'https://www.smard.de/en/datennutzung',
  },
];

const unitedStates: readonly Upstream[] = [
  {
    id: 'comed',
    name: 'ComEd Hourly Pricing',
    kind: 'energy',
    endpoints: [
      {
        host: 'hourlypricing.comed.com',
        method: 'GET',
        path: /\/api/,
        query: ['type', 'datestart', 'dateend'],
        cors: false,
        freshMs: 5 * MINUTE_MS,
      },
    ],
    requestsPerMinute: 5,
    learns: 'nothing',
    licence: 'Prices of ComEd, shown for your own use.',
    terms: 'https://hourlypricing.comed.com/hp-api/',
  },
  {
    id: 'openei',
    name: 'OpenEI Utility Rate Database',
    kind: 'energy',
    endpoints: [
      {
        host: 'api.openei.org',
        method: 'GET',
        path: /\/utility_rates/,
        query: ['version', 'format', 'detail', 'getpage', 'lat', 'lon', 'sector', 'approved'],
        cors: false,
        freshMs: 24 * HOUR_MS,
      },
    ],
    key: {
      place: 'query',
      name: 'api_key',
      required: true,
      env: 'DAVYLAMP_KEY_OPENEI',
      from: 'https://openei.org/services/api/signup/',
    },
    requestsPerMinute: 5,
    learns: 'place',
    licence: 'Utility Rate Database of OpenEI; CC0. Tariffs may be out of date: see from when they hold.',
    terms: 'https://openei.org/services/doc/rest/util_rates/',
  },
];

export const energyUpstreams: readonly Upstream[] = [
  greatBritain,
  ...households,
  ...europe,
  ...countries,
  ...unitedStates,
];
