import { describe, expect, it } from 'vitest';
import { minerAtPool } from '../../tests/support/miner-at-pool.ts';
import type { FleetEvent } from '../domain/alert.ts';
import type { MinerView } from '../domain/fleet-view.ts';
import type { PoolAccount, PoolHashrate } from '../domain/pool-account.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import { poolCount } from './insight-pool-count.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 2, 20, 12);
const HASHRATE_HS = 1.2e12;
const USER = 'bc1qExample.Shed';

const miner = (id: string, user: string | undefined) =>
  minerAtPool(id, NOW_MS, { url: 'stratum+tcp://pool.example:3333', user });

function account(hashrates: readonly PoolHashrate[], name = 'Shed', atMs = NOW_MS): SourcesView['figures'] {
  const worker = { name, hashrates };
  const value: PoolAccount = { atMs, hashrates: [], coins: [], workers: [worker], payouts: [], rewards: [] };
  return { 'account:ckpool': { value, provider: 'ckpool', atMs, receivedAtMs: atMs } };
}

const DAY: PoolHashrate = { windowMs: 24 * HOUR_MS, hashrateHs: 0.9 * HASHRATE_HS };

function count(
  figures: SourcesView['figures'],
  {
    miners = [miner('one', USER)],
    storedHours = 30,
    events = [],
  }: { miners?: readonly MinerView[]; storedHours?: number; events?: readonly FleetEvent[] } = {},
) {
  return poolCount('one', {
    nowMs: () => NOW_MS,
    view: () => ({ miners }),
    figures: async () => figures,
    entities: { eventsBetween: async () => [...events] },
    telemetry: {
      async columns({ fromMs, toMs }) {
        const first = Math.max(fromMs, NOW_MS - storedHours * HOUR_MS);
        const minutes = Math.max(0, Math.floor((toMs - first) / 60_000));
        return {
          atMs: Float64Array.from({ length: minutes }, (_, i) => first + i * 60_000),
          values: {
            hashrateHs: new Float64Array(minutes).fill(HASHRATE_HS),
            poolDifficulty: new Float64Array(minutes).fill(1024),
          },
        };
      },
    },
  });
}

describe('a pool’s own count of a miner', () => {
  it('is held against what the miner claimed in the same window', async () => {
    const told = await count(account([{ hashrateHs: 1 }, { windowMs: HOUR_MS, hashrateHs: 5 }, DAY]));
    expect(told).toMatchObject({ provider: 'ckpool', atMs: NOW_MS, windowMs: 24 * HOUR_MS });
    expect(told?.counted.fraction).toBeCloseTo(0.9, 6);
    // 0.9 · 23,570 shares of a day: two standard deviations are 1.2 %.
    expect(told?.counted.low).toBeCloseTo(0.888, 3);
    expect(told?.counted.high).toBeCloseTo(0.912, 3);
  });

  it('is found by the whole user, too, and not by another’s name', async () => {
    expect(await count(account([DAY], 'bc1qexample.shed'))).toBeDefined();
    expect(await count(account([DAY], 'garage'))).toBeUndefined();
    expect(await count(account([DAY], ''))).toBeUndefined();
  });

  it('is nobody’s where two miners share one worker', async () => {
    expect(await count(account([DAY]), { miners: [miner('one', USER), miner('two', USER)] })).toBeUndefined();
  });

  it('is not told where a tenth of the window is not stored, or the miner changed its pool in it', async () => {
    expect(await count(account([DAY]), { storedHours: 23 })).toBeDefined();
    expect(await count(account([DAY]), { storedHours: 20 })).toBeUndefined();
    const events: FleetEvent[] = [
      { id: 'e', minerId: 'one', atMs: NOW_MS - HOUR_MS, kind: 'pool-changed', from: 'a', to: 'b' },
    ];
    expect(await count(account([DAY]), { events })).toBeUndefined();
  });

  it('by a mean that forgets is held against the claims as they are forgotten', async () => {
    const decaying = (hours: number, part: number): PoolHashrate => ({
      windowMs: hours * HOUR_MS,
      hashrateHs: part * HASHRATE_HS,
      decaying: true,
    });
    // CKPool's mean of a day holds what was days ago; its mean of six hours spreads as a window of twelve.
    const told = await count(account([decaying(24, 1), decaying(6, 0.9), decaying(1, 1)]));
    expect(told?.windowMs).toBe(12 * HOUR_MS);
    expect(told?.counted.fraction).toBeCloseTo(0.9, 6);
    expect(told?.counted.low).toBeCloseTo(0.883, 3);
    // The last fourteen hours hold nine tenths of its weight, the last twelve do not.
    const begun = await count(account([decaying(6, 1)]), { storedHours: 14 });
    expect(begun?.counted.fraction).toBeCloseTo(1, 6);
    expect(await count(account([decaying(6, 1)]), { storedHours: 12 })).toBeUndefined();
  });

  it('is not told from windows without a length, of minutes or of weeks', async () => {
    for (const windowMs of [undefined, 5 * 60_000, 7 * 24 * HOUR_MS])
      expect(await count(account([{ windowMs, hashrateHs: HASHRATE_HS }]))).toBeUndefined();
    expect(await count({})).toBeUndefined();
  });
});
