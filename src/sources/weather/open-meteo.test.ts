import { expect, test } from 'vitest';
import { openMeteoForecast } from './open-meteo.ts';

const ASK = { latitude: 52.5, longitude: 13.4, forecastDays: 2, pastDays: 0 };

function weather(body: unknown) {
  const reply = { status: 200, text: JSON.stringify(body), receivedAtMs: 0 };
  return openMeteoForecast.parse(reply, ASK);
}

test('times without a zone are those of the place, and unix seconds are UTC whatever the place', () => {
  const local = weather({
    utc_offset_seconds: 3_600,
    hourly: { time: ['2026-11-21T13:00'], cloud_cover: [5] },
  });
  const unix = weather({
    utc_offset_seconds: 3_600,
    hourly_units: { time: 'unixtime' },
    hourly: { time: [Date.UTC(2026, 10, 21, 12) / 1_000], cloud_cover: [5] },
  });
  expect(local.hours).toEqual(unix.hours);
});

test('a null costs its own hour, a column of another length itself', () => {
  const { hours } = weather({
    hourly: {
      time: ['2026-11-21T00:00', '2026-11-21T01:00'],
      temperature_2m: [null, 4],
      relative_humidity_2m: [80, 81],
      shortwave_radiation: [10],
    },
  });
  expect(hours.map(({ tempC, humidityPct, solarWm2 }) => [tempC, humidityPct, solarWm2])).toEqual([
    [undefined, 80, undefined],
    [4, 81, undefined],
  ]);
});

test('wind and warmth are converted from the unit that stands beside them', () => {
  const read = (unit: string | undefined) =>
    weather({
      hourly_units: { windspeed_10m: unit, temperature_2m: '°F' },
      hourly: { time: ['2026-11-21T00:00'], windspeed_10m: [36], temperature_2m: [50] },
    }).hours[0];
  expect(read('km/h')?.windMs).toBeCloseTo(10, 12);
  expect(read('m/s')?.windMs).toBe(36);
  expect(read('kn')?.windMs).toBeCloseTo(18.52, 12);
  expect(read(undefined)?.windMs).toBeUndefined();
  expect(read('km/h')?.tempC).toBeCloseTo(10, 12);
});

test('its own error is told in its words', () => {
  expect(() => weather({ error: true, reason: 'Latitude must be in range' })).toThrow(
    'unreadable-reply: Latitude must be in range',
  );
});
