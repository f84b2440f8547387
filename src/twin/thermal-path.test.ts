import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceTemps, type HeatLoad, steadyTemps, type ThermalPath } from './thermal-path.ts';

const REFERENCE = '../shared/fixtures/numerics/physics.json';

interface TwoNodeCase {
  readonly id: string;
  readonly inputs: {
    readonly params: {
      readonly C_chip: number;
      readonly C_sink: number;
      readonly R_chip_sink: number;
      readonly R_sink_ambient: number;
      readonly T0: readonly [number, number];
    };
    readonly schedule: readonly {
      readonly start_s: number;
      readonly end_s: number;
      readonly power_w: number;
      readonly ambient_c: number;
    }[];
    readonly t: readonly number[];
  };
  readonly expected: {
    readonly T: readonly (readonly [number, number])[];
    readonly steady_state_per_segment: readonly (readonly [number, number])[];
  };
}

function referenceCase(): TwoNodeCase | undefined {
  if (!existsSync(REFERENCE)) {
    console.log(`thermal reference not compared: ${REFERENCE} is not here`);
    return undefined;
  }
  const { cases }: { readonly cases: readonly TwoNodeCase[] } = JSON.parse(readFileSync(REFERENCE, 'utf8'));
  return cases.find(({ id }) => id === 'two-node-rc');
}

const path: ThermalPath = { chipJPerK: 5, sinkJPerK: 60, chipSinkKPerW: 0.9 };
const load: HeatLoad = { chipW: 15, sinkW: 1.5, airC: 22, sinkAirKPerW: 1.4 };

describe('the heat path chip → heatsink → air', () => {
  it('agrees with SciPy over switched power and air temperature', () => {
    const reference = referenceCase();
    if (reference === undefined) return;
    const { params, schedule, t } = reference.inputs;
    const its: ThermalPath = {
      chipJPerK: params.C_chip,
      sinkJPerK: params.C_sink,
      chipSinkKPerW: params.R_chip_sink,
    };
    const temps = { chipC: params.T0[0], sinkC: params.T0[1] };
    let worst = 0;
    for (let n = 1; n < t.length; n++) {
      const from = t[n - 1] ?? 0;
      const segment = schedule.find(({ start_s, end_s }) => from >= start_s && from < end_s);
      if (segment === undefined) throw new Error(`no segment at ${from} s`);
      const heat = {
        chipW: segment.power_w,
        sinkW: 0,
        airC: segment.ambient_c,
        sinkAirKPerW: params.R_sink_ambient,
      };
      advanceTemps(temps, its, heat, (t[n] ?? 0) - from);
      const [chipC, sinkC] = reference.expected.T[n] ?? [Number.NaN, Number.NaN];
      worst = Math.max(worst, Math.abs(temps.chipC - chipC), Math.abs(temps.sinkC - sinkC));
    }
    expect(worst).toBeLessThan(5e-8);
  });

  it('does not care how a span is cut into steps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 90, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (cuts) => {
          const whole = { chipC: 20, sinkC: 20 };
          const cut = { chipC: 20, sinkC: 20 };
          advanceTemps(
            whole,
            path,
            load,
            cuts.reduce((sum, each) => sum + each, 0),
          );
          for (const each of cuts) advanceTemps(cut, path, load, each);
          expect(cut.chipC).toBeCloseTo(whole.chipC, 9);
          expect(cut.sinkC).toBeCloseTo(whole.sinkC, 9);
        },
      ),
    );
  });

  it('never passes the temperature at which it settles, however long the step', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e6, noNaN: true }), (dtS) => {
        const temps = { chipC: 22, sinkC: 22 };
        advanceTemps(temps, path, load, dtS);
        const steady = steadyTemps(path, load);
        expect(temps.chipC).toBeLessThanOrEqual(steady.chipC + 1e-9);
        expect(temps.sinkC).toBeLessThanOrEqual(steady.sinkC + 1e-9);
        expect(temps.sinkC).toBeGreaterThan(22);
      }),
    );
  });

  it('gives to the air, once settled, exactly the heat that is made', () => {
    const { chipC, sinkC } = steadyTemps(path, load);
    expect((sinkC - load.airC) / load.sinkAirKPerW).toBeCloseTo(load.chipW + load.sinkW, 9);
    expect((chipC - sinkC) / path.chipSinkKPerW).toBeCloseTo(load.chipW, 9);
  });
});
