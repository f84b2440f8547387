import { describe, expect, it } from 'vitest';
import { formatTemperature } from './temperature.ts';

/** The spaces that keep numbers together, as plain ones: readable expectations. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('a temperature', () => {
  it('is in degrees Celsius with one decimal', () => {
    expect(plain(formatTemperature(61.5, { locale: 'en-GB' }))).toBe('61.5 °C');
    expect(plain(formatTemperature(60, { locale: 'de-DE' }))).toBe('60,0 °C');
    expect(plain(formatTemperature(-3.04, { locale: 'en-GB' }))).toBe('−3.0 °C');
  });

  it('is in degrees Fahrenheit for owners who want it', () => {
    expect(plain(formatTemperature(100, { unit: 'F', locale: 'en-US' }))).toBe('212.0 °F');
  });

  it('that no sensor told is a dash in both', () => {
    expect(formatTemperature(undefined)).toBe('–');
    expect(formatTemperature(Number.NaN, { unit: 'F' })).toBe('–');
  });
});
