import { describe, expect, it } from 'vitest';
import { formatEnergy, formatPower } from './power.ts';

/** The spaces that keep numbers together, as plain ones: readable expectations. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('power', () => {
  it.each([
    [4.24, '4.2 W'],
    [9.96, '10 W'],
    [20.6, '21 W'],
    [3250, '3 250 W'],
    [12_400, '12.4 kW'],
    [0, '0.0 W'],
    [undefined, '–'],
  ])('of %s W is written %s', (powerW, text) => {
    expect(plain(formatPower(powerW, 'en-GB'))).toBe(text);
  });
});

describe('energy', () => {
  it('is in kilowatt-hours, never in watts', () => {
    expect(plain(formatEnergy(0.504, { per: 'day', locale: 'en-GB' }))).toBe('0.50 kWh/day');
    expect(plain(formatEnergy(84.02, { per: 'day', locale: 'de-DE' }))).toBe('84,0 kWh/day');
    expect(plain(formatEnergy(2520, { locale: 'en-GB' }))).toBe('2 520 kWh');
    expect(formatEnergy(undefined)).toBe('–');
  });
});
