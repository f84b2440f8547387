import { expect, test } from 'vitest';
import { ClaimThrottle } from './claim-throttle.ts';
import { ProxyError } from './problem.ts';

/** Seconds to wait at this time; 0 where one may try. */
function waitS(throttle: ClaimThrottle, nowMs: number): number {
  try {
    throttle.admit(nowMs);
    return 0;
  } catch (error) {
    return error instanceof ProxyError ? (error.retryAfterS ?? Number.NaN) : Number.NaN;
  }
}

test('four mistakes cost no time, and from the fifth on each one doubles the wait', () => {
  const throttle = new ClaimThrottle();
  const waits = Array.from({ length: 8 }, () => {
    throttle.failed(0);
    return waitS(throttle, 0);
  });
  expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8]);
  expect(waitS(throttle, 8_000)).toBe(0);
});

test('whoever always tries as soon as it is allowed gets about 300 guesses a day', () => {
  const throttle = new ClaimThrottle();
  let guesses = 0;
  for (let nowMs = 0; nowMs < 86_400_000; ) {
    const wait = waitS(throttle, nowMs);
    if (wait > 0) nowMs += wait * 1000;
    else {
      throttle.failed(nowMs);
      guesses += 1;
    }
  }
  expect(guesses).toBeGreaterThan(200);
  expect(guesses).toBeLessThan(320);
});

test('a quarter of an hour without a mistake, and all is forgotten', () => {
  const throttle = new ClaimThrottle();
  for (let i = 0; i < 9; i++) throttle.failed(0);
  throttle.failed(20 * 60_000);
  expect(waitS(throttle, 20 * 60_000)).toBe(0);
});

test('a clock that is set back by a year holds nobody up for longer than five minutes', () => {
  const throttle = new ClaimThrottle();
  const yearMs = 365 * 86_400_000;
  for (let i = 0; i < 6; i++) throttle.failed(yearMs);
  expect(waitS(throttle, 0)).toBe(300);
  expect(waitS(throttle, 299_000)).toBe(1);
  expect(waitS(throttle, 300_000)).toBe(0);
});
