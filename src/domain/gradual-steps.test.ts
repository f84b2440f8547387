import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LARGEST_RAISE_PART, RAISE_WINDOW_MS } from './action.ts';
import type { ChangeRecord, DeviceChange, DeviceSettings } from './control.ts';
import { LARGEST_RAISE } from './envelope.ts';
import { goesDown, nextStep } from './gradual-steps.ts';

const NOW = Date.UTC(2026, 10, 1);
const MINUTE = 60_000;

type Tuning = Extract<DeviceChange, { kind: 'tuning' }>;

const tuned = (frequencyMhz: number, coreVoltageMv: number): DeviceSettings => ({
  frequencyMhz,
  coreVoltageMv,
  bounds: {},
});

function raised(before: number, wanted: number, minutesAgo: number): ChangeRecord {
  return {
    id: `${minutesAgo}`,
    minerId: 'm',
    atMs: NOW - minutesAgo * MINUTE,
    change: { kind: 'tuning', frequencyMhz: wanted },
    outcome: 'done',
    differences: [{ setting: 'frequencyMhz', before, wanted, after: wanted }],
  };
}

describe('clock and voltage', () => {
  test('go down at once, however far', () => {
    const change: DeviceChange = { kind: 'tuning', frequencyMhz: 300, coreVoltageMv: 1_000 };
    expect(nextStep(change, tuned(600, 1_250), [], NOW)).toEqual({ change, isLast: true });
  });

  test('go up by a tenth, and together', () => {
    const change: DeviceChange = { kind: 'tuning', frequencyMhz: 600, coreVoltageMv: 1_180 };
    expect(nextStep(change, tuned(500, 1_150), [], NOW)).toEqual({
      change: { kind: 'tuning', frequencyMhz: 550, coreVoltageMv: 1_165 },
      isLast: false,
    });
  });

  test('wait when they went up by a tenth within five minutes, and go on after', () => {
    const change: DeviceChange = { kind: 'tuning', frequencyMhz: 600 };
    expect(nextStep(change, tuned(550, 1_150), [raised(500, 550, 4)], NOW)).toBeUndefined();
    expect(nextStep(change, tuned(550, 1_150), [raised(500, 550, 5)], NOW)).toEqual({ change, isLast: true });
  });

  test('reach what is wanted by no step that is too large, and never overshoot', () => {
    const [mhz, mv] = [fc.integer({ min: 100, max: 1_200 }), fc.integer({ min: 800, max: 1_500 })];
    fc.assert(
      fc.property(mhz, mv, mhz, mv, (f0, v0, f1, v1) => {
        let [at, nowMs] = [tuned(f0, v0), NOW];
        const change: Tuning = { kind: 'tuning', frequencyMhz: f1, coreVoltageMv: v1 };
        for (let steps = 0; steps < 60; steps += 1) {
          const step = nextStep(change, at, [], nowMs);
          const { frequencyMhz = 0, coreVoltageMv = 0 } = (step?.change ?? {}) as Tuning;
          const [f, v] = [at.frequencyMhz ?? 0, at.coreVoltageMv ?? 0];
          expect(frequencyMhz).toBeLessThanOrEqual(
            Math.max(f, Math.min((1 + LARGEST_RAISE_PART) * f, f + LARGEST_RAISE.frequencyMhz)) + 1e-9,
          );
          expect(coreVoltageMv).toBeLessThanOrEqual(
            Math.max(v, Math.min((1 + LARGEST_RAISE_PART) * v, v + LARGEST_RAISE.coreVoltageMv)) + 1e-9,
          );
          expect(frequencyMhz).toBeGreaterThanOrEqual(Math.min(f, f1));
          expect(frequencyMhz).toBeLessThanOrEqual(Math.max(f, f1));
          at = tuned(frequencyMhz, coreVoltageMv);
          nowMs += RAISE_WINDOW_MS;
          if (step?.isLast) break;
        }
        expect(at).toEqual(tuned(f1, v1));
      }),
    );
  });
});

describe('a power limit', () => {
  test('goes up by a tenth of its watts', () => {
    const change: DeviceChange = { kind: 'power-limit', powerLimitW: 3_400 };
    expect(nextStep(change, { powerLimitW: 3_000, bounds: {} }, [], NOW)).toEqual({
      change: { kind: 'power-limit', powerLimitW: 3_300 },
      isLast: false,
    });
  });
});

describe('a profile', () => {
  const presetPoints = [1_000, 2_000, 2_150, 3_000].map((powerW) => ({
    preset: `${powerW}`,
    powerW,
    hashrateHs: powerW * 5e10,
  }));
  const at = (preset: string): DeviceSettings => ({ preset, presetPoints, bounds: {} });
  const to = (preset: string): DeviceChange => ({ kind: 'preset', preset });

  test('is reached over those between', () => {
    expect(nextStep(to('3000'), at('2000'), [], NOW)).toEqual({ change: to('2150'), isLast: false });
  });

  test('that is far away is one rung at a time', () => {
    expect(nextStep(to('3000'), at('1000'), [], NOW)).toEqual({ change: to('2000'), isLast: false });
  });

  test('that is lower is set at once', () => {
    expect(nextStep(to('1000'), at('3000'), [], NOW)).toEqual({ change: to('1000'), isLast: true });
    expect(goesDown(to('1000'), at('3000'))).toBe(true);
    expect(goesDown(to('3000'), at('1000'))).toBe(false);
  });

  test('whose watts nobody tells is set as it is', () => {
    expect(nextStep(to('boost'), { preset: 'eco', bounds: {} }, [], NOW)).toEqual({
      change: to('boost'),
      isLast: true,
    });
    expect(goesDown(to('boost'), { preset: 'eco', bounds: {} })).toBe(false);
  });
});
