import { describe, expect, it } from 'vitest';
import { type MinerStateInputs, minerState } from './miner-state.ts';
import type { Reading } from './reading.ts';

const READING: Reading = {
  atMs: 0,
  hashrateHs: 1e12,
  mining: true,
  fans: [],
  shares: {},
  boards: [],
  pools: [],
  faults: [],
  oddities: [],
};
const INPUTS: MinerStateInputs = {
  reading: READING,
  answeredAtMs: 0,
  nowMs: 5000,
  pollMs: 10_000,
  lostAfterMs: 600_000,
  watchedSinceMs: 0,
  silentDeath: undefined,
  findings: [],
};

const stateOf = (change: Partial<MinerStateInputs>) => minerState({ ...INPUTS, ...change });
const stateReading = (change: Partial<Reading>) => stateOf({ reading: { ...READING, ...change } });

describe('the state of a miner', () => {
  it('that does what it should is hashing', () => {
    expect(stateOf({})).toBe('hashing');
  });

  it('that missed more than three polls is stale, and lost after the time its owner set', () => {
    expect(stateOf({ nowMs: 30_000 })).toBe('hashing');
    expect(stateOf({ nowMs: 30_001 })).toBe('stale');
    expect(stateOf({ nowMs: 600_000 })).toBe('stale');
    expect(stateOf({ nowMs: 600_001 })).toBe('lost');
  });

  it('that never answered is stale', () => {
    expect(stateOf({ reading: undefined, answeredAtMs: undefined })).toBe('stale');
  });

  it('does not age when our clock is set back', () => {
    expect(stateOf({ nowMs: -3_600_000 })).toBe('hashing');
  });

  it('whose owner paused it is paused, though it does not hash', () => {
    expect(stateReading({ paused: true, mining: false, hashrateHs: 0 })).toBe('paused');
  });

  it('that hashes nothing unasked is offline', () => {
    expect(stateReading({ mining: false })).toBe('offline');
    expect(stateReading({ hashrateHs: 0 })).toBe('offline');
  });

  it('that claims to hash and certainly finds nothing is offline', () => {
    expect(stateOf({ silentDeath: 'act' })).toBe('offline');
    expect(stateOf({ silentDeath: 'watch' })).toBe('degraded');
  });

  it('with a fault, too much heat or too little hashrate is degraded', () => {
    for (const kind of [
      'low-hashrate',
      'domain-stalled',
      'chip-hot',
      'vr-hot',
      'fan-stopped',
      'device-fault',
    ] as const)
      expect(stateOf({ findings: [{ kind, severity: 'watch' }] })).toBe('degraded');
  });

  it('on its second pool still does what it should', () => {
    expect(stateOf({ findings: [{ kind: 'pool-failover', severity: 'watch' }] })).toBe('hashing');
  });

  it('that does not say whether it hashes is not called hashing', () => {
    expect(stateReading({ mining: undefined, hashrateHs: undefined })).toBe('degraded');
  });
});
