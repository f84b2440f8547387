import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { type ProfileOptions, StreamingProfile } from './matrix-profile.ts';

const OPTIONS: ProfileOptions = { window: 5, history: 30, leastDeviation: 0 };

/** By the definition: z-normalise both windows, and take the distance. */
function distance(a: readonly number[], b: readonly number[]): number {
  const [za, zb] = [a, b].map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    const isFlat = values.every((value) => value === values[0]);
    return isFlat ? undefined : values.map((value) => (value - mean) / deviation);
  });
  if (za === undefined || zb === undefined) return za === zb ? 0 : Math.sqrt(a.length);
  return Math.sqrt(za.reduce((sum, value, at) => sum + (value - (zb[at] ?? 0)) ** 2, 0));
}

/** The nearest of the windows that end `window` … `history` values before the last one. */
function leftProfile(values: readonly number[], { window, history }: ProfileOptions): number {
  const last = values.slice(-window);
  let nearest = Number.NaN;
  for (let lag = window; lag <= history && lag + window <= values.length; lag++) {
    const other = values.slice(values.length - lag - window, values.length - lag);
    if ([...last, ...other].some(Number.isNaN)) continue;
    const apart = distance(last, other);
    if (!(apart >= nearest)) nearest = apart;
  }
  return nearest;
}

const steps = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(Number.NaN, 1, 1, 1, 0.5)), {
  maxLength: 90,
});

describe('a streaming matrix profile', () => {
  it('is the distance to the nearest window before, by its definition, flat and missing ones too', () => {
    fc.assert(
      fc.property(steps, (values) => {
        const profile = new StreamingProfile(OPTIONS);
        for (const [at, value] of values.entries()) {
          const expected = leftProfile(values.slice(0, at + 1), OPTIONS);
          const found = profile.update(value);
          // A distance is the root of a difference: where that is 0 but for rounding, half of the digits are left.
          if (Number.isNaN(expected)) expect(found).toBeNaN();
          else expect(Math.abs(found - expected)).toBeLessThan(1e-6);
        }
      }),
    );
  });

  it('keeps its digits far from nought, over many histories, and after a spike', () => {
    const random = new Random(2);
    const options = { window: 12, history: 50, leastDeviation: 0 };
    const profile = new StreamingProfile(options);
    const values: number[] = [];
    for (let at = 0; at < 1_000; at++) {
      values.push(at === 500 ? 1e9 : 1e6 + Math.sin(at) + random.normal());
      const found = profile.update(values.at(-1) as number);
      if (at >= 23) expect(Math.abs(found - leftProfile(values, options))).toBeLessThan(1e-5);
    }
  });

  it('sees what is new in a rhythm, and not that the rhythm goes on', () => {
    const random = new Random(4);
    const profile = new StreamingProfile({ window: 24, history: 240, leastDeviation: 0 });
    const found = Array.from({ length: 600 }, (_, at) => {
      const isNew = at >= 480 && at < 492;
      return profile.update((isNew ? 0 : Math.sin((2 * Math.PI * at) / 24)) + 0.1 * random.normal());
    });
    const greatest = found.reduce(
      (best, each, at) => (at > 100 && each > (found[best] as number) ? at : best),
      100,
    );
    expect(greatest).toBeGreaterThanOrEqual(480);
    expect(greatest).toBeLessThan(492 + 24);
  });

  it('of any series lies within 0 and 2√m or is missing, and goes on from what was kept', () => {
    const options = { ...OPTIONS, leastDeviation: 0.01 };
    fc.assert(
      fc.property(fc.array(fc.double(), { maxLength: 60 }), steps, (before, after) => {
        const [one, other] = [new StreamingProfile(options), new StreamingProfile(options)];
        for (const x of before) {
          const found = one.update(x);
          expect(Number.isNaN(found) || (found >= 0 && found <= 2 * Math.sqrt(5))).toBe(true);
        }
        const kept = JSON.stringify(one.state);
        other.restore(JSON.parse(kept));
        expect(JSON.stringify(other.state)).toBe(kept);
        for (const x of after) expect(Number.isNaN(other.update(x))).toBe(Number.isNaN(one.update(x)));
      }),
    );
    const random = new Random(1);
    const [one, other] = [new StreamingProfile(options), new StreamingProfile(options)];
    for (let at = 0; at < 77; at++) one.update(random.normal());
    other.restore(one.state);
    for (let at = 0; at < 100; at++) {
      const x = random.normal();
      expect(other.update(x)).toBeCloseTo(one.update(x), 6);
    }
  });

  it('takes what a last digit does for flat where it is told to', () => {
    const random = new Random(3);
    const [deaf, plain] = [0.2, 0].map(
      (leastDeviation) => new StreamingProfile({ ...OPTIONS, leastDeviation }),
    );
    let [deafSum, plainSum] = [0, 0];
    for (let at = 0; at < 60; at++) {
      const x = 7 + 0.1 * Math.round(random.uniform());
      deafSum += deaf?.update(x) || 0;
      plainSum += plain?.update(x) || 0;
    }
    expect(deafSum).toBe(0);
    expect(plainSum).toBeGreaterThan(1);
  });

  it('refuses windows without a shape, and histories without another window', () => {
    expect(() => new StreamingProfile({ ...OPTIONS, window: 1 })).toThrow(RangeError);
    expect(() => new StreamingProfile({ ...OPTIONS, history: 4 })).toThrow(RangeError);
  });
});
