import fc from 'fast-check';
import { expect, test } from 'vitest';
import { confidenceOf } from './watch-finding.ts';

test('the confidence of evidence is one less the chance that it comes of nothing', () => {
  expect(confidenceOf(0)).toBe(0);
  expect(confidenceOf(Math.log(20))).toBeCloseTo(0.95, 12);
});

test('evidence grows surer with its strength, and is never as sure as what a miner says of itself', () => {
  const nats = fc.double({ noNaN: true });
  fc.assert(
    fc.property(nats, nats, (one, other) => {
      const [less, more] = [confidenceOf(Math.min(one, other)), confidenceOf(Math.max(one, other))];
      expect(less).toBeGreaterThanOrEqual(0);
      expect(less).toBeLessThanOrEqual(more);
      expect(more).toBeLessThan(1);
    }),
  );
});
