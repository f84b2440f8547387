import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakEvenHashprice, breakEvenMeanPrice } from './break-even.ts';
import { type RevenueInputs, rejectShare, revenuePerDay } from './revenue.ts';
import { energyKwh, runningCost } from './running-cost.ts';

const positive = (max: number) => fc.double({ min: max / 1e6, max, noNaN: true });
const part = fc.double({ min: 0, max: 0.5, noNaN: true });
const earning = fc.record({
  hashrateHs: positive(1e15),
  hashpricePerPhPerDay: positive(200),
  poolFee: part,
  rejectShare: part,
});

/** Of a day at 0.20 per kWh with heat worth `heat` a kilowatt-hour; what power costs now does not matter to it. */
function breakEvenPrice(inputs: RevenueInputs, powerW: number, heat = 0): number {
  const energy = energyKwh(powerW, 0, 86_400_000);
  const day = { revenue: revenuePerDay(inputs), powerCost: 0.2 * energy, demandCost: 0, energyKwh: energy };
  const price = breakEvenMeanPrice({ ...day, heatCredit: heat * energy, electricHeatCredit: 0 });
  return price ?? Number.NaN;
}

describe('revenue', () => {
  it('of 100 TH/s at 6.346777e-4 BTC per PH/s per day is 6.346777e-5 BTC (economics section 1)', () => {
    const btc = { hashrateHs: 100e12, hashpricePerPhPerDay: 6.346777e-4, poolFee: 0, rejectShare: 0 };
    expect(revenuePerDay(btc)).toBeCloseTo(6.346777e-5, 15);
  });

  it('loses the fee and the rejects, one after the other', () => {
    const full = { hashrateHs: 100e12, hashpricePerPhPerDay: 50, poolFee: 0.02, rejectShare: 0.01 };
    expect(revenuePerDay(full)).toBeCloseTo(5 * 0.98 * 0.99, 12);
  });

  it('is proportional to hashrate and to hashprice', () => {
    fc.assert(
      fc.property(earning, positive(10), (inputs, times) => {
        const revenue = revenuePerDay(inputs);
        expect(revenuePerDay({ ...inputs, hashrateHs: inputs.hashrateHs * times }) / revenue).toBeCloseTo(
          times,
          9,
        );
        const priced = { ...inputs, hashpricePerPhPerDay: inputs.hashpricePerPhPerDay * times };
        expect(revenuePerDay(priced) / revenue).toBeCloseTo(times, 9);
      }),
    );
  });

  it('knows the part of the shares that earns nothing', () => {
    expect(rejectShare({ accepted: 2478, rejected: 3 })).toBeCloseTo(3 / 2481, 12);
    expect(rejectShare({ accepted: 90, rejected: 5, stale: 5 })).toBe(0.1);
    expect(rejectShare({ accepted: 0 })).toBeUndefined();
    expect(rejectShare({ rejected: 3 })).toBeUndefined();
  });
});

describe('the cost of running', () => {
  it('1000 W for a day at 0.25 per kWh is 6.00', () => {
    expect(energyKwh(1000, 0, 86_400_000)).toBe(24);
    expect(runningCost(1000, [{ fromMs: 0, toMs: 86_400_000 }], () => 0.25)).toBe(6);
  });
});

describe('break-even', () => {
  const ths = 1e12;

  it('hashprice of 17 J/TH at 0.10 per kWh is 40.8 per PH/s per day (economics section 8)', () => {
    const inputs = { hashrateHs: 100 * ths, powerW: 1700, pricePerKwh: 0.1, poolFee: 0, rejectShare: 0 };
    expect(breakEvenHashprice(inputs)).toBeCloseTo(40.8, 9);
  });

  it('power price is the one at which revenue and cost are equal', () => {
    fc.assert(
      fc.property(earning, positive(5000), (inputs, powerW) => {
        const pricePerKwh = breakEvenPrice(inputs, powerW);
        const cost = runningCost(powerW, [{ fromMs: 0, toMs: 86_400_000 }], () => pricePerKwh);
        expect(cost / revenuePerDay(inputs)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('hashprice at the break-even power price is the hashprice there is', () => {
    fc.assert(
      fc.property(earning, positive(5000), part, (inputs, powerW, heat) => {
        const pricePerKwh = breakEvenPrice(inputs, powerW, heat);
        const hashprice = breakEvenHashprice({ ...inputs, powerW, pricePerKwh, heatCreditPerKwh: heat });
        // A heat credit far above the revenue leaves few digits of their difference.
        const digitsLost = pricePerKwh / (pricePerKwh - heat);
        const ratio = (hashprice ?? Number.NaN) / inputs.hashpricePerPhPerDay;
        expect(Math.abs(ratio - 1)).toBeLessThan(1e-12 + 8 * Number.EPSILON * digitsLost);
      }),
    );
  });

  it('is not known for a miner without power or hashrate', () => {
    const none = { hashrateHs: 0, hashpricePerPhPerDay: 50, poolFee: 0, rejectShare: 0 };
    expect(breakEvenPrice(none, 0)).toBeNaN();
    expect(breakEvenHashprice({ ...none, powerW: 10, pricePerKwh: 0.1 })).toBeUndefined();
  });

  it('of a day with a resistance heater replaced for half of the heat is twice what it is without', () => {
    // 10 kWh at 0.30 earn 2.00: it pays below 0.20. Half of the heat saves the heater 5 kWh at the same price, so the
    // other 5 have to be paid: 2.00 / 5 = 0.40 (economics sections 8 and 9).
    const day = { revenue: 2, powerCost: 3, demandCost: 0, energyKwh: 10 };
    expect(breakEvenMeanPrice({ ...day, heatCredit: 0, electricHeatCredit: 0 })).toBeCloseTo(0.2, 12);
    expect(breakEvenMeanPrice({ ...day, heatCredit: 1.5, electricHeatCredit: 1.5 })).toBeCloseTo(0.4, 12);
    // The same credit against gas does not change with the price of power: (2.00 + 1.50) / 10.
    expect(breakEvenMeanPrice({ ...day, heatCredit: 1.5, electricHeatCredit: 0 })).toBeCloseTo(0.35, 12);
  });

  it('of a day on which all heat replaces a resistance heater is any price', () => {
    const day = { revenue: 2, powerCost: 3, demandCost: 0, energyKwh: 10 };
    expect(breakEvenMeanPrice({ ...day, heatCredit: 3, electricHeatCredit: 3 })).toBe(Infinity);
    expect(
      breakEvenMeanPrice({ ...day, demandCost: 5, heatCredit: 3, electricHeatCredit: 3 }),
    ).toBeUndefined();
  });

  it('of a day counts a demand charge against what it earns: (2.00 − 0.50) / 10', () => {
    const day = { revenue: 2, powerCost: 3, demandCost: 0.5, energyKwh: 10 };
    expect(breakEvenMeanPrice({ ...day, heatCredit: 0, electricHeatCredit: 0 })).toBeCloseTo(0.15, 12);
  });
});
