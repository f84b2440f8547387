import { expect, test } from 'vitest';
import { metNoForecast } from './met-no.ts';

const PLACE = { latitude: 60.1, longitude: 9.58 };

function row(time: string, details: unknown) {
  return { time, data: { instant: { details } } };
}

function weather(timeseries: unknown) {
  const text = JSON.stringify({
    geometry: { coordinates: [9.58, 60.1, 496] },
    properties: { timeseries },
  });
  return metNoForecast.parse({ status: 200, text, receivedAtMs: 0 }, PLACE);
}

test('the height stands third, after longitude and latitude', () => {
  const { latitude, longitude, elevationM } = weather([row('2026-11-21T12:00:00Z', { wind_speed: 3 })]);
  expect([latitude, longitude, elevationM]).toEqual([60.1, 9.58, 496]);
});

test('rows out of order are put in order, and an hour may know nothing', () => {
  const { hours } = weather([
    row('2026-11-21T18:00:00Z', { air_temperature: -2 }),
    row('2026-11-21T15:00:00Z', {}),
    row('2026-11-21T12:00:00Z', { air_temperature: 1, relative_humidity: 140 }),
  ]);
  expect(hours.map(({ tempC, humidityPct }) => [tempC, humidityPct])).toEqual([
    [1, undefined],
    [undefined, undefined],
    [-2, undefined],
  ]);
  expect(() => weather([row('2026-11-21T15:00:00Z', {})])).toThrow('unreadable-reply');
});
