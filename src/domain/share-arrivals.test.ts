import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  learnedSilenceNats,
  learnRate,
  meanRatePerS,
  shareRatePerS,
  silenceConfidence,
  silenceThreshold,
  UNKNOWN_RATE,
  WATCH_NATS,
} from './share-arrivals.ts';

describe('the share rate', () => {
  it('of 1.2 TH/s at difficulty 8192 is about 123 an hour (wishes: arithmetic)', () => {
    const rate = shareRatePerS({ hashrateHs: 1.2e12, difficulty: 8192, algorithm: 'sha256' });
    expect((rate ?? Number.NaN) * 3600).toBeCloseTo(122.78, 1);
  });

  it('counts 2^16 hashes a unit for scrypt', () => {
    expect(shareRatePerS({ hashrateHs: 65_536, difficulty: 1, algorithm: 'scrypt' })).toBe(1);
  });

  it.each([
    [undefined, 1000, 'sha256'],
    [1e12, undefined, 'sha256'],
    [1e12, 0, 'sha256'],
    [1e12, -1, 'sha256'],
    [Number.NaN, 1000, 'sha256'],
    [1e12, 1000, 'equihash'],
  ] as const)('is unknown for hashrate %s, difficulty %s, %s', (hashrateHs, difficulty, algorithm) => {
    expect(shareRatePerS({ hashrateHs, difficulty, algorithm })).toBeUndefined();
  });
});

describe('silence', () => {
  it('of 6.9078 expected shares is 99.9 % certain', () => {
    expect(WATCH_NATS).toBeCloseTo(6.9078, 4);
    expect(silenceConfidence(WATCH_NATS)).toBeCloseTo(0.999, 12);
  });

  it('is never more certain than 1 nor less than 0, and grows with what was expected', () => {
    const expected = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(expected, expected, (a, b) => {
        expect(silenceConfidence(a) + Math.exp(-a)).toBeCloseTo(1, 12);
        if (a < b) expect(silenceConfidence(a)).toBeLessThanOrEqual(silenceConfidence(b));
      }),
    );
  });

  it('longer than the threshold happens to a living miner as often as the budget says', () => {
    const rate = 122.78 / 3600;
    const nats = silenceThreshold(rate, 1);
    expect(nats).toBeCloseTo(11.404, 2);
    expect(rate * 30.436875 * 86_400 * Math.exp(-nats)).toBeCloseTo(1, 9);
  });

  it('of a miner with few shares still needs 99.9 %', () => {
    expect(silenceThreshold(1 / 86_400, 1)).toBe(WATCH_NATS);
  });
});

describe('a learned share rate', () => {
  it('approaches the true rate', () => {
    let learned = UNKNOWN_RATE;
    for (let share = 0; share < 50; share++) learned = learnRate(learned, 1, 30);
    expect(meanRatePerS(learned)).toBeCloseTo(1 / 30, 3);
  });

  it('needs a longer silence than a known rate, and the longer the fewer shares it has seen', () => {
    const many = learnRate(UNKNOWN_RATE, 100, 3000);
    const few = learnRate(UNKNOWN_RATE, 5, 150);
    const silenceS = 7 * 30;
    expect(learnedSilenceNats(many, silenceS)).toBeLessThan(7);
    expect(learnedSilenceNats(few, silenceS)).toBeLessThan(learnedSilenceNats(many, silenceS));
    expect(learnedSilenceNats(many, 8.4 * 30)).toBeGreaterThan(WATCH_NATS);
  });

  it('follows a pool that raised its difficulty unseen', () => {
    let learned = learnRate(UNKNOWN_RATE, 500, 5000);
    for (let share = 0; share < 100; share++) learned = learnRate(learned, 1, 40);
    expect(meanRatePerS(learned)).toBeCloseTo(1 / 40, 3);
  });
});
