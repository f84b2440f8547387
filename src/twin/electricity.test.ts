import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GAMMA_601 } from './miner-models.ts';
import { leakagePowerW, switchingPowerW } from './power.ts';
import { regulatorLossW } from './regulator.ts';
import { brownOutRatePerS, inputVoltageV } from './supply.ts';

const volts = fc.double({ min: 0.9, max: 1.4, noNaN: true });

describe('power', () => {
  it('rises with voltage, clock and heat', () => {
    fc.assert(
      fc.property(volts, fc.double({ min: 300, max: 900, noNaN: true }), (coreV, mhz) => {
        const chip = GAMMA_601.power;
        expect(switchingPowerW(chip, coreV + 0.01, mhz, 1)).toBeGreaterThan(
          switchingPowerW(chip, coreV, mhz, 1),
        );
        expect(switchingPowerW(chip, coreV, mhz + 5, 1)).toBeGreaterThan(
          switchingPowerW(chip, coreV, mhz, 1),
        );
        expect(leakagePowerW(chip, coreV, 70)).toBeGreaterThan(leakagePowerW(chip, coreV, 60));
        expect(leakagePowerW(chip, coreV + 0.01, 60)).toBeGreaterThan(leakagePowerW(chip, coreV, 60));
      }),
    );
  });

  it('quadruples with twice the voltage, apart from leakage', () => {
    const chip = GAMMA_601.power;
    expect(switchingPowerW(chip, 1.2, 500, 1) / switchingPowerW(chip, 0.6, 500, 1)).toBeCloseTo(4, 12);
  });
});

describe('regulator', () => {
  it('wastes more the more current it carries, and nothing when off', () => {
    const regulator = GAMMA_601.regulator;
    expect(regulatorLossW(regulator, 20, 1.15)).toBeGreaterThan(regulatorLossW(regulator, 10, 1.15));
    expect(regulatorLossW(regulator, 0, 0)).toBe(0);
  });
});

describe('supply', () => {
  it('keeps its voltage, its current and the load in balance', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 60, noNaN: true }),
        fc.double({ min: 0.001, max: 0.05, noNaN: true }),
        (powerW, ohm) => {
          const inputV = inputVoltageV(5, ohm, powerW);
          expect(inputV).toBeLessThan(5);
          expect(5 - (powerW / inputV) * ohm).toBeCloseTo(inputV, 9);
        },
      ),
    );
  });

  it('has no voltage for a load beyond what it can carry', () => {
    expect(inputVoltageV(5, 0.5, 13)).toBeNaN();
    expect(brownOutRatePerS(GAMMA_601.supply, Number.NaN)).toBe(Number.POSITIVE_INFINITY);
  });

  it('browns out about never when healthy, and at once when far too low', () => {
    expect(brownOutRatePerS(GAMMA_601.supply, 5.08) * 3.15e7).toBeLessThan(0.01);
    expect(brownOutRatePerS(GAMMA_601.supply, 4.5)).toBeGreaterThan(1);
  });
});
