import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/numerics/random.ts';
import { GAMMA_601 } from '../../../src/twin/miner-models.ts';
import { readSweep, regretOf, type SweptPoint, tuneSweep, usualStarts } from './recorded-sweep.ts';
import { truthAt } from './tuned-twin.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-sweep-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(...lines: readonly string[]): string {
  const file = join(folder, 'some_sweep.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

describe('a recorded sweep', () => {
  it('is read by the names that other benchmarks write, and by power where no efficiency is told', () => {
    const file = written(
      'frequency,coreVoltage,averageHashRate,averageTemperature,averagePower',
      '500,1100,1000,55,15',
      '525,1125,1050,57,16.8',
    );
    expect(readSweep(file)).toEqual([
      { point: { frequencyMhz: 500, coreVoltageMv: 1_100 }, hashrateHs: 1e12, chipC: 55, jPerTh: 15 },
      { point: { frequencyMhz: 525, coreVoltageMv: 1_125 }, hashrateHs: 1.05e12, chipC: 57, jPerTh: 16 },
    ]);
  });

  it('leaves out points that a benchmark gave up on', () => {
    const head = 'core_mv,freq_mhz,hashrate_ghs,asic_temp_c,efficiency_jth';
    const good = ['1100,400,800,50,15', '1100,425,850,51,15.2', '1125,425,850,52,15.9'];
    const file = written(head, ...good, '1958,500,800,60,1', '1000,600,0,50,', '1000,575,2,50,7000');
    expect(readSweep(file)).toHaveLength(good.length);
  });

  it('says which column is not there, and which cell is no number', () => {
    expect(() => readSweep(written('freq_mhz,hashrate_ghs', '400,500'))).toThrow(/core_mv/);
    expect(() => readSweep(written('freq_mhz,core_mv,hashrate_ghs', '400,x,500'))).toThrow(/row 2: "x"/);
  });

  it('of a chip that makes two hashes of a clock is tuned from about what its maker ships', () => {
    const sweep = sweptTwin(7);
    const starts = usualStarts(sweep);
    for (const { point } of starts) {
      expect(Math.abs(point.frequencyMhz - 525)).toBeLessThanOrEqual(40);
      expect(Math.abs(point.coreVoltageMv - 1_150)).toBeLessThanOrEqual(50);
    }
    const start = starts.at(-1) as SweptPoint;
    const { regretAfter } = tuneSweep(sweep, start, [12], 1);
    expect(regretAfter[12]).toBeLessThan(0.02);
    expect(regretAfter[12]).toBeLessThan(regretOf(sweep, start) / 3);
  });
});

/** What somebody records who tries all settings of a simulated Gamma, each known to 1 %. */
function sweptTwin(seed: number): readonly SweptPoint[] {
  const random = new Random(seed);
  const only = (value: number) => ({ min: value, max: value, step: 1 });
  return [1_050, 1_100, 1_150, 1_200].flatMap((coreVoltageMv) =>
    [400, 425, 450, 475, 500, 525, 550, 575, 600].flatMap((frequencyMhz) => {
      const envelope = { frequencyMhz: only(frequencyMhz), coreVoltageMv: only(coreVoltageMv) };
      const objective = { kind: 'efficiency' } as const;
      const point = { frequencyMhz, coreVoltageMv };
      const truth = truthAt({ model: GAMMA_601, seed, envelope, objective, mostTrials: 12 }, point);
      const hashrateHs = truth.hashrateHs * (1 + 0.01 * random.normal());
      return hashrateHs > 0
        ? [{ point, hashrateHs, chipC: 55, jPerTh: truth.powerW / (hashrateHs / 1e12) }]
        : [];
    }),
  );
}
