import { describe, expect, it } from 'vitest';
import { Random } from '../numerics/random.ts';
import { bestOf, lastArrivalAgoS, shareRatePerS } from './share-arrivals.ts';
import { StratumLink } from './stratum.ts';

const pool = { host: 'pool', port: 3333, user: 'me', difficulty: 1000 };
const open = { networkDown: false, primaryDown: false };

describe('shares', () => {
  it('come at 123 an hour for 1.2 TH/s at difficulty 8192', () => {
    expect(shareRatePerS(1.2e12, 8192) * 3600).toBeCloseTo(122.8, 1);
  });

  it('are Poisson: mean and variance agree over many seeds', () => {
    const hours = 2000;
    const counts = Array.from({ length: hours }, (_, seed) => {
      const link = new StratumLink(pool, pool, new Random(seed));
      for (let n = 0; n < 60; n++) link.step(1e12, n * 60_000, 60, open);
      return link.accepted + link.rejected + link.stale;
    });
    const expected = shareRatePerS(1e12, 1000) * 3600;
    const mean = counts.reduce((sum, count) => sum + count, 0) / hours;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (hours - 1);
    expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(expected / hours));
    expect(Math.abs(variance / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / hours));
  });

  it('beat difficulty x one time in x/D', () => {
    const random = new Random(4);
    const beyond = Array.from({ length: 20_000 }, () => bestOf(random, 1, 1000)).filter(
      (best) => best > 10_000,
    );
    expect(Math.abs(beyond.length / 20_000 - 0.1)).toBeLessThan(0.01);
    expect(bestOf(random, 0, 1000)).toBe(0);
  });

  it('leave a last one whose age is exponential when there are many', () => {
    const random = new Random(5);
    const ages = Array.from({ length: 20_000 }, () => lastArrivalAgoS(random, 60, 60));
    expect(ages.reduce((sum, age) => sum + age, 0) / ages.length).toBeCloseTo(60 / 61, 1);
  });

  it('let the pool estimate the hashrate to within its shares', () => {
    const link = new StratumLink(pool, pool, new Random(6));
    for (let n = 0; n < 120; n++) link.step(1e12, n * 60_000, 60, open);
    const perHour = shareRatePerS(1e12, 1000) * 3600;
    expect(Math.abs(link.poolSideHashrateHs / 1e12 - 1)).toBeLessThan(4 / Math.sqrt(perHour));
  });
});

describe('pool fail-over', () => {
  it('goes to the second pool when the first is away, and returns', () => {
    const link = new StratumLink(pool, { ...pool, host: 'other' }, new Random(7));
    const away = { networkDown: false, primaryDown: true };
    link.step(1e12, 0, 10, away);
    expect(link.usingFallback).toBe(false);
    expect(link.accepted).toBe(0);
    for (let n = 1; n < 30; n++) link.step(1e12, n * 10_000, 10, away);
    expect(link.active.setup.host).toBe('other');
    expect(link.accounts[1].accepted).toBeGreaterThan(0);
    for (let n = 30; n < 40; n++) link.step(1e12, n * 10_000, 10, open);
    expect(link.usingFallback).toBe(false);
  });

  it('finds no pool at all while the router is down', () => {
    const link = new StratumLink(pool, pool, new Random(8));
    for (let n = 0; n < 60; n++) link.step(1e12, n * 60_000, 60, { networkDown: true, primaryDown: false });
    expect(link.accepted).toBe(0);
  });
});
