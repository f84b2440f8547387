import { expect, test } from 'vitest';
import { type EnergyPriceSeries, energyPriceSeries } from './energy-price.ts';
import { isInCurrency, marketSeries, marketSeriesIds, marketToldAtMs } from './market-series.ts';
import type { Sourced } from './sourced.ts';

const HOUR = 3_600_000;
const series = (
  id: string,
  fromHour: number,
  change: Partial<EnergyPriceSeries> = {},
): EnergyPriceSeries => ({
  ...energyPriceSeries({ id, includes: 'wholesale', direction: 'import', currency: 'EUR' }, [
    { fromMs: fromHour * HOUR, toMs: (fromHour + 1) * HOUR, pricePerKwh: fromHour / 10 },
  ]),
  ...change,
});
const told = (receivedAtMs: number, ...value: readonly EnergyPriceSeries[]): Sourced<unknown> => ({
  value,
  provider: 'p',
  atMs: receivedAtMs,
  receivedAtMs,
});

const FIGURES = {
  'energy:p': told(5, series('SE3', 1), series('SE4', 1), series('out', 1, { direction: 'export' })),
  'energy:p:tomorrow': told(7, series('SE3', 2), series('SE9', 2, { forecast: true })),
  'energy:pp': told(9, series('other', 3)),
};

test('today and tomorrow of one provider are one series', () => {
  expect(marketSeries(FIGURES, 'p')?.prices.map(({ pricePerKwh }) => pricePerKwh)).toEqual([0.1, 0.2]);
  expect(marketSeries(FIGURES, 'p', 'SE4')?.prices).toHaveLength(1);
  expect(marketSeries(FIGURES, 'p', 'SE1')).toBeUndefined();
});

test('what is paid for feeding in and what is only expected can not be chosen', () => {
  expect(marketSeriesIds(FIGURES, 'p')).toEqual(['SE3', 'SE4']);
});

test('a price is as old as the answer that told it', () => {
  expect(marketToldAtMs(FIGURES, 'p', 1.5 * HOUR)).toBe(5);
  expect(marketToldAtMs(FIGURES, 'p', 2.5 * HOUR)).toBe(7);
  expect(marketToldAtMs(FIGURES, 'p', 9 * HOUR)).toBe(7);
  expect(marketToldAtMs(FIGURES, 'nobody', HOUR)).toBeUndefined();
});

test('prices of an unnamed currency are the owner’s, others are not', () => {
  expect(isInCurrency(series('a', 1), 'EUR')).toBe(true);
  expect(isInCurrency(series('a', 1), 'USD')).toBe(false);
  expect(isInCurrency(series('a', 1, { currency: undefined }), 'USD')).toBe(true);
});

test('what another version stored otherwise is no series', () => {
  const figures = {
    'energy:p': { ...told(5), value: { today: [] } },
    'energy:p:tomorrow': told(7, series('SE3', 2)),
  };
  expect(marketSeriesIds(figures, 'p')).toEqual(['SE3']);
  expect(marketSeries({ 'energy:p': { ...told(5), value: [null, { id: 'x' }] } }, 'p')).toBeUndefined();
});
