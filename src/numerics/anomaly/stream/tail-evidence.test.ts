import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../random.ts';
import { TailEvidence } from './tail-evidence.ts';

const evidenceOf = (values: readonly number[]) => {
  const tail = new TailEvidence();
  return values.map((value) => tail.push(value));
};
const drawn = (count: number, draw: (random: Random) => number) => {
  const random = new Random(11);
  return Array.from({ length: count }, () => draw(random));
};

describe('evidence from a stream’s own past', () => {
  it.each([
    ['normal', (random: Random) => random.normal()],
    ['skewed', (random: Random) => random.exponential()],
    ['heavy-tailed', (random: Random) => random.uniform() ** -0.3],
  ])('is passed as often as it says by %s noise', (_, draw) => {
    const evidence = evidenceOf(drawn(30_000, draw)).slice(1000);
    for (const digits of [1, 2, 3]) {
      const share = evidence.filter((one) => one >= digits).length / evidence.length;
      expect(share / 10 ** -digits).toBeGreaterThan(0.6);
      expect(share / 10 ** -digits).toBeLessThan(1.7);
    }
  });

  it('grows with the value and ends at 1 in 10,000', () => {
    const past = drawn(500, (random) => random.normal());
    const last = [-3, 0, 1, 2, 3, 4, 6, 100].map(
      (value) => evidenceOf([...past, value]).at(-1) ?? Number.NaN,
    );
    expect(last).toEqual(last.toSorted((one, other) => one - other));
    expect(last.at(-1)).toBe(4);
  });

  it('says nothing before 200 values, and nothing of a missing one', () => {
    const past = drawn(200, (random) => random.normal());
    expect(evidenceOf(past)).toEqual(past.map(() => 0));
    expect(evidenceOf([...past, Number.NaN, 50]).slice(-2)).toEqual([0, 4]);
  });

  it('is great where what never changed becomes greater, not where it stays', () => {
    const still = Array.from({ length: 300 }, () => 7);
    expect(evidenceOf([...still, 7]).at(-1)).toBeLessThan(0.01);
    expect(evidenceOf([...still, 7.1]).at(-1)).toBe(4);
  });

  it('forgets what is older than 4000 values', () => {
    const past = drawn(4000, (random) => random.normal());
    const high = Array.from({ length: 300 }, () => 1000);
    expect(evidenceOf([...high, ...past.slice(1), 500]).at(-1)).toBeLessThan(3);
    expect(evidenceOf([...high, ...past, ...past.slice(0, 300), 500]).at(-1)).toBe(4);
  });

  it('does not depend on the unit', () => {
    const past = drawn(600, (random) => random.normal());
    expect(evidenceOf(past.map((value) => value * 1024))).toEqual(evidenceOf(past));
  });

  it('lies between 0 and 4 for any numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 230, maxLength: 300 }), (values) => {
        for (const evidence of evidenceOf(values)) {
          expect(evidence).toBeGreaterThanOrEqual(0);
          expect(evidence).toBeLessThanOrEqual(4);
        }
      }),
      { numRuns: 20 },
    );
  });
});
