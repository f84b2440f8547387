import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action, Strategy } from '../domain/action.ts';
import type { DeviceChange } from '../domain/control.ts';
import { gateOf } from './action-gate.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 1);

/** An order that was sent so many minutes ago. */
function sent(by: Strategy, minutesAgo: number, more: Partial<Action> = {}): Action {
  const atMs = NOW - minutesAgo * MINUTE;
  return {
    id: `${by} ${minutesAgo}`,
    minerId: 'm',
    by,
    change: { kind: 'tuning', frequencyMhz: 500 },
    askedAtMs: atMs,
    dueAtMs: atMs,
    ifBad: 'tell',
    status: 'done',
    step: 'ended',
    made: [],
    audit: [{ atMs, step: 'sending', status: 'running' }],
    ...more,
  };
}

const verdict = (by: Strategy, change: DeviceChange, lately: readonly Action[], goesDown = false) =>
  gateOf({ by, change }, lately, { nowMs: NOW, goesDown });

describe('two who want the same miner', () => {
  const tune: DeviceChange = { kind: 'tuning', frequencyMhz: 550 };
  for (const [holder, asker, minutes] of [
    ['hand', 'planner', 60],
    ['recovery', 'tuner', 15],
    ['recovery', 'planner', 15],
    ['tuner', 'planner', 20],
  ] as const) {
    test(`the ${asker} waits for ${minutes} minutes after the ${holder}`, () => {
      expect(verdict(asker, tune, [sent(holder, minutes - 1)])).toEqual({
        kind: 'never',
        reason: { code: 'conflict', detail: holder },
      });
      expect(verdict(asker, tune, [sent(holder, minutes)])).toEqual({ kind: 'now' });
    });
  }

  test('the owner’s hand waits for nobody', () => {
    const strategy = fc.constantFrom<Strategy>('hand', 'recovery', 'tuner', 'planner');
    fc.assert(
      fc.property(fc.array(fc.tuple(strategy, fc.nat(90))), (lately) => {
        const actions = lately.map(([by, minutesAgo]) => sent(by, minutesAgo));
        expect(verdict('hand', tune, actions)).toEqual({ kind: 'now' });
      }),
    );
  });

  test('what was rejected holds nobody back', () => {
    expect(verdict('planner', tune, [sent('hand', 1, { audit: [], status: 'rejected' })])).toEqual({
      kind: 'now',
    });
  });

  test('after a clock that was set back the miner counts as held', () => {
    expect(verdict('planner', tune, [sent('hand', -30)]).kind).toBe('never');
  });
});

describe('what was done lately', () => {
  test('is not done again by itself before it has cooled down', () => {
    const preset: DeviceChange = { kind: 'preset', preset: '3050' };
    const lately = [sent('planner', 2, { change: { kind: 'preset', preset: '2500' } })];
    expect(verdict('planner', preset, lately)).toEqual({
      kind: 'later',
      atMs: NOW + 3 * MINUTE,
      reason: { code: 'cooling-down', detail: 'preset' },
    });
  });

  test('does not keep a miner from being lowered or stopped', () => {
    const lately = [sent('planner', 1, { change: { kind: 'preset', preset: '3050' } })];
    expect(verdict('planner', { kind: 'preset', preset: '2500' }, lately, true)).toEqual({ kind: 'now' });
    expect(verdict('planner', { kind: 'pause' }, lately)).toEqual({ kind: 'now' });
  });

  test('and was put back, because the miner did badly, is not tried again for a day', () => {
    const change: DeviceChange = { kind: 'power-limit', powerLimitW: 3_400 };
    const watch = { sinceMs: 0, before: { readings: 9, spanMs: 60_000 }, hashrateFactor: 1, marks: [] };
    const back = (minutesAgo: number) =>
      sent('planner', minutesAgo, { change, status: 'rolled-back', watch });
    expect(verdict('planner', { ...change }, [back(23 * 60)])).toMatchObject({
      reason: { code: 'did-badly-lately' },
    });
    expect(verdict('planner', { ...change }, [back(24 * 60)]).kind).toBe('now');
    expect(verdict('planner', { kind: 'power-limit', powerLimitW: 3_300 }, [back(60)]).kind).toBe('now');
  });
});

test('whose moment has passed is not begun', () => {
  const order = { by: 'planner', change: { kind: 'pause' }, expiresAtMs: NOW - 1 } as const;
  expect(gateOf(order, [], { nowMs: NOW, goesDown: true })).toMatchObject({ reason: { code: 'too-late' } });
});
