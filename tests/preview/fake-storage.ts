import type { StorageReport } from '../../src/domain/fleet-view.ts';

const DAY_MS = 86_400_000;

/** What ten miners leave behind in two years, on a device whose owner set a budget once. */
export function fakeStorage(nowMs: number): StorageReport {
  const since = (days: number) => nowMs - days * DAY_MS;
  return {
    usedBytes: 431_000_000,
    quotaBytes: 2_000_000_000,
    persisted: true,
    rows: 1_756_800,
    oldestAtMs: since(702),
    tiers: [
      { tier: 'raw', bytes: 3_400_000, oldestAtMs: since(2), goesAtMs: nowMs },
      { tier: 'minute', bytes: 262_000_000, oldestAtMs: since(118), goesAtMs: since(-4) },
      { tier: 'quarter', bytes: 131_000_000, oldestAtMs: since(702), goesAtMs: since(-29) },
      { tier: 'hour', bytes: 33_000_000, oldestAtMs: since(702) },
      { tier: 'day', bytes: 1_600_000, oldestAtMs: since(702) },
    ],
    learnt: { models: 4, forecasts: 1_440, trainings: 1, bytes: 6_200_000 },
    thinnings: [
      {
        atMs: since(9),
        reason: 'space',
        freedBytes: 31_000_000,
        untilMs: { raw: since(9.25), minute: since(127) },
      },
    ],
  };
}
