import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mutated, seeded } from '../../../tests/conformance/mutation.ts';
import { SourceError } from '../../domain/source-error.ts';
import { endpointFor } from '../../domain/upstream.ts';
import { weatherUpstreams } from '../../domain/upstreams/weather.ts';
import type { Weather } from '../../domain/weather.ts';
import type { SourceReply, SourceRequest } from '../source.ts';
import { metNoForecast } from './met-no.ts';
import { openMeteoForecast } from './open-meteo.ts';

const PLACE = { latitude: 52.520_008, longitude: 13.404_954 };
const AHEAD = { ...PLACE, forecastDays: 7, pastDays: 92 };

const hourly = {
  utc_offset_seconds: 3_600,
  hourly_units: { time: 'iso8601', temperature_2m: '°C', wind_speed_10m: 'm/s' },
  hourly: {
    time: ['2026-11-21T12:00', '2026-11-21T13:00'],
    temperature_2m: [6.5, null],
    relative_humidity_2m: [90, 91],
    shortwave_radiation: [120, 88],
    wind_speed_10m: [3, 4],
  },
};
const timeseries = {
  properties: {
    timeseries: [
      {
        time: '2026-11-21T12:00:00Z',
        data: { instant: { details: { air_temperature: -4.5, relative_humidity: 81, wind_speed: 2 } } },
      },
    ],
  },
};

interface Case {
  readonly name: string;
  readonly request: SourceRequest;
  readonly sound: unknown;
  readonly read: (reply: SourceReply) => Weather;
}

const CASES: readonly Case[] = [
  {
    name: 'Open-Meteo ahead',
    request: openMeteoForecast.request(AHEAD),
    sound: hourly,
    read: (reply) => openMeteoForecast.parse(reply, AHEAD),
  },
  {
    name: 'MET Norway',
    request: metNoForecast.request(PLACE),
    sound: timeseries,
    read: (reply) => metNoForecast.parse(reply, PLACE),
  },
];

function replyOf(text: string, status = 200): SourceReply {
  return { status, text, receivedAtMs: 0 };
}

function kindOfFailure(read: () => unknown): unknown {
  try {
    read();
    return 'read';
  } catch (error) {
    return error instanceof SourceError ? error.kind : error;
  }
}

test('every provider of weather has a question here, and none asks what its row does not allow', () => {
  const asked = CASES.map(({ request }) => {
    const upstream = weatherUpstreams.find(({ id }) => id === request.provider);
    const endpoint = upstream && endpointFor(upstream, { ...request, method: request.method ?? 'GET' });
    expect(endpoint, request.path).toBeDefined();
    return request.provider;
  });
  expect([...new Set(asked)].sort()).toEqual(weatherUpstreams.map(({ id }) => id).sort());
});

test('no provider of weather learns the house, only its neighbourhood', () => {
  for (const { request } of CASES) expect(request.path).not.toMatch(/52\.520|13\.404/);
});

describe.each(CASES)('$name', ({ sound, read }) => {
  test('is read whole, and what is no answer is told in our words', () => {
    expect(kindOfFailure(() => read(replyOf(JSON.stringify(sound))))).toBe('read');
    expect(kindOfFailure(() => read(replyOf('<html>Sorry</html>')))).toBe('unreadable-reply');
    expect(kindOfFailure(() => read(replyOf('{}')))).toBe('unreadable-reply');
    expect(kindOfFailure(() => read(replyOf('', 403)))).toBe('refused');
    expect(kindOfFailure(() => read(replyOf('', 502)))).toBe('provider-failed');
  });

  test('tells weather of this earth or why not, whatever is wrong with the answer', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        let hours: Weather['hours'] = [];
        try {
          hours = read(replyOf(mutated(JSON.stringify(sound), seeded(seed)))).hours;
        } catch (error) {
          if (!(error instanceof SourceError)) throw error;
        }
        for (const { atMs, tempC = 0, humidityPct = 0, windMs = 0, solarWm2 = 0 } of hours)
          expect(
            Number.isFinite(atMs) &&
              Math.abs(tempC) <= 95 &&
              Math.abs(humidityPct - 50) <= 50 &&
              windMs >= 0 &&
              solarWm2 >= 0,
          ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
