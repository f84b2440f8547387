import { expect, test } from 'vitest';
import { differenceFigure, forecastFigure } from './forecast-figure.ts';

const options = { temperatureUnit: 'C', locale: 'en-GB' } as const;
const plain = (figure: string) => figure.replaceAll(/[\u00a0\u202f]/g, ' ');
const figure = (value: number, unit: string) => plain(forecastFigure(value, unit, options));

test('money keeps the figures that its size needs, and says per what', () => {
  expect(figure(61_234.2, 'EUR')).toBe('€61,234');
  expect(figure(83.127, 'EUR')).toBe('€83.13');
  expect(figure(0.05123, 'EUR/TH/day')).toBe('€0.0512/TH/day');
  expect(figure(0.2534, 'EUR/kWh')).toBe('€0.2534/kWh');
});

test('a symbol of three letters before a block is a coin and no currency', () => {
  expect(figure(0.0812, 'BTC/block')).toBe('0.0812 BTC/block');
});

test('rates, watts, degrees and difficulties are written as everywhere', () => {
  expect(figure(1.21e12, 'H/s')).toBe('1.21 TH/s');
  expect(figure(3250, 'W')).toBe('3 250 W');
  expect(figure(21.46, '°C')).toBe('21.5 °C');
  expect(figure(118e12, '')).toBe('118.00 T');
  expect(figure(Number.NaN, 'W')).toBe('–');
});

test('degrees are the owner’s, and a difference of them has no zero point', () => {
  const fahrenheit = { temperatureUnit: 'F', locale: 'en-GB' } as const;
  expect(plain(forecastFigure(20, '°C', fahrenheit))).toBe('68.0 °F');
  expect(plain(differenceFigure(-1, '°C', fahrenheit))).toBe('1.8 °F');
  expect(plain(differenceFigure(-1, '°C', options))).toBe('1.0 °C');
  expect(plain(differenceFigure(0.034, '°C', options))).toBe('0.034 °C');
  expect(plain(differenceFigure(-0.034, 'W', options))).toBe('0.034 W');
});

test('earnings are in satoshi and by the petahash where that was chosen, prices as they are quoted', () => {
  const chosen = {
    temperatureUnit: 'C',
    hashrateUnit: 'PH/s',
    money: { currency: 'EUR', unit: 'sats', btcPrice: 100_000 },
    locale: 'en-GB',
  } as const;
  expect(plain(forecastFigure(0.0512, 'EUR/TH/day', chosen))).toBe('51 200 sats/PH/day');
  expect(plain(forecastFigure(0.0512, 'EUR/MH/day', chosen))).toBe('51.2 sats/MH/day');
  expect(plain(differenceFigure(-0.0012, 'EUR/TH/day', chosen))).toBe('1 200 sats/PH/day');
  expect(plain(forecastFigure(6.2e12, 'H/s', chosen))).toBe('0.00620 PH/s');
  expect(plain(forecastFigure(83_400, 'EUR', chosen))).toBe('€83,400');
  expect(plain(forecastFigure(0.2534, 'EUR/kWh', chosen))).toBe('€0.2534/kWh');
  const unpriced = { ...chosen, money: { currency: 'EUR', unit: 'sats' } } as const;
  expect(plain(forecastFigure(0.0512, 'EUR/TH/day', unpriced))).toBe('€51.20/PH/day');
});
