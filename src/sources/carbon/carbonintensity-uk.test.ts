import { expect, test } from 'vitest';
import { ukGeneration, ukIntensity, ukRegionalIntensity } from './carbonintensity-uk.ts';

const ASK = { fromMs: Date.UTC(2026, 10, 21, 12, 7) };

function replyOf(body: unknown) {
  return { status: 200, text: JSON.stringify(body), receivedAtMs: 0 };
}

function halfHour(from: string, to: string, forecast: number, actual: number | null) {
  return { from, to, intensity: { forecast, actual, index: 'low' } };
}

test('what was and what is expected are two series, and the future has no actual', () => {
  const [actual, expected] = ukIntensity.parse(
    replyOf({
      data: [
        halfHour('2026-11-21T12:00Z', '2026-11-21T12:30Z', 100, 95),
        halfHour('2026-11-21T12:30Z', '2026-11-21T13:00Z', 110, null),
      ],
    }),
    ASK,
  );
  expect(actual?.points.map(({ gPerKwh }) => gPerKwh)).toEqual([95]);
  expect(expected?.points.map(({ gPerKwh }) => gPerKwh)).toEqual([100, 110]);
  expect([actual?.forecast, expected?.forecast, actual?.signal]).toEqual([undefined, true, 'average']);
  expect(expected?.points[1]?.toMs).toBe(Date.UTC(2026, 10, 21, 13));
});

test('a region comes as one object, or as one of a list, and keeps its name', () => {
  const region = {
    regionid: 13,
    shortname: 'London',
    data: [{ from: '2026-11-21T12:00Z', to: '2026-11-21T12:30Z', intensity: { forecast: 70 } }],
  };
  const ask = { ...ASK, outwardCode: 'SW1A' };
  for (const data of [region, [region]])
    expect(ukRegionalIntensity.parse(replyOf({ data }), ask).map(({ zone }) => zone)).toEqual(['London']);
});

test('all regions at once come within half-hours, and leave as series by region', () => {
  const regions = [
    { regionid: 1, shortname: 'North Scotland', intensity: { forecast: 0, index: 'very low' } },
    { regionid: 13, shortname: 'London', intensity: { forecast: 180, index: 'high' } },
  ];
  const data = [
    { from: '2026-11-21T12:00Z', to: '2026-11-21T12:30Z', regions },
    { from: '2026-11-21T12:30Z', to: '2026-11-21T13:00Z', regions },
  ];
  const series = ukRegionalIntensity.parse(replyOf({ data }), { ...ASK, outwardCode: 'SW1A' });
  expect(series.map(({ zone, points }) => [zone, points.map(({ gPerKwh }) => gPerKwh)])).toEqual([
    ['North Scotland', [0, 0]],
    ['London', [180, 180]],
  ]);
});

test('the mix is an object now and was a list, and its shares stand as told', () => {
  const mix = {
    from: '2026-11-21T12:00Z',
    to: '2026-11-21T12:30Z',
    generationmix: [
      { fuel: 'gas', perc: 43.6 },
      { fuel: 'coal', perc: null },
    ],
  };
  for (const data of [mix, [mix]])
    expect([...ukGeneration.parse(replyOf({ data }), undefined).fuels]).toEqual([['gas', 43.6]]);
});

test('its own error is told in its words', () => {
  const error = { error: { code: '400 Bad Request', message: 'Please enter a valid postcode' } };
  expect(() => ukIntensity.parse(replyOf(error), ASK)).toThrow('not-found: Please enter a valid postcode');
});

test('asks by the minute, in UTC', () => {
  expect(ukIntensity.request(ASK).path).toBe('/intensity/2026-11-21T12:07Z/fw48h');
});

test('a half-hour that does not say when it ends is half an hour all the same', () => {
  const from = '2026-11-21T12:00Z';
  const half = Date.UTC(2026, 10, 21, 12, 30);
  const [series] = ukIntensity.parse(replyOf({ data: [{ from, intensity: { forecast: 70 } }] }), ASK);
  expect(series?.points[0]?.toMs).toBe(half);
  const data = { from, to: null, generationmix: [{ fuel: 'gas', perc: 43.6 }] };
  expect(ukGeneration.parse(replyOf({ data }), undefined).toMs).toBe(half);
});
