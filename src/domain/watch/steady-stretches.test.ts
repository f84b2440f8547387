import { describe, expect, test } from 'vitest';
import { SteadyStretches } from './steady-stretches.ts';

/** What comes of answers every 15 s, by the minute. */
function stretchesOf(minutes: readonly (readonly [deviceW: number, wallW: number] | undefined)[]) {
  const steady = new SteadyStretches();
  return minutes.flatMap((told, minute) =>
    [0, 1, 2, 3].flatMap((quarter) => {
      if (!told) return [];
      const [deviceW, wallW] = told;
      return steady.add({ atMs: 60_000 * minute + 15_000 * quarter, deviceW, wallW }) ?? [];
    }),
  );
}
const times = <Each>(count: number, each: Each): readonly Each[] => Array.from({ length: count }, () => each);

describe('minutes in which a miner and its plug stand still', () => {
  test('are one stretch for each five of them', () => {
    expect(stretchesOf(times(5, [18, 22]))).toEqual([]);
    expect(stretchesOf(times(6, [18, 22]))).toEqual([{ atMs: 300_000, deviceW: 18, wallW: 22 }]);
    expect(stretchesOf(times(16, [18, 22]))).toHaveLength(3);
  });

  test('are none while either moves', () => {
    const climbing = Array.from({ length: 30 }, (_, minute) => [10 + minute, 22] as const);
    expect(stretchesOf(climbing)).toEqual([]);
    expect(stretchesOf(climbing.map(([deviceW]) => [18, deviceW] as const))).toEqual([]);
  });

  test('begin after a leap and not across it', () => {
    const stretches = stretchesOf([...times(4, [18, 22] as const), ...times(6, [12, 15] as const)]);
    expect(stretches).toEqual([{ atMs: 540_000, deviceW: 12, wallW: 15 }]);
  });

  test('are no stretch where a minute was not heard', () => {
    const heard = times(4, [18, 22] as const);
    expect(stretchesOf([...heard, undefined, ...heard, undefined, ...heard])).toEqual([]);
  });
});
