import { describe, expect, it } from 'vitest';
import { type MeterRow, meterRows, stretchBetween, tellsPoolDifficulty } from './two-meter-stretches.ts';

const before: MeterRow = {
  atMs: 0,
  hashrateHs: 1.2e12,
  mining: 1,
  poolDifficulty: 1024,
  sharesAccepted: 100,
  sharesRejected: 3,
  sharesStale: 1,
  uptimeS: 600,
};
const now: MeterRow = { ...before, atMs: 60_000, sharesAccepted: 115, sharesRejected: 4, uptimeS: 660 };
const stretch = (change: Partial<MeterRow>) => stretchBetween(before, { ...now, ...change }, 'sha256');

describe('what was claimed and counted between two stored rows', () => {
  it('is the rate over the difficulty, and the rise of the counters', () => {
    // 1.2e12 · 60 / (1024 · 2³²) = 16.37 shares
    expect(stretch({})).toMatchObject({ fromMs: 0, toMs: 60_000, accepted: 15, rejected: 1, stale: 0 });
    expect(stretch({})?.claimed).toBeCloseTo(16.37, 2);
  });

  it('is not told over a gap, a restart, another run or a new connection, nor without rate, counter or difficulty', () => {
    for (const change of [
      { atMs: 6 * 60_000 },
      { atMs: 0 },
      { uptimeS: 20 },
      { uptimeS: 86_400 },
      { sharesAccepted: 4 },
      { poolDifficulty: 8192 },
      { poolDifficulty: Number.NaN },
      { poolDifficulty: 0 },
      { hashrateHs: Number.NaN },
      { sharesAccepted: Number.NaN },
    ])
      expect(stretch(change)).toBeUndefined();
    expect(stretchBetween(before, now, 'equihash')).toBeUndefined();
  });

  it('claims by the mean difficulty of a minute in which vardiff moved, and never more than all of it could', () => {
    expect(stretch({ poolDifficulty: 1536 })?.claimed).toBeCloseTo(16.37 / 1.5, 2);
    const far = { atMs: 240_000, uptimeS: 840 };
    expect(stretch({ ...far, poolDifficulty: 512 })?.claimed).toBeCloseTo(4 * 16.37, 1);
    expect(stretch({ ...far, poolDifficulty: 2048 })?.claimed).toBeCloseTo(2 * 16.37, 1);
  });

  it('claims nothing of a miner that pauses, stops or starts, whatever rate it tells meanwhile', () => {
    for (const change of [{ mining: 0 }, { mining: 0.5 }, { hashrateHs: 0.8e12 }, { hashrateHs: 1.7e12 }])
      expect(stretch(change)).toBeUndefined();
    expect(stretchBetween({ ...before, mining: 0 }, now, 'sha256')).toBeUndefined();
    expect(stretch({ mining: Number.NaN, hashrateHs: 1e12 })?.accepted).toBe(15);
  });

  it('leaves out the counters that a device has not', () => {
    expect(stretch({ sharesStale: Number.NaN, uptimeS: Number.NaN })).toMatchObject({
      accepted: 15,
      stale: undefined,
    });
  });

  it('is told a miner that hashes nothing owes nothing', () => {
    expect(stretchBetween({ ...before, hashrateHs: 0 }, { ...now, hashrateHs: 0 }, 'sha256')?.claimed).toBe(
      0,
    );
  });
});

it('AxeOS tells its pool’s difficulty from 2.9 on, and what its owner suggested before', () => {
  const told = (firmware?: string) => tellsPoolDifficulty({ family: 'axeos', algorithm: 'sha256', firmware });
  expect(['v2.4.5', 'v2.7.0-TCH', '2.8.1', 'v1.9.0'].map(told)).toEqual([false, false, false, false]);
  expect(['v2.9.0', 'v2.14.0-dirty', '3.0.1', undefined].map(told)).toEqual([true, true, true, true]);
  expect(tellsPoolDifficulty({ family: 'nerdos', algorithm: 'sha256', firmware: 'v1.0.35' })).toBe(true);
});

it('rows of columns lack what no column tells', () => {
  const [row] = meterRows({ atMs: Float64Array.of(7), values: { hashrateHs: Float64Array.of(5) } });
  expect(row).toMatchObject({ atMs: 7, hashrateHs: 5, poolDifficulty: Number.NaN });
});

it('rows of a paused miner claim no rate, and of half a minute’s mining half of it', () => {
  const rows = meterRows({
    atMs: Float64Array.of(0, 1, 2),
    values: { hashrateHs: Float64Array.of(8, 8, 8), mining: Float64Array.of(0, 0.5, Number.NaN) },
  });
  expect(rows.map(({ hashrateHs }) => hashrateHs)).toEqual([0, 4, 8]);
});
