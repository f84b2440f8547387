import { describe, expect, it } from 'vitest';
import { heatingPowerW, heatPricePerKwh } from './heat-price.ts';

describe('a kilowatt-hour of heat', () => {
  it('of gas at 0.09 from a boiler of 90 % costs 0.10, whatever power costs', () => {
    const boiler = { kind: 'boiler', pricePerKwhFuel: 0.09, efficiency: 0.9 } as const;
    expect(heatPricePerKwh(boiler, 0.3)).toBeCloseTo(0.1, 12);
    expect(heatPricePerKwh(boiler, 0.5)).toBeCloseTo(0.1, 12);
    expect(heatingPowerW(boiler, 1000)).toBe(0);
  });

  it('of a heat pump of COP 3 costs a third of a kilowatt-hour of power, and takes a third of its energy', () => {
    const pump = { kind: 'heat-pump', cop: 3 } as const;
    expect(heatPricePerKwh(pump, 0.3)).toBeCloseTo(0.1, 12);
    expect(heatingPowerW(pump, 900)).toBeCloseTo(300, 12);
  });

  it('of a resistance heater costs what power costs', () => {
    expect(heatPricePerKwh({ kind: 'resistive' }, 0.3)).toBe(0.3);
    expect(heatingPowerW({ kind: 'resistive' }, 900)).toBe(900);
  });

  it('of an efficiency or COP that there is not has no price', () => {
    expect(heatPricePerKwh({ kind: 'boiler', pricePerKwhFuel: 0.09, efficiency: 0 }, 0.3)).toBeNaN();
    expect(heatPricePerKwh({ kind: 'heat-pump', cop: 0 }, 0.3)).toBeNaN();
  });
});
