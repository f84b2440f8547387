import { describe, expect, it } from 'vitest';
import type { TuningSample } from '../../domain/tuning.ts';
import { Random } from '../../numerics/random.ts';
import { hasSettled, isKnownWell, meanOf, trialOf } from './trial.ts';

const POINT = { frequencyMhz: 525, coreVoltageMv: 1_150 };

function samples(count: number, scatter: number, random: Random): TuningSample[] {
  return Array.from({ length: count }, (_, index) => ({
    atMs: index * 10_000,
    hashrateHs: 1e12 * (1 + scatter * random.normal()),
    powerW: 15 * (1 + 0.002 * random.normal()),
  }));
}

describe('a mean of readings', () => {
  it('is off by its own error as often as a normal law says', () => {
    const random = new Random(1);
    let within = 0;
    for (let run = 0; run < 400; run++) {
      const told = meanOf(Array.from({ length: 20 }, () => 100 + 5 * random.normal()));
      if (told && Math.abs(told.mean - 100) <= 2 * told.error) within++;
    }
    expect(within / 400).toBeGreaterThan(0.9);
    expect(within / 400).toBeLessThan(0.99);
  });

  it('counts readings that hang together as fewer', () => {
    const random = new Random(2);
    let level = 0;
    const together = Array.from({ length: 40 }, () => {
      level = 0.8 * level + 0.6 * random.normal();
      return 100 + level;
    });
    const apart = Array.from({ length: 40 }, () => 100 + random.normal());
    expect(meanOf(together)?.error ?? 0).toBeGreaterThan(1.5 * (meanOf(apart)?.error ?? 0));
  });

  it('leaves out the absurd hashrate of a broken register', () => {
    const told = meanOf([1.01, 0.99, 1, 1.02, 0.98, 1, 200, 1.01]);
    expect(told?.mean).toBeCloseTo(1, 1);
  });

  it('is none of nothing, and no number is nothing', () => {
    expect(meanOf([undefined, Number.NaN])).toBeUndefined();
  });
});

describe('a trial', () => {
  it('ends early where readings agree, and not where they scatter by a tenth', () => {
    const random = new Random(3);
    const steady = trialOf(POINT, samples(16, 0.005, random), 'measured');
    const wild = trialOf(POINT, samples(16, 0.1, random), 'measured');
    expect(steady && isKnownWell(steady, 16)).toBe(true);
    expect(wild && isKnownWell(wild, 16)).toBe(false);
    expect(steady && isKnownWell(steady, 3)).toBe(false);
  });

  it('is not believed to be steady by a moment of it, where earlier ones scattered', () => {
    const random = new Random(6);
    const earlier = [1, 2, 3].map(() => trialOf(POINT, samples(30, 0.1, random), 'measured'));
    const known = earlier.filter((each) => each !== undefined);
    const lucky = samples(16, 0.001, random);
    const alone = trialOf(POINT, lucky, 'measured');
    const among = trialOf(POINT, lucky, 'measured', known);
    expect(alone && isKnownWell(alone, 16)).toBe(true);
    expect(among && isKnownWell(among, 16)).toBe(false);
  });

  it('is none where the miner tells no hashrate or no power', () => {
    expect(trialOf(POINT, [{ atMs: 0, powerW: 15 }], 'measured')).toBeUndefined();
    expect(trialOf(POINT, [{ atMs: 0, hashrateHs: 0, powerW: 15 }], 'measured')).toBeUndefined();
  });

  it('begins to count once the chip stays as warm as it is, or after two and a half minutes', () => {
    const warming = Array.from({ length: 20 }, (_, index) => ({ atMs: index * 10_000, chipC: 50 + index }));
    const still = warming.map((each) => ({ ...each, chipC: 60 }));
    expect(hasSettled(still, 0, 30_000)).toBe(false);
    expect(hasSettled(still, 0, 60_000)).toBe(true);
    expect(hasSettled(warming, 0, 60_000)).toBe(false);
    expect(hasSettled(warming, 0, 150_000)).toBe(true);
  });
});
