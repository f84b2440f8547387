import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfErrorVoltageV, hardwareErrorRate, nominalHashrateHs } from './hashrate.ts';
import { GAMMA_601 } from './miner-models.ts';

const need = GAMMA_601.voltageNeed;
const volts = fc.double({ min: 0.7, max: 1.4, noNaN: true });
const clocks = fc.double({ min: 300, max: 900, noNaN: true });

describe('hashrate', () => {
  it('is one hash a clock and small core, as the firmware expects it', () => {
    expect(nominalHashrateHs(525, 2040, 1)).toBeCloseTo(1.071e12, 0);
    expect(nominalHashrateHs(680, 2040, 4)).toBeCloseTo(5.5488e12, 0);
  });

  it('loses less to errors with every millivolt more', () => {
    fc.assert(
      fc.property(volts, clocks, fc.double({ min: 0.001, max: 0.2, noNaN: true }), (coreV, mhz, moreV) => {
        const before = hardwareErrorRate(need, coreV, mhz, 60, 0);
        const after = hardwareErrorRate(need, coreV + moreV, mhz, 60, 0);
        expect(after).toBeLessThanOrEqual(before);
        expect(before).toBeGreaterThanOrEqual(0);
        expect(before).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('needs no less voltage for a faster or a hotter chip', () => {
    fc.assert(
      fc.property(clocks, fc.double({ min: 0, max: 200, noNaN: true }), (mhz, more) => {
        const half = halfErrorVoltageV(need, mhz, 60, 0);
        expect(halfErrorVoltageV(need, mhz + more, 60, 0)).toBeGreaterThanOrEqual(half - 1e-12);
        expect(halfErrorVoltageV(need, mhz, 60 + more, 0)).toBeGreaterThanOrEqual(half);
      }),
    );
  });

  it.each([
    { mhz: 525, mv: 1150, seen: 1072 },
    { mhz: 525, mv: 1060, seen: 1057 },
    { mhz: 525, mv: 1000, seen: 750 },
    { mhz: 600, mv: 1060, seen: 1176 },
    { mhz: 625, mv: 1060, seen: 1214 },
    { mhz: 625, mv: 1100, seen: 1266 },
  ])('is within 3 % of a lab Gamma at $mhz MHz and $mv mV', ({ mhz, mv, seen }) => {
    const rate = nominalHashrateHs(mhz, 2040, 1) * (1 - hardwareErrorRate(need, mv / 1000, mhz, 60, 0));
    expect(Math.abs(rate / 1e9 / seen - 1)).toBeLessThan(0.03);
  });
});
