import { describe, expect, test } from 'vitest';
import { type ActionWatch, type MinerCondition, WATCH_MARKS_MS } from '../domain/action.ts';
import type { ControlKind } from '../domain/control.ts';
import { badSignOf, hashrateFactor, markDue, nextMarkMs } from './action-watch.ts';

const [QUARTER, HOUR, DAY] = WATCH_MARKS_MS;
const before: MinerCondition = {
  readings: 240,
  spanMs: 3_600_000,
  hashrateHs: 1e12,
  errorRate: 0.002,
  sharesAccepted: 60,
};
const watch: ActionWatch = { sinceMs: 0, before, hashrateFactor: 1.1, marks: [] };
const after = (more: Partial<MinerCondition>): MinerCondition => ({
  readings: 60,
  spanMs: HOUR,
  hashrateHs: 1.1e12,
  ...more,
});

function sign(more: Partial<MinerCondition>, afterMs: number | undefined, kind: ControlKind = 'tuning') {
  return badSignOf(watch, after(more), { kind, afterMs })?.code;
}

describe('a miner after a change', () => {
  test('that hashes as it should shows no bad sign', () => {
    expect([QUARTER, HOUR, DAY].map((afterMs) => sign({}, afterMs))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('that overheats does badly at any moment', () => {
    expect(sign({ overheated: true, readings: 0 }, undefined)).toBe('overheated');
  });

  test('whose hashrate fell short of what the change was to bring does badly', () => {
    expect(sign({ hashrateHs: 0.98e12 }, HOUR)).toBe('hashrate-fell');
    expect(sign({ hashrateHs: 1.0e12 }, HOUR)).toBeUndefined();
  });

  test('has more patience in its first quarter of an hour, and most where it tunes itself', () => {
    expect(sign({ hashrateHs: 0.95e12 }, QUARTER)).toBeUndefined();
    expect(sign({ hashrateHs: 0.9e12 }, QUARTER)).toBe('hashrate-fell');
    expect(sign({ hashrateHs: 0.6e12 }, QUARTER, 'preset')).toBeUndefined();
    expect(sign({ hashrateHs: 0.5e12 }, QUARTER, 'preset')).toBe('hashrate-fell');
  });

  test('that answers wrong too often does badly', () => {
    expect(sign({ errorRate: 0.04 }, HOUR)).toBe('errors');
    expect(sign({ errorRate: 0.02 }, HOUR)).toBeUndefined();
  });

  test('that starts anew more than once does badly', () => {
    expect(sign({ restarts: 1 }, HOUR)).toBeUndefined();
    expect(sign({ restarts: 2 }, HOUR)).toBe('restarts');
  });

  test('that finds no share where many were to be expected does badly', () => {
    expect(sign({ sharesAccepted: 0 }, HOUR)).toBe('no-shares');
    expect(sign({ sharesAccepted: 0, spanMs: QUARTER / 2 }, QUARTER)).toBeUndefined();
    const lonely = { ...watch, before: { ...before, sharesAccepted: 6 } };
    expect(
      badSignOf(lonely, after({ sharesAccepted: 0 }), { kind: 'tuning', afterMs: HOUR }),
    ).toBeUndefined();
  });

  test('that told next to nothing is not judged', () => {
    expect(sign({ readings: 4, hashrateHs: 0 }, HOUR)).toBeUndefined();
  });

  test('is looked at after a quarter of an hour, an hour and a day', () => {
    expect(markDue(watch, QUARTER - 1)).toBeUndefined();
    expect(markDue(watch, QUARTER)).toBe(QUARTER);
    const marked = { ...watch, marks: [{ afterMs: QUARTER, atMs: QUARTER, verdict: 'good' as const }] };
    expect([markDue(marked, QUARTER), nextMarkMs(marked)]).toEqual([undefined, HOUR]);
  });
});

test('a hashrate is to follow the clock, what the firmware says of its profiles, and a lowered limit', () => {
  const presetPoints = [
    { preset: 'eco', hashrateHs: 8e13, powerW: 2_000 },
    { preset: 'boost', hashrateHs: 1.2e14, powerW: 3_400 },
  ];
  const settings = { frequencyMhz: 500, powerLimitW: 3_000, preset: 'eco', presetPoints, bounds: {} };
  expect(hashrateFactor({ kind: 'tuning', frequencyMhz: 550 }, settings)).toBeCloseTo(1.1, 12);
  expect(hashrateFactor({ kind: 'preset', preset: 'boost' }, settings)).toBeCloseTo(1.5, 12);
  expect(hashrateFactor({ kind: 'power-limit', powerLimitW: 1_500 }, settings)).toBe(0.5);
  expect(hashrateFactor({ kind: 'power-limit', powerLimitW: 3_300 }, settings)).toBe(1);
  expect(hashrateFactor({ kind: 'fan', fanPercent: 50 }, settings)).toBe(1);
});
