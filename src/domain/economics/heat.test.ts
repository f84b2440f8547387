import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heatCreditPerKwh } from './heat-credit.ts';
import { coolingPricePerKwh, heatPricePerKwh, heatValuePerKwh } from './heat-price.ts';
import { degreeHours, type HeatedRooms, heatDemandW, heatShares } from './wanted-heat.ts';

describe('a kilowatt-hour of heat', () => {
  it.each([
    [{ kind: 'resistive', pricePerKwh: 0.3 }, 0.3],
    [{ kind: 'boiler', pricePerKwhFuel: 0.09, efficiency: 0.9 }, 0.1],
    [{ kind: 'heat-pump', pricePerKwh: 0.3, cop: 3 }, 0.1],
  ] as const)('costs from %j %d (economics section 9)', (heating, price) => {
    expect(heatPricePerKwh(heating)).toBeCloseTo(price, 12);
  });

  it('has no price from a heating that gives none', () => {
    expect(heatPricePerKwh({ kind: 'boiler', pricePerKwhFuel: 0.09, efficiency: 0 })).toBeUndefined();
    expect(heatPricePerKwh({ kind: 'heat-pump', pricePerKwh: 0.3, cop: Number.NaN })).toBeUndefined();
    expect(coolingPricePerKwh(0.3, 0)).toBeUndefined();
  });

  it('makes a miner’s power free where all of it replaces a resistance heater at the same price', () => {
    const heat = heatPricePerKwh({ kind: 'resistive', pricePerKwh: 0.3 }) ?? Number.NaN;
    expect(0.3 - heatCreditPerKwh({ share: 1, pricePerKwhHeat: heat })).toBe(0);
  });

  it('costs in summer what takes it out again: at 0.30 and a COP of 3, 0.10', () => {
    const cooling = coolingPricePerKwh(0.3, 3) ?? Number.NaN;
    const value = { wantedShare: 0, heatPricePerKwh: 0.1, cooledShare: 1, coolingPricePerKwh: cooling };
    expect(heatValuePerKwh(value)).toBeCloseTo(-0.1, 12);
    expect(heatValuePerKwh({ ...value, wantedShare: 0.5, cooledShare: 0.25 })).toBeCloseTo(0.025, 12);
  });
});

const ROOMS: HeatedRooms = { lossWPerK: 100, heatedToC: 20, cooledToC: 25, otherGainsW: 200 };
const rooms: fc.Arbitrary<HeatedRooms> = fc.record({
  lossWPerK: fc.double({ min: 1, max: 500, noNaN: true }),
  heatedToC: fc.double({ min: 15, max: 23, noNaN: true }),
  cooledToC: fc.option(fc.double({ min: 23, max: 28, noNaN: true }), { nil: undefined }),
  otherGainsW: fc.double({ min: 0, max: 1000, noNaN: true }),
});
const hour = fc.record({
  hours: fc.constantFrom(0.25, 0.5, 1),
  outdoorC: fc.double({ min: -25, max: 42, noNaN: true }),
});
const weather = fc.array(hour, { minLength: 1, maxLength: 48 });
const watts = fc.double({ min: 10, max: 8000, noNaN: true });

describe('what becomes of a miner’s heat', () => {
  it.each([
    [0, 1, 0],
    [13, 0.5, 0],
    [18, 0, 0.5],
    [22, 0, 0.9],
    [30, 0, 1],
  ])('at %d °C: %d wanted, %d cooled away', (outdoorC, wanted, cooled) => {
    // 100 W/K, 200 W of people, a miner of 1000 W: at 13 °C the rooms want 500 W; at 22 °C they lose, at the 25 °C of the cooling, 300 of 1200 W.
    const shares = heatShares(ROOMS, 1000, [{ hours: 1, outdoorC }]);
    expect(shares?.wanted).toBeCloseTo(wanted, 12);
    expect(shares?.cooled).toBeCloseTo(cooled, 12);
  });

  it('is not the share of the mean temperature: a warm noon does not want what a cold night lacks', () => {
    const dayAndNight = [
      { hours: 12, outdoorC: -2 },
      { hours: 12, outdoorC: 22 },
    ];
    expect(heatShares(ROOMS, 1000, dayAndNight)?.wanted).toBeCloseTo(0.5, 12);
    expect(heatShares(ROOMS, 1000, [{ hours: 24, outdoorC: 10 }])?.wanted).toBeCloseTo(0.8, 12);
  });

  it('is never more than all of it, and never cooled away where nothing cools', () => {
    fc.assert(
      fc.property(rooms, watts, weather, (home, powerW, hours) => {
        const { wanted = Number.NaN, cooled = Number.NaN } = heatShares(home, powerW, hours) ?? {};
        expect(wanted).toBeGreaterThanOrEqual(0);
        expect(cooled).toBeGreaterThanOrEqual(0);
        expect(wanted + cooled).toBeLessThanOrEqual(1 + 1e-9);
        if (home.cooledToC === undefined) expect(cooled).toBe(0);
      }),
    );
  });

  it('is wanted less where it is warmer, and in smaller part from a stronger miner', () => {
    fc.assert(
      fc.property(rooms, watts, weather, (home, powerW, hours) => {
        const shares = heatShares(home, powerW, hours);
        const warmer = heatShares(
          home,
          powerW,
          hours.map((each) => ({ ...each, outdoorC: each.outdoorC + 2 })),
        );
        expect(warmer?.wanted ?? 0).toBeLessThanOrEqual((shares?.wanted ?? 0) + 1e-12);
        expect(warmer?.cooled ?? 0).toBeGreaterThanOrEqual((shares?.cooled ?? 0) - 1e-9);
        expect(heatShares(home, 2 * powerW, hours)?.wanted ?? 0).toBeLessThanOrEqual(
          (shares?.wanted ?? 0) + 1e-12,
        );
      }),
    );
  });

  it('of a small miner in rooms that always want more is their degree hours’ worth of demand, cut at its power', () => {
    fc.assert(
      fc.property(rooms, weather, (home, hours) => {
        const strongW = 1e6;
        const allHours = hours.reduce((sum, each) => sum + each.hours, 0);
        const baseC = home.heatedToC - (home.otherGainsW ?? 0) / home.lossWPerK;
        const wantedWh = (heatShares(home, strongW, hours)?.wanted ?? Number.NaN) * strongW * allHours;
        expect(wantedWh / 1000).toBeCloseTo((home.lossWPerK * degreeHours(baseC, hours)) / 1000, 5);
      }),
    );
  });

  it('is not known without weather or without power', () => {
    expect(heatShares(ROOMS, 1000, [])).toBeUndefined();
    expect(heatShares(ROOMS, 1000, [{ hours: 1, outdoorC: Number.NaN }])).toBeUndefined();
    expect(heatShares(ROOMS, 0, [{ hours: 1, outdoorC: 5 }])).toBeUndefined();
    expect(heatDemandW(ROOMS, 40)).toBe(0);
  });
});
