import { describe, expect, it } from 'vitest';
import { rowAt } from '../../../tests/support/telemetry-rows.ts';
import { TIER_MS } from '../../domain/buckets.ts';
import { SERIES, type TelemetryRow } from '../../domain/series.ts';
import { telemetryRow } from '../../domain/telemetry-row.ts';
import { bucketsOf, coarsen } from '../../store/tiers/buckets.ts';
import type { Fault } from '../../twin/faults.ts';
import { GAMMA_601 } from '../../twin/miner-models.ts';
import { MinerTwin } from '../../twin/miner-twin.ts';
import { twinReading } from '../../twin/twin-reading.ts';
import { fleetFindings, NEW_FLEET, watchFleet } from '../anomaly/fleet-watch.ts';
import type { Quarter, ToldIdentity } from '../anomaly/quarter.ts';
import { QuarterKeeper } from '../anomaly/quarter-keeper.ts';
import { type KnownMiner, storedQuarters } from './stored-quarters.ts';

const START_MS = Date.UTC(2026, 2, 1);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Often enough that what is between two answers counts as known. */
const POLL_MS = 180_000;

const IDENTITY: ToldIdentity = {
  firmware: 'v2.14.0',
  pools: [{ url: 'stratum+tcp://pool', user: 'mine.1' }],
};
const SHA256: KnownMiner = { algorithm: 'sha256', identityAt: () => IDENTITY };

/** Rows as the store keeps them, in quarters of an hour: folded into minutes, and these into quarters. */
function stored(rows: readonly TelemetryRow[]) {
  const columns = SERIES.map(({ name, kind }, place) => {
    const values = rows.map(({ values }) => values[place] ?? Number.NaN);
    return [name, kind === 'counter' ? Float64Array.from(values) : Float32Array.from(values)];
  });
  const atMs = Float64Array.from(rows, (row) => row.atMs);
  const minutes = bucketsOf({ atMs, columns: Object.fromEntries(columns) }, TIER_MS.minute);
  return coarsen(minutes, TIER_MS.quarter);
}

function quartersOf(rows: readonly TelemetryRow[], miner = SHA256): readonly Quarter[] {
  return storedQuarters(stored(rows), miner, 0).map(({ quarter }) => quarter);
}

/** A miner's answers over some days, as quarters kept as they came, and as quarters of what was stored. */
function bothWays(days: number, faults: readonly Fault[]) {
  const twin = new MinerTwin({
    model: GAMMA_601,
    firmware: 'v2.14.0',
    name: 'gamma',
    mac: '',
    ipv4: '',
    seed: 11,
    startMs: START_MS,
    pools: [
      { host: 'public-pool.io', port: 21_496, user: 'mine.1', difficulty: 8192 },
      { host: 'solo.ckpool.org', port: 3333, user: 'mine.1', difficulty: 8192 },
    ],
    airC: (atMs) => 21 + 2 * Math.sin((2 * Math.PI * atMs) / DAY_MS),
    uptimeS: 5 * 86_400,
    faults,
  });
  const keeper = new QuarterKeeper('sha256');
  const kept: Quarter[] = [];
  const rows: TelemetryRow[] = [];
  for (let atMs = START_MS + POLL_MS; atMs <= START_MS + days * DAY_MS; atMs += POLL_MS) {
    twin.step(POLL_MS / 1000);
    const reading = twinReading(twin);
    const roomTempC = twin.options.airC(atMs);
    const ended = keeper.push(atMs, reading, { roomTempC }, reading && IDENTITY);
    if (ended) kept.push(ended);
    if (reading) rows.push(telemetryRow('gamma', { ...reading, atMs }, { roomTempC }));
  }
  return { kept, stored: quartersOf(rows).slice(0, kept.length) };
}

function troubles(quarters: readonly Quarter[]) {
  let fleet = NEW_FLEET;
  for (const quarter of quarters) fleet = watchFleet(fleet, { gamma: quarter });
  return fleetFindings(fleet, { falseAlarmsPerMonth: 1, miners: 1 });
}

describe('quarters out of what is stored', () => {
  it('are those that were kept as the answers came', () => {
    const { kept, stored } = bothWays(1, [
      { kind: 'shares-rejected', fromMs: START_MS, severity: 0.05, rampMs: 0 },
    ]);
    expect(stored.map(({ fromMs }) => fromMs)).toEqual(kept.map(({ fromMs }) => fromMs));
    for (const [place, quarter] of kept.entries()) {
      const other = stored[place];
      // The first has no quarter before it.
      if (!other || place === 0) continue;
      const { fanSpread, dueShares, answers, ...same } = quarter;
      expect(other).toMatchObject({ answers, ...nearly(same) });
      expect(other.dueShares).toBeCloseTo(dueShares ?? Number.NaN, -0.5);
      // Of noise both spreads expect the same.
      expect(other.fanSpread).toBeGreaterThan((fanSpread ?? 0) / 4);
      expect(other.fanSpread).toBeLessThan(4 * (fanSpread ?? 0));
    }
  });

  it('lead to the same findings', () => {
    const { kept, stored } = bothWays(18, [
      { kind: 'dust', fromMs: START_MS + 9 * DAY_MS, severity: 3, rampMs: 6 * DAY_MS },
      { kind: 'shares-rejected', fromMs: START_MS + 11 * DAY_MS, severity: 0.06, rampMs: 0 },
    ]);
    const [asKept, asStored] = [troubles(kept), troubles(stored)];
    const names = asStored.map(({ trouble }) => trouble);
    expect(names).toEqual(asKept.map(({ trouble }) => trouble));
    expect(names).toContain('thermal-resistance');
    expect(names).toContain('shares-rejected');
    for (const [place, { sinceMs }] of asStored.entries())
      expect(Math.abs(sinceMs - (asKept[place]?.sinceMs ?? 0))).toBeLessThan(DAY_MS);
  });
});

/** Gauges are stored with 24 bits. */
function nearly(quarter: Partial<Quarter>): object {
  return Object.fromEntries(
    Object.entries(quarter).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [[name, typeof value === 'number' ? expect.closeTo(value, value > 1e6 ? -6 : 3) : value]],
    ),
  );
}

/** A miner that tells these with each answer, once a minute, from a quarter's beginning on. */
function told(minutes: number, at: (minute: number) => Parameters<typeof rowAt>[2]): readonly TelemetryRow[] {
  return Array.from({ length: minutes }, (_, minute) =>
    rowAt('m', START_MS + minute * MINUTE_MS, at(minute)),
  );
}

describe('a stored quarter', () => {
  it('counts from the quarter before on, and after a restart anew', () => {
    const restart = 20;
    const rows = told(30, (minute) => {
      const since = minute < restart ? minute + 100 : minute - restart;
      return { sharesAccepted: 10 * since, uptimeS: 60 * since + (minute < restart ? 86_400 : 0) };
    });
    const [first, second] = quartersOf(rows);
    expect(first).toMatchObject({ accepted: 140, restarts: 0 });
    // 5 minutes up to the restart, and 9 since.
    expect(second).toMatchObject({ accepted: 10 * 5 + 90, restarts: 1, steady: false });
  });

  it('takes a clock that was set back a little for no restart', () => {
    const rows = told(30, (minute) => ({
      hashrateHs: 1e12,
      uptimeS: 90_000 + 60 * minute - (minute > 20 ? 120 : 0),
    }));
    expect(quartersOf(rows)[1]).toMatchObject({ restarts: 0, steady: true });
  });

  it('is not steady while the miner is paused, has just begun, or is heard for the lesser part of it', () => {
    const hashes = { hashrateHs: 1e12, state: 1, uptimeS: 90_000 };
    const steady = (rows: readonly TelemetryRow[]) => quartersOf(rows)[0]?.steady;
    expect(steady(told(15, () => hashes))).toBe(true);
    expect(steady(told(15, (minute) => (minute === 7 ? { ...hashes, state: 3 } : hashes)))).toBe(false);
    expect(steady(told(15, (minute) => (minute === 7 ? { ...hashes, hashrateHs: 0 } : hashes)))).toBe(false);
    expect(steady(told(15, () => ({ ...hashes, uptimeS: 300 })))).toBe(false);
    expect(steady(told(6, () => hashes))).toBe(false);
  });

  it('promises the shares of rate and difficulty, and none where the difficulty changed', () => {
    const hashes = { hashrateHs: 2 ** 32 * 100, poolDifficulty: 100, state: 1, uptimeS: 90_000 };
    expect(quartersOf(told(30, () => hashes)).map(({ dueShares }) => dueShares)).toEqual([14 * 60, 15 * 60]);
    const other = told(30, (minute) => (minute > 17 ? { ...hashes, poolDifficulty: 200 } : hashes));
    expect(quartersOf(other).map(({ dueShares }) => dueShares)).toEqual([14 * 60, undefined]);
  });

  it('promises nothing for a time in which nobody listened', () => {
    const hashes = { hashrateHs: 2 ** 32 * 100, poolDifficulty: 100, state: 1, uptimeS: 90_000 };
    const rows = told(30, () => hashes).filter((_, minute) => minute < 18 || minute > 26);
    expect(quartersOf(rows).map(({ dueShares }) => dueShares)).toEqual([14 * 60, undefined]);
  });

  it('tells the weakest board, and one that stands still', () => {
    const boards = { board1Hs: 3e13, board2Hs: 2.7e13, board3Hs: 3e13, uptimeS: 90_000 };
    expect(quartersOf(told(15, () => boards))[0]).toMatchObject({ weakestBoard: expect.closeTo(0.9, 5) });
    const [still] = quartersOf(told(15, () => ({ ...boards, board2Hs: 0 })));
    expect(still).toMatchObject({ weakestBoard: 0, stalled: 'board 2' });
  });

  it('takes rows that only a plug wrote for no answers', () => {
    const [quarter] = quartersOf(told(15, () => ({ wallPowerW: 3, roomTempC: 20 })));
    expect(quarter).toMatchObject({ answers: 0, steady: false });
    expect(quarter?.identity).toBeUndefined();
  });
});
