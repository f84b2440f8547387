import type { Upstream } from '../upstream.ts';

const HOUR_MS = 3_600_000;

export const weatherUpstreams: readonly Upstream[] = [
  {
    id: 'open-meteo',
    name: 'Open-Meteo',
    kind: 'weather',
    endpoints: [
      {
        host: 'api.open-meteo.com',
        method: 'GET',
        path: /\/v1\/forecast/,
        query: [
          'latitude',
          'longitude',
          'hourly',
          'wind_speed_unit',
          'timeformat',
          'forecast_days',
          'past_days',
        ],
        // open-meteo/open-meteo allows every origin.
        cors: true,
        freshMs: HOUR_MS,
      },
    ],
    // Its limits are 600 a minute, 5,000 an hour, 10,000 a day.
    requestsPerMinute: 10,
    learns: 'place',
    licence: 'Weather data by Open-Meteo.com; CC BY 4.0, free of charge for non-commercial use.',
    terms: 'https://open-meteo.com/en/terms',
  },
  {
    id: 'met-no',
    name: 'MET Norway',
    kind: 'weather',
    endpoints: [
      {
        host: 'api.met.no',
        method: 'GET',
        path: /\/weatherapi\/locationforecast\/2\.0\/compact/,
        query: ['lat', 'lon'],
        // It wants a User-Agent that names who asks, which no page may set.
        cors: false,
        freshMs: HOUR_MS,
      },
    ],
    requestsPerMinute: 10,
    learns: 'place',
    licence: 'Data from MET Norway; CC BY 4.0.',
    terms: 'https://api.met.no/doc/TermsOfService',
  },
];
