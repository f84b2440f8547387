import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextAfterAnswer, nextAfterFailure } from './next-ask.ts';

const HOUR_MS = 3_600_000;
const random = fc.double({ min: 0, max: 0.999, noNaN: true });

test('an answer serves its time, and up to a tenth more, so that homes do not ask in step', () => {
  fc.assert(
    fc.property(random, (part) => {
      const pause = nextAfterAnswer(5, 600_000, () => part) - 5;
      expect(pause).toBeGreaterThanOrEqual(600_000);
      expect(pause).toBeLessThan(660_000);
    }),
  );
});

test('a provider that fails is asked ever more rarely, and again within seven hours', () => {
  const pauses = Array.from({ length: 20 }, (_, i) =>
    nextAfterFailure(0, { kind: 'unreachable' }, i + 1, () => 0),
  );
  expect(pauses[0]).toBe(60_000);
  expect(pauses[1]).toBe(120_000);
  expect(pauses.at(-1)).toBe(6 * HOUR_MS);
});

test('a provider that names its pause is given it, up to a day', () => {
  const next = nextAfterFailure(0, { kind: 'rate-limited', retryAfterMs: 24 * HOUR_MS }, 1, () => 0);
  expect(next).toBe(24 * HOUR_MS);
  // A date by which our clock is a year behind, or one of a provider that is mistaken.
  const far = nextAfterFailure(0, { kind: 'rate-limited', retryAfterMs: 8_760 * HOUR_MS }, 1, () => 0);
  expect(far).toBe(24 * HOUR_MS);
});
