import { describe, expect, it } from 'vitest';
import { type FrozenRun, NO_RUN, trackFrozen } from './frozen-run.ts';
import type { Reading } from './reading.ts';
import { WATCH_NATS } from './share-arrivals.ts';

function reading(poll: number, hashrateHs: number | undefined, more: Partial<Reading> = {}): Reading {
  return {
    atMs: poll * 10_000,
    uptimeS: 100 + poll * 10,
    hashrateHs,
    fans: [],
    shares: {},
    boards: [],
    pools: [],
    faults: [],
    oddities: [],
    ...more,
  };
}

function follow(
  hashrates: readonly (number | undefined)[],
  from: FrozenRun = NO_RUN,
  firstPoll = 0,
): FrozenRun {
  return hashrates.reduce<FrozenRun>(
    (run, hashrateHs, poll) => trackFrozen(run, reading(firstPoll + poll, hashrateHs)),
    from,
  );
}

const same = (polls: number) => Array<number>(polls).fill(1.2e12);
const noisy = (polls: number) => Array.from({ length: polls }, (_, poll) => 1.2e12 + poll * 1e7);

describe('a frozen hashrate', () => {
  it('goes on where stored rows, which keep single precision, leave off', () => {
    const told = 1_200_123_456_789;
    const stored = Array<number>(6).fill(Math.fround(told));
    expect(follow([told, told], follow(stored), 6).polls).toBe(7);
  });

  it('of ten repeats is 99.9 % for a device that nothing is known of', () => {
    const run = follow(same(11));
    expect(run.polls).toBe(10);
    expect(run.evidenceNats).toBeCloseTo(Math.log(1001), 9);
    expect(run.evidenceNats).toBeGreaterThan(WATCH_NATS);
  });

  it('of four repeats is no evidence, whatever the past', () => {
    expect(follow(same(5)).evidenceNats).toBe(0);
    expect(follow(same(5), follow(noisy(100)), 100).evidenceNats).toBe(0);
  });

  it('tells since when', () => {
    expect(follow([1e12, 1.1e12, 1.1e12, 1.1e12]).sinceMs).toBe(10_000);
  });

  it('ends with the first new value', () => {
    const run = follow([...same(20), 1.3e12]);
    expect(run).toMatchObject({ polls: 0, evidenceNats: 0, sinceMs: 200_000 });
  });

  it('needs more repeats of a device that often repeats', () => {
    const habit = Array.from({ length: 120 }, (_, poll) => 1e12 + Math.floor(poll / 6) * 1e9);
    const habitual = follow(habit);
    const run = follow(same(11), habitual, 120);
    expect(run.evidenceNats).toBeLessThan(3);
    expect(follow(same(60), habitual, 120).evidenceNats).toBeGreaterThan(WATCH_NATS);
  });

  it('is certain sooner for a device that never repeats', () => {
    expect(follow(same(6), follow(noisy(200)), 200).evidenceNats).toBeGreaterThan(WATCH_NATS);
  });

  it('grows with each repeat', () => {
    let run = follow(same(6));
    for (let poll = 6; poll < 300; poll++) {
      const next = trackFrozen(run, reading(poll, 1.2e12));
      expect(next.evidenceNats).toBeGreaterThan(run.evidenceNats);
      run = next;
    }
  });
});

describe('what is not frozen', () => {
  it.each([
    ['zero', { hashrateHs: 0 }],
    ['an absent hashrate', { hashrateHs: undefined }],
    ['a paused miner', { paused: true }],
    ['a miner that does not claim to hash', { mining: false }],
    ['a reading without uptime', { uptimeS: undefined }],
  ])('%s ends the run', (_, more) => {
    const run = trackFrozen(follow(same(20)), reading(20, 1.2e12, more));
    expect(run).toMatchObject({ polls: 0, evidenceNats: 0 });
  });

  it('a cached reply, whose uptime stands still, is no repeat', () => {
    const run = follow(same(3));
    expect(trackFrozen(run, reading(9, 1.2e12, { uptimeS: 120 }))).toBe(run);
  });

  it('a restart begins anew and teaches nothing', () => {
    const before = follow(same(50));
    const after = trackFrozen(before, reading(50, 1.2e12, { uptimeS: 5 }));
    expect(after.polls).toBe(0);
    expect(after.memory.repeats).toBe(before.memory.repeats);
  });
});
