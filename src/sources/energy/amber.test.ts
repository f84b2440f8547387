import { expect, test } from 'vitest';
import { amberPrices } from './amber.ts';

const ASK = { siteId: '01ABC', next: 2, resolutionMinutes: 30 } as const;

function read(rows: unknown) {
  return amberPrices.parse({ status: 200, text: JSON.stringify(rows), receivedAtMs: 0 }, ASK);
}

function interval(type: string, channelType: string, half: number, perKwh: unknown) {
  const at = (minutes: number, seconds: number) =>
    new Date(Date.UTC(2026, 10, 21, 2, minutes, seconds)).toISOString();
  return {
    type,
    channelType,
    startTime: at(half * 30, 1),
    endTime: at(half * 30 + 30, 0),
    perKwh,
    spotPerKwh: 6.12,
    renewables: 45,
  };
}

test('intervals that begin a second late touch one another', () => {
  const { series } = read([
    interval('ActualInterval', 'general', 0, 24.33),
    interval('CurrentInterval', 'general', 1, 20),
  ]);
  const [first, second] = series[0]?.prices ?? [];
  expect(first?.toMs).toBe(second?.fromMs);
  expect(first?.fromMs).toBe(Date.UTC(2026, 10, 21, 2));
  expect(first?.pricePerKwh).toBeCloseTo(0.243_3, 12);
});

test('channels stay apart, and so does what is only expected', () => {
  const { series } = read([
    interval('CurrentInterval', 'general', 0, 24),
    interval('CurrentInterval', 'controlledLoad', 0, 15),
    interval('ForecastInterval', 'general', 1, 30),
  ]);
  expect(series.map(({ id, forecast }) => [id, forecast])).toEqual([
    ['general', undefined],
    ['controlledLoad', undefined],
    ['general', true],
  ]);
});

test('below zero on the feed-in channel means: the owner is paid', () => {
  const [feedIn] = read([interval('CurrentInterval', 'feedIn', 0, -8)]).series;
  expect([feedIn?.direction, feedIn?.prices[0]?.pricePerKwh]).toEqual(['export', 0.08]);
});

test('an answer that is no list is no answer, an empty one comes later', () => {
  expect(() => read({ message: 'Unauthorized' })).toThrow('unreadable-reply');
  expect(() => read([])).toThrow('not-yet');
});
