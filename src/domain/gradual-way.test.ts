import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RAISE_WINDOW_MS } from './action.ts';
import type { DeviceChange, DeviceSettings } from './control.ts';
import { refusalOf } from './envelope.ts';
import { gradualWay } from './gradual-way.ts';

const NOW = Date.UTC(2026, 10, 1);
const MINUTE_MS = 60_000;
const clocks = (way: ReturnType<typeof gradualWay>) =>
  way.map(({ change }) => (change.kind === 'tuning' ? change.frequencyMhz : undefined));

describe('the way of a raise', () => {
  test('goes up by a tenth every five minutes, and ends at what is wanted', () => {
    const way = gradualWay({ kind: 'tuning', frequencyMhz: 600 }, { frequencyMhz: 400, bounds: {} }, [], NOW);
    expect(clocks(way)).toEqual([440, 484, 532, 585, 600]);
    expect(way.map(({ atMs }) => (atMs - NOW) / MINUTE_MS)).toEqual([0, 5, 10, 15, 20]);
  });

  test('is one step where it goes down, where it is short, and where nobody knows where it begins', () => {
    const wanted: DeviceChange = { kind: 'tuning', frequencyMhz: 500, coreVoltageMv: 1_100 };
    expect(gradualWay(wanted, { frequencyMhz: 600, coreVoltageMv: 1_200, bounds: {} }, [], NOW)).toHaveLength(
      1,
    );
    expect(gradualWay(wanted, { frequencyMhz: 490, coreVoltageMv: 1_090, bounds: {} }, [], NOW)).toHaveLength(
      1,
    );
    expect(gradualWay(wanted, { bounds: {} }, [], NOW)).toHaveLength(1);
    expect(gradualWay({ kind: 'pause' }, { bounds: {} }, [], NOW)).toHaveLength(1);
  });

  test('begins when an earlier raise is five minutes old', () => {
    const earlier = {
      atMs: NOW - 2 * MINUTE_MS,
      change: { kind: 'tuning', frequencyMhz: 550 },
      outcome: 'done',
      differences: [{ setting: 'frequencyMhz', before: 500, wanted: 550, after: 550 }],
    } as const;
    const settings: DeviceSettings = { frequencyMhz: 550, bounds: {} };
    const [first] = gradualWay({ kind: 'tuning', frequencyMhz: 600 }, settings, [earlier], NOW);
    expect(first?.atMs).toBe(NOW + 3 * MINUTE_MS);
  });

  test('goes through the profiles that lie between', () => {
    const presetPoints = [1_500, 2_000, 2_500, 3_000].map((powerW) => ({
      preset: `${powerW} W`,
      powerW,
      hashrateHs: 1e12,
    }));
    const settings: DeviceSettings = { preset: '1500 W', presetPoints, bounds: {} };
    const way = gradualWay({ kind: 'preset', preset: '3000 W' }, settings, [], NOW);
    expect(way.map(({ change }) => change.kind === 'preset' && change.preset)).toEqual([
      '2000 W',
      '2500 W',
      '3000 W',
    ]);
  });

  test('is one that each device would be sent step by step, whatever is wanted within its limits', () => {
    const bounds = {
      frequencyMhz: { min: 100, max: 1_200, source: 'a test' },
      coreVoltageMv: { min: 800, max: 1_500, source: 'a test' },
    };
    const [mhz, mv] = [fc.integer({ min: 100, max: 1_200 }), fc.integer({ min: 800, max: 1_500 })];
    fc.assert(
      fc.property(mhz, mv, mhz, mv, (f0, v0, f1, v1) => {
        const wanted: DeviceChange = { kind: 'tuning', frequencyMhz: f1, coreVoltageMv: v1 };
        let stands: DeviceSettings = { frequencyMhz: f0, coreVoltageMv: v0, bounds };
        const way = gradualWay(wanted, stands, [], NOW);
        for (const [index, { atMs, change }] of way.entries()) {
          expect(atMs).toBe(NOW + index * RAISE_WINDOW_MS);
          const isSame = f0 === f1 && v0 === v1;
          if (!isSame) expect(refusalOf(change, stands)).toBeUndefined();
          if (change.kind === 'tuning') stands = { ...stands, ...change } as DeviceSettings;
        }
        expect(way.at(-1)?.change).toEqual(wanted);
      }),
    );
  });
});
