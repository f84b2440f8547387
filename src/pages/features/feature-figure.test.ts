import { expect, test } from 'vitest';
import { type FigureUnits, featureFigure } from './feature-figure.ts';

const usual: FigureUnits = { money: { currency: 'EUR', unit: 'currency' }, temperatureUnit: 'C' };
const trade: FigureUnits = {
  money: { currency: 'EUR', unit: 'sats', btcPrice: 100_000 },
  temperatureUnit: 'F',
  hashrateUnit: 'PH/s',
};
const figure = (value: number, name: string, unit: string, units: FigureUnits) =>
  featureFigure(value, { name, unit }, units).replaceAll(/[\u00a0\u202f]/g, ' ');

test('a sum is in the owner’s currency, or in satoshi where that was chosen', () => {
  expect(figure(0.42, 'earnings_usd_24h', '¤', usual)).toMatch(/^€0.42$/);
  expect(figure(0.42, 'earnings_usd_24h', '¤', trade)).toBe('420 sats');
  expect(figure(0.042, 'fee_adjusted_profitability', '¤/TH/d', trade)).toBe('42 sats/TH/d');
});

test('prices of coins and of power stay in the currency, as they are quoted and billed', () => {
  expect(figure(88_000, 'price_usd', '¤', trade)).toMatch(/€88.000/);
  expect(figure(0.25, 'power_price_next', '¤/kWh', trade)).toMatch(/^€0.25\/kWh$/);
});

test('rates and degrees are in the units that were chosen, and a difference of degrees has no zero point', () => {
  expect(figure(1.2, 'hashrate_th_s', 'TH/s', usual)).toMatch(/^1.2 TH\/s$/);
  expect(figure(1.2, 'hashrate_th_s', 'TH/s', trade)).toMatch(/^0.00120 PH\/s$/);
  expect(figure(61.5, 'chip_temp_c', '°C', trade)).toMatch(/^142.7 °F$/);
  expect(figure(5, 'chip_over_room', 'K', trade)).toBe('9 °F');
  expect(figure(5, 'chip_over_room', 'K', usual)).toBe('5 K');
});

test('what is nothing but for rounding is told as nothing', () => {
  expect(figure(Math.sin(Math.PI), 'hour_of_day_sin', '', usual)).toBe('0');
  expect(figure(-0.5, 'hour_of_day_sin', '', usual)).toMatch(/^.0\.5$/);
});
