import { describe, expect, test } from 'vitest';
import { figureOf, measured } from './measured-unit.ts';

describe('a number with its unit', () => {
  test('becomes the figure that the unit measures, in ours', () => {
    expect(measured(1.5, 'kW')).toEqual({ powerW: 1_500 });
    expect(measured(3.6, 'MJ')?.energyWh).toBeCloseTo(1_000, 9);
    expect(measured(68, '°F')?.tempC).toBeCloseTo(20, 9);
    expect(figureOf(' mA ')).toBe('currentA');
  });

  test('is nothing where the unit is unknown, or no number can hold the figure', () => {
    expect(measured(1, 'furlong')).toBeUndefined();
    expect(measured(undefined, 'W')).toBeUndefined();
    expect(measured(1e308, 'GJ')).toBeUndefined();
  });
});
