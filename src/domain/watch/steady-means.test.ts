import { expect, test } from 'vitest';
import { SteadyMeans } from './steady-means.ts';

const POLL_MS = 10_000;

/** A miner of 1 TH/s at 15 W that was paused after ten minutes, drew 5 W, and went on at 15 min. */
function followed(untilMs: number): SteadyMeans {
  const means = new SteadyMeans();
  for (let atMs = 0; atMs < untilMs; atMs += POLL_MS) {
    const paused = atMs >= 605_000 && atMs < 905_000;
    means.add({
      atMs,
      uptimeS: atMs / 1_000,
      paused,
      mining: !paused,
      hashrateHs: paused ? 0 : 1e12,
      powerW: paused ? 5 : 15,
    });
    means.addWall(atMs, paused ? 7 : 18);
  }
  return means;
}

test('a pause begins the means anew, so that none is of both sides of it', () => {
  const paused = followed(615_000);
  expect(paused.hashrateHs(615_000)).toBe(0);
  expect(paused.powerW(615_000)).toBe(5);
  expect(paused.sinceMs).toBe(610_000);
  const on = followed(925_000);
  expect(on.hashrateHs(925_000)).toBe(1e12);
  expect(on.powerW(925_000)).toBe(15);
  expect(on.wallPowerW(925_000)).toBe(18);
  expect(on.sinceMs).toBe(910_000);
});

test('a restart begins them anew, a jitter of the uptime does not', () => {
  const means = new SteadyMeans();
  means.add({ atMs: 0, uptimeS: 500, hashrateHs: 1e12 });
  means.add({ atMs: POLL_MS, uptimeS: 498, hashrateHs: 2e12 });
  expect(means.hashrateHs(POLL_MS)).toBe(1.5e12);
  expect(means.sinceMs).toBeUndefined();
  means.add({ atMs: 2 * POLL_MS, uptimeS: 3, hashrateHs: 3e12 });
  expect(means.hashrateHs(2 * POLL_MS)).toBe(3e12);
});

test('one answer of 0 H/s is no pause: a miner that flickers keeps the mean that shows it', () => {
  const means = new SteadyMeans();
  for (const [poll, hashrateHs] of [1e12, 0, 1e12, 0].entries())
    means.add({ atMs: poll * POLL_MS, uptimeS: 100 + poll * 10, hashrateHs });
  expect(means.hashrateHs(4 * POLL_MS)).toBe(0.5e12);
});

test('what is not told has no mean', () => {
  const means = new SteadyMeans();
  means.add({ atMs: 0, hashrateHs: 1e12 });
  means.addWall(0, undefined);
  expect(means.powerW(0)).toBeUndefined();
  expect(means.wallPowerW(0)).toBeUndefined();
  expect(means.hashrateHs(3_600_000)).toBeUndefined();
});
