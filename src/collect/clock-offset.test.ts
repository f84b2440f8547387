import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockOffsetMs } from './clock-offset.ts';

test('clocks that the network sets differ by nothing, however long a reply took', () => {
  for (const measured of [-5_000, -40, 0, 3, 4_999]) expect(clockOffsetMs(0, measured)).toBe(0);
});

test('a clock that is hours off is held to be off by the same, reply after reply', () => {
  const first = clockOffsetMs(0, 10_920_347);
  expect(first).toBe(10_920_000);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -4_000, max: 4_000 })), (jitters) => {
      let held = first;
      for (const jitter of jitters) held = clockOffsetMs(held, 10_920_000 + jitter);
      expect(held).toBe(first);
    }),
  );
});

test('once a wrong clock is set, nothing is shifted any more', () => {
  expect(clockOffsetMs(10_920_000, 120)).toBe(0);
});
