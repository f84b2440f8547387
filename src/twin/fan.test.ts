import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fanPowerW, flowForResistance, sinkResistanceKPerW } from './fan.ts';
import { approach, restingFanPercent } from './fan-controller.ts';
import { GAMMA_601 } from './miner-models.ts';
import { steadyTemps } from './thermal-path.ts';

const { fan, thermal } = GAMMA_601;
const heat = { chipW: 15, sinkW: 1.6, airC: 24 };

describe('fan', () => {
  it('cools better the faster it turns', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.95, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (flow, dust) => {
          const slower = sinkResistanceKPerW(fan, flow, dust);
          expect(sinkResistanceKPerW(fan, flow + 0.05, dust)).toBeLessThan(slower);
          expect(sinkResistanceKPerW(fan, flow, dust + 0.1)).toBeGreaterThan(slower);
        },
      ),
    );
  });

  it('turns back into the flow that a resistance came from', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1, noNaN: true }), (flow) => {
        expect(flowForResistance(fan, sinkResistanceKPerW(fan, flow, 0.3), 0.3)).toBeCloseTo(flow, 9);
      }),
    );
  });

  it('takes an eighth of its power at half speed', () => {
    expect(fanPowerW(fan, 0.5)).toBeCloseTo(fan.maxPowerW / 8, 12);
  });
});

describe('automatic fan', () => {
  const clean = { dust: 0, fanWear: 0 };

  it('rests where the chip is at its target', () => {
    const percent = restingFanPercent({ targetC: 60, minPercent: 0 }, GAMMA_601, heat, clean);
    const sinkAirKPerW = sinkResistanceKPerW(fan, percent / 100, 0);
    expect(steadyTemps(thermal, { ...heat, sinkAirKPerW }).chipC).toBeCloseTo(60, 9);
  });

  it('stays between its minimum and 100 %', () => {
    expect(restingFanPercent({ targetC: 120, minPercent: 25 }, GAMMA_601, heat, clean)).toBe(25);
    expect(restingFanPercent({ targetC: 30, minPercent: 25 }, GAMMA_601, heat, clean)).toBe(100);
  });

  it('turns faster through dust and with a worn fan', () => {
    const target = { targetC: 60, minPercent: 0 };
    const percent = restingFanPercent(target, GAMMA_601, heat, clean);
    expect(restingFanPercent(target, GAMMA_601, heat, { dust: 0.2, fanWear: 0 })).toBeGreaterThan(percent);
    expect(restingFanPercent(target, GAMMA_601, heat, { dust: 0, fanWear: 0.3 })).toBeGreaterThan(percent);
  });

  it('is no nearer its aim after one long step than after many short ones', () => {
    let inSteps = 20;
    for (let n = 0; n < 60; n++) inSteps = approach(inSteps, 80, 1);
    expect(inSteps).toBeCloseTo(approach(20, 80, 60), 9);
  });
});
