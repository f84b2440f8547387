import { expect, test } from 'vitest';
import { knowsWeather, weatherHours } from './weather.ts';

test('hours come in order and once, the first told first', () => {
  const hours = weatherHours([
    { atMs: 7_200_000, tempC: 2 },
    { atMs: 3_600_000, tempC: 1 },
    { atMs: 3_600_000, tempC: 9 },
    { atMs: Number.NaN, tempC: 5 },
  ]);
  expect(hours.map(({ atMs, tempC }) => [atMs, tempC])).toEqual([
    [3_600_000, 1],
    [7_200_000, 2],
  ]);
});

test('a value that no weather has costs itself alone', () => {
  const [hour] = weatherHours([
    { atMs: 1, tempC: 120, humidityPct: 101, windMs: -1, solarWm2: 0, cloudPct: 100 },
  ]);
  expect(hour).toMatchObject({ atMs: 1, solarWm2: 0, cloudPct: 100 });
  expect([hour?.tempC, hour?.humidityPct, hour?.windMs]).toEqual([undefined, undefined, undefined]);
});

test('an hour that knows nothing is an hour, but no weather', () => {
  const hours = weatherHours([{ atMs: 1 }, { atMs: 2, tempC: 999 }]);
  expect([hours.length, knowsWeather(hours)]).toEqual([2, false]);
  expect(knowsWeather(weatherHours([{ atMs: 1, tempC: 0 }]))).toBe(true);
});
