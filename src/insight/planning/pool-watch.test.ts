import { expect, it } from 'vitest';
import { POOL_RETRY_MS, POOL_SURE_MS, type PoolWatch, poolWatched } from './pool-watch.ts';

/** Tells the same each half minute, from one moment to another. */
function told(before: PoolWatch | undefined, isAway: boolean | undefined, fromMs: number, toMs: number) {
  let watch = before;
  for (let at = fromMs; at <= toMs; at += 30_000) watch = poolWatched(watch, isAway, at);
  return watch;
}

it('counts a pool as away, and as back, when it was so all along for three minutes', () => {
  const away = told(told(undefined, false, 0, 60_000), true, 90_000, 90_000 + POOL_SURE_MS - 30_000);
  expect(away?.isDown).toBe(false);
  const sure = told(away, true, 90_000 + POOL_SURE_MS, 90_000 + POOL_SURE_MS);
  expect(sure?.isDown).toBe(true);
  const backMs = 90_000 + POOL_SURE_MS + 30_000;
  expect(told(sure, false, backMs, backMs + POOL_SURE_MS - 30_000)?.isDown).toBe(true);
  expect(told(sure, false, backMs, backMs + POOL_SURE_MS)?.isDown).toBe(false);
});

it('is not moved by a line that comes and goes', () => {
  let watch: PoolWatch | undefined;
  for (let at = 0; at < 3_600_000; at += 30_000) {
    watch = poolWatched(watch, Math.floor(at / 60_000) % 2 === 0, at);
    expect(watch.isDown).toBe(false);
  }
});

it('tries a miner again after half an hour, for one that rests may not look for its pool', () => {
  const away = told(undefined, true, 0, POOL_SURE_MS);
  expect(away?.isDown).toBe(true);
  const later = told(away, undefined, POOL_SURE_MS + 30_000, POOL_SURE_MS + POOL_RETRY_MS - 30_000);
  expect(later?.isDown).toBe(true);
  const tried = told(later, undefined, POOL_SURE_MS + POOL_RETRY_MS, POOL_SURE_MS + POOL_RETRY_MS);
  expect(tried?.isDown).toBe(false);
  const again = POOL_SURE_MS + POOL_RETRY_MS + 30_000;
  expect(told(tried, true, again, again + POOL_SURE_MS)?.isDown).toBe(true);
});
