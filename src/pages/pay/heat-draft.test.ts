import { expect, test } from 'vitest';
import type { HeatCredit } from '../../domain/settings.ts';
import { coldMonths, heatingKind, isComplete, withHeating, withSeason } from './heat-draft.ts';

const NONE: HeatCredit = { share: 0, pricePerKwhHeat: 0.12 };
const WINTER = coldMonths('Europe/Berlin');

test('rooms are heated in the winter of their half of the earth', () => {
  expect(WINTER).toEqual([1, 2, 3, 4, 10, 11, 12]);
  expect(coldMonths('America/Chicago')).toEqual(WINTER);
  expect(coldMonths('Australia/Sydney')).toEqual([4, 5, 6, 7, 8, 9, 10]);
  expect(coldMonths('America/Santiago')).toEqual([4, 5, 6, 7, 8, 9, 10]);
});

test('an electric heater counts at once, all of its heat, in winter', () => {
  const heat = withHeating(NONE, 'resistive', WINTER);
  expect(heat).toMatchObject({ share: 1, heating: { kind: 'resistive' }, season: { months: WINTER } });
  expect(isComplete(heat)).toBe(true);
});

test('a boiler, and heat of a price, count once their price is typed', () => {
  const boiler = withHeating(NONE, 'boiler', WINTER);
  expect(isComplete(boiler)).toBe(false);
  expect(isComplete({ ...boiler, heating: { kind: 'boiler', pricePerKwhFuel: 0.09, efficiency: 0.9 } })).toBe(
    true,
  );
  const priced = withHeating(NONE, 'priced', WINTER);
  expect(isComplete(priced)).toBe(false);
  expect(isComplete({ ...priced, pricePerKwhHeat: 0.1 })).toBe(true);
});

test('another heating keeps the part and the season that were chosen', () => {
  const season = { fromMinute: 960, toMinute: 1320, months: [1] };
  const heat = withHeating({ share: 0.4, pricePerKwhHeat: 0.1, season }, 'heat-pump', WINTER);
  expect(heat).toMatchObject({ share: 0.4, season, heating: { kind: 'heat-pump', cop: 3 } });
  expect(heatingKind(heat)).toBe('heat-pump');
});

test('no heating is no heat, and no months are no season', () => {
  const heat = withHeating(NONE, 'resistive', WINTER);
  expect(heatingKind(withHeating(heat, 'none', WINTER))).toBe('none');
  expect(isComplete(withSeason(heat, { months: [] }))).toBe(false);
  expect(isComplete(withSeason(heat, { fromMinute: Number.NaN }))).toBe(false);
});
