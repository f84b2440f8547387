import { expect, test } from 'vitest';
import { electricityMapsHistory, electricityMapsLatest, electricityMapsMix } from './electricitymaps.ts';

const ASK = { zone: 'DE' };

function replyOf(body: unknown) {
  return { status: 200, text: JSON.stringify(body), receivedAtMs: 0 };
}

function hour(at: number, more: object = {}) {
  return {
    zone: 'DE',
    carbonIntensity: 300 + at,
    datetime: new Date(Date.UTC(2026, 10, 21, at)).toISOString(),
    emissionFactorType: 'lifecycle',
    isEstimated: false,
    ...more,
  };
}

test('an hour that a model filled in makes the series an estimated one', () => {
  const history = [hour(1), hour(0, { isEstimated: true }), hour(2, { carbonIntensity: null })];
  const series = electricityMapsHistory.parse(replyOf({ zone: 'DE', history }), ASK);
  expect(series.points.map(({ gPerKwh }) => gPerKwh)).toEqual([300, 301]);
  expect([series.estimated, series.scope, series.signal]).toEqual([true, 'lifecycle', 'average']);
});

test('hours of two ways to count emissions have no scope in common', () => {
  const history = [hour(0), hour(1, { emissionFactorType: 'direct' })];
  expect(electricityMapsHistory.parse(replyOf({ history }), ASK).scope).toBeUndefined();
});

test('a fuel of which nothing is known leaves the mix without shares, but not without its percentages', () => {
  const body = { ...hour(0), renewablePercentage: 33, powerConsumptionBreakdown: { wind: 10, gas: null } };
  const mix = electricityMapsMix.parse(replyOf(body), ASK);
  expect([mix.fuels.size, mix.renewablePct, mix.fossilFreePct]).toEqual([0, 33, undefined]);
  const whole = { ...hour(0), powerConsumptionBreakdown: { wind: 10, gas: 30 } };
  expect(electricityMapsMix.parse(replyOf(whole), ASK).fuels.get('wind')).toBe(25);
});

test('its own error is told in its words', () => {
  const read = (body: unknown) => () => electricityMapsLatest.parse(replyOf(body), ASK);
  expect(read({ error: 'Invalid auth-token' })).toThrow('refused: Invalid auth-token');
  expect(read({ message: 'No recent data for zone "XX"' })).toThrow('not-found');
});

test('under its former name it wrapped the hour up', () => {
  const data = { datetime: '2023-10-02T08:00:00.000Z', carbonIntensity: 474, fossilFuelPercentage: 42 };
  const read = (body: object) => electricityMapsLatest.parse(replyOf(body), { zone: 'XX' });
  expect(read({ status: 'ok', countryCode: 'DE', data })).toMatchObject({
    zone: 'DE',
    points: [{ fromMs: Date.UTC(2023, 9, 2, 8), gPerKwh: 474 }],
  });
  expect(() => read({ status: 'no-data', countryCode: 'DE', data: {} })).toThrow('not-yet');
});

test('hours of a range are read as those of the last day', () => {
  const body = { zone: 'DE', data: [hour(0), hour(1)] };
  expect(electricityMapsHistory.parse(replyOf(body), ASK).points).toHaveLength(2);
});
