import { expect, test } from 'vitest';
import { wattTimeForecast } from './watttime.ts';

const ASK = { region: 'CAISO_NORTH', hours: 24 };

function read(body: unknown) {
  return wattTimeForecast.parse({ status: 200, text: JSON.stringify(body), receivedAtMs: 0 }, ASK);
}

const data = [
  { point_time: '2026-11-21T12:05:00+00:00', value: 900 },
  { point_time: '2026-11-21T12:00:00+00:00', value: 1_000 },
];

test('pounds per megawatt-hour become grams per kilowatt-hour, and the signal stays a marginal one', () => {
  const series = read({ data, meta: { region: 'CAISO_NORTH', units: 'lbs_co2_per_mwh' } });
  expect(series.points[0]).toEqual({
    fromMs: Date.UTC(2026, 10, 21, 12),
    toMs: Date.UTC(2026, 10, 21, 12, 5),
    gPerKwh: 1_000 * 0.453_592_37,
  });
  expect([series.signal, series.forecast]).toEqual(['marginal', true]);
});

test('health damage and average emissions of the same shape are refused', () => {
  expect(() => read({ data, meta: { signal_type: 'health_damage' } })).toThrow('something else');
  expect(() => read({ data, meta: { signal_type: 'co2_aoer' } })).toThrow('something else');
  expect(() => read({ data, meta: { units: 'USD' } })).toThrow('something else');
});

test('a negative or missing value costs its own five minutes', () => {
  const { points } = read({
    data: [...data, { point_time: '2026-11-21T12:10:00Z', value: -5 }, {}],
    meta: {},
  });
  expect(points).toHaveLength(2);
});
