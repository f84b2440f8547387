import { describe, expect, it } from 'vitest';
import type { TuningSample, TuningTrial } from '../../domain/tuning.ts';
import { isFrozen } from './sensor-sense.ts';

const trial = (powerW: number, hashrateHs: number): TuningTrial => ({
  point: { frequencyMhz: 525, coreVoltageMv: 1_150 },
  fromMs: 0,
  untilMs: 300_000,
  powerW: { mean: powerW, error: 1 },
  hashrateHs: { mean: hashrateHs, error: 1e10 },
  ended: 'measured',
});

const samples = (count: number, told: Omit<TuningSample, 'atMs'>): readonly TuningSample[] =>
  Array.from({ length: count }, (_, k) => ({ atMs: 15_000 * k, ...told }));

const BEFORE: TuningSample = { atMs: -15_000, powerW: 2_092, chipC: 71, fanPercent: 40 };

describe('a sensor', () => {
  it('that tells the same watts at another hashrate is frozen', () => {
    const told = samples(5, { powerW: 2_092 });
    expect(isFrozen(BEFORE, told, trial(2_092, 81e12), trial(2_092, 67e12))).toBe(true);
  });

  it('that tells the same whole watts at the same hashrate may be right', () => {
    const told = samples(30, { powerW: 2_092 });
    expect(isFrozen(BEFORE, told, trial(2_092, 81e12), trial(2_092, 81.5e12))).toBe(false);
  });

  it('that tells the same hundredths of a watt over and over is frozen, whatever else', () => {
    const told = samples(5, { powerW: 17.1284 });
    const before = { ...BEFORE, powerW: 17.1284 };
    expect(isFrozen(before, told, trial(17.1284, 1.2e12), trial(17.1284, 1.2e12))).toBe(true);
  });

  it('that has changed once is not frozen', () => {
    const told = [...samples(9, { powerW: 2_092 }), { atMs: 200_000, powerW: 2_091 }];
    expect(isFrozen(BEFORE, told, trial(2_092, 81e12), trial(2_092, 67e12))).toBe(false);
  });

  it('of heat that stays under a fan that follows may be right, and under one that does not is frozen', () => {
    const [last, now] = [trial(2_200, 85e12), trial(1_800, 75e12)];
    const following = samples(8, { powerW: 1_800, chipC: 71, fanPercent: 32 });
    expect(isFrozen(BEFORE, following, last, now)).toBe(false);
    const deaf = samples(8, { powerW: 1_800, chipC: 71, fanPercent: 40 });
    expect(isFrozen(BEFORE, deaf, last, now)).toBe(true);
  });

  it('is not judged by a few readings, nor before there is anything to compare with', () => {
    const few = samples(4, { powerW: 2_092 });
    expect(isFrozen(BEFORE, few, trial(2_092, 81e12), trial(2_092, 67e12))).toBe(false);
    const told = samples(9, { powerW: 2_092 });
    expect(isFrozen(undefined, told, trial(2_092, 81e12), trial(2_092, 67e12))).toBe(false);
    expect(isFrozen(BEFORE, told, undefined, trial(2_092, 67e12))).toBe(false);
  });
});
