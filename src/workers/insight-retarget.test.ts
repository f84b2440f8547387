import { describe, expect, it } from 'vitest';
import type { NetworkState } from '../domain/network-state.ts';
import { type OutsidePoint, seriesOf } from '../domain/outside-series.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import { Random } from '../numerics/random.ts';
import { retargetReport } from './insight-retarget.ts';

const DAY_MS = 86_400_000;
const MIDNIGHT_MS = Date.UTC(2026, 2, 20);
const NOW_MS = MIDNIGHT_MS + DAY_MS / 2;
const DIFFICULTY = 1.4e14;
/** Blocks a day, where 144 would leave the difficulty as it is: 14 days take 13⅓, the change is +5 %. */
const PACE = 151.2;
const STARTED_MS = NOW_MS - 5 * DAY_MS;

function days(count: number, lucky = false): OutsidePoint[] {
  const random = new Random(3);
  return Array.from({ length: count }, (_, ago) => {
    const blocks = lucky ? random.poisson(PACE) : PACE;
    return { atMs: MIDNIGHT_MS - ago * DAY_MS, value: (blocks * DIFFICULTY * 2 ** 32) / 86_400 };
  });
}

function epoch(change: Partial<NetworkState['retarget']> = {}, atMs = NOW_MS): SourcesView['figures'] {
  const value: NetworkState = {
    coin: 'BTC',
    atMs,
    retarget: {
      remainingBlocks: 2017 - PACE * 5,
      changePct: 4,
      previous: { atMs: STARTED_MS, changePct: 1 },
      ...change,
    },
  };
  return { 'retarget:BTC': { value, provider: 'mempool', atMs, receivedAtMs: atMs } };
}

const report = (
  figures: SourcesView['figures'],
  rates: readonly OutsidePoint[] = days(120),
  difficulties: readonly OutsidePoint[] = [{ atMs: STARTED_MS + 600_000, value: DIFFICULTY }],
) =>
  retargetReport({
    nowMs: () => NOW_MS,
    figures: async () => figures,
    past: async (series) => seriesOf(series === 'rate:BTC' ? rates : difficulties),
  });

describe('the outlook on the next retarget', () => {
  it('is where the pace of the last months leads, with who told it and when', async () => {
    const told = await report(epoch());
    if (told.kind !== 'outlook') throw new Error(told.kind);
    expect(told.outlook.changeFraction).toBeCloseTo(0.05, 3);
    expect((told.outlook.retargetAtMs - STARTED_MS) / DAY_MS).toBeCloseTo(2016 / PACE, 2);
    expect(told).toMatchObject({ provider: 'mempool', atMs: NOW_MS, days: 120 });
  });

  it('has an interval around its middle that luck widens', async () => {
    const told = await report(epoch(), days(120, true));
    if (told.kind !== 'outlook') throw new Error(told.kind);
    const { changeLowFraction, changeFraction, changeHighFraction } = told.outlook;
    expect(changeLowFraction).toBeLessThan(changeFraction);
    expect(changeFraction).toBeLessThan(changeHighFraction);
    expect(Math.abs(changeFraction - 0.05)).toBeLessThan(0.03);
  });

  it('takes the difficulty from the network’s figure while the list of retargets is older than the epoch', async () => {
    const figures = (atMs: number): SourcesView['figures'] => ({
      ...epoch(),
      'network:BTC': {
        value: { coin: 'BTC', atMs, difficulty: DIFFICULTY },
        provider: 'mempool',
        atMs,
        receivedAtMs: atMs,
      },
    });
    const former = [{ atMs: STARTED_MS - 14 * DAY_MS, value: DIFFICULTY }];
    expect((await report(figures(NOW_MS), days(120), former)).kind).toBe('outlook');
    // A figure from before the epoch tells of another difficulty.
    expect((await report(figures(STARTED_MS - DAY_MS), days(120), former)).kind).toBe('short-past');
  });

  it('is not told without a source, from a figure of last week, or from a few days', async () => {
    expect(await report({})).toEqual({ kind: 'untold' });
    expect(await report(epoch({ remainingBlocks: undefined }))).toEqual({ kind: 'untold' });
    const old = NOW_MS - 4 * DAY_MS;
    expect(await report(epoch({}, old))).toEqual({ kind: 'old', atMs: old });
    expect(await report(epoch(), days(5))).toEqual({ kind: 'short-past', days: 5 });
  });
});
