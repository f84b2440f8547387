import { describe, expect, it } from 'vitest';
import { heldOutlook } from './price-outlook.ts';
import { hourlyOf, type KnownAhead, slotsAhead } from './slots-ahead.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 23, 9, 20);
const hour = (place: number) => Math.floor(NOW_MS / HOUR_MS) * HOUR_MS + place * HOUR_MS;
const price = (place: number, pricePerKwh: number | undefined) => ({
  fromMs: hour(place),
  toMs: hour(place + 1),
  pricePerKwh,
  feedInPerKwh: undefined,
});
const known = (given: Partial<KnownAhead>): KnownAhead => ({
  prices: [price(0, 0.2), price(1, 0.3)],
  localHour: (atMs) => new Date(atMs).getUTCHours(),
  ...given,
});
const spans = [0, 1, 2, 3].map((place) => ({ fromMs: Math.max(NOW_MS, hour(place)), toMs: hour(place + 1) }));

describe('slots ahead', () => {
  it('carry the told prices as known, and nothing where nobody says anything', () => {
    const slots = slotsAhead(spans, known({}));
    expect(slots.map(({ pricePerKwh, price: from }) => [pricePerKwh, from])).toEqual([
      [0.2, 'known'],
      [0.3, 'known'],
      [undefined, 'unknown'],
      [undefined, 'unknown'],
    ]);
    expect(slots[0]).toMatchObject({ earnedPerThDay: undefined, earning: 'unknown' });
  });

  it('go on after the told prices with the outlook of the past, as a forecast', () => {
    // Half of each day dear, half cheap, for two weeks up to now.
    const values = Float64Array.from({ length: 14 * 24 }, (_, at) => (at % 24 < 12 ? 0.1 : 0.4));
    const fromMs = hour(0) - values.length * HOUR_MS;
    const slots = slotsAhead(
      spans,
      known({ pastPrices: { fromMs, values }, outlook: heldOutlook(values), prices: [] }),
    );
    expect(slots.map(({ price: from }) => from)).toEqual(['forecast', 'forecast', 'forecast', 'forecast']);
    for (const { pricePerKwh } of slots) expect(pricePerKwh).toBeCloseTo(0.1, 6);
  });

  it('earn less after a difficulty that is to rise', () => {
    const retarget = { atMs: hour(2), change: 0.05, low: 0.03, high: 0.07 };
    const slots = slotsAhead(spans, known({ earnedPerThDay: 0.042, retarget }));
    const earned = slots.map(({ earnedPerThDay }) => earnedPerThDay);
    expect(earned[1]).toBe(0.042);
    expect(earned[2]).toBeCloseTo(0.04, 9);
  });

  it('take the surplus of just now for now, and what that hour usually leaves for later', () => {
    const surplusByHour = Float64Array.from({ length: 24 }, (_, at) => (at === 11 ? Number.NaN : 100 * at));
    const slots = slotsAhead(spans, known({ surplusByHour, surplusNowW: 55 }));
    expect(slots.map(({ surplusW }) => surplusW)).toEqual([55, 1_000, undefined, 1_200]);
  });
});

it('prices by the hour are means over the time that is known, and unknown where most of it is', () => {
  const quarter = (place: number, value: number) => ({
    fromMs: hour(0) + place * 900_000,
    toMs: hour(0) + (place + 1) * 900_000,
    value,
  });
  const { fromMs, values } = hourlyOf([quarter(0, 1), quarter(1, 3), quarter(4, 9)], {
    fromMs: hour(0),
    toMs: hour(2),
  });
  expect(fromMs).toBe(hour(0));
  expect([...values]).toEqual([2, Number.NaN]);
});
