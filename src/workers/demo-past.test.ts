import { beforeAll, expect, test } from 'vitest';
import { SERIES, type SeriesName, type TelemetryRow } from '../domain/series.ts';
import { demoFleet } from '../twin/fleets.ts';
import { layDownPast, pastOf, seamOf, WHOLE_PAST_MS } from './demo-past.ts';

const HOUR_MS = 3_600_000;
const placeOf = (name: SeriesName) => SERIES.findIndex((series) => series.name === name);
const UPTIME = placeOf('uptimeS');

/** A week ago it was another. */
const difficultyAt = (atMs: number) => (atMs < Date.UTC(2026, 10, 14) ? 1e14 : 1.2e14);

/** All rows of a demo that was opened at noon, by miner, oldest first. */
async function told() {
  const startedMs = Date.UTC(2026, 10, 21, 12);
  const twins = demoFleet({
    seed: 20,
    startMs: startedMs - 2 * HOUR_MS,
    storyFromMs: startedMs - WHOLE_PAST_MS,
  });
  const seams = twins.map(seamOf);
  const rows = pastOf(twins, startedMs);
  const heard: number[] = [];
  const written: number[] = [];
  await layDownPast({
    telemetry: {
      importRows: async (some) => {
        written.push(Math.min(...some.map(({ atMs }) => atMs)));
        rows.push(...some);
      },
    },
    nowMs: () => startedMs,
    startedMs,
    seed: 20,
    seams,
    signal: new AbortController().signal,
    afterFirstDay: async () => difficultyAt,
    onProgress: (done) => heard.push(done),
  });
  rows.sort((a, b) => a.atMs - b.atMs);
  const byMiner = new Map<string, TelemetryRow[]>();
  for (const row of rows) {
    const its = byMiner.get(row.minerId) ?? [];
    byMiner.set(row.minerId, its);
    its.push(row);
  }
  return { startedMs, byMiner, heard, written };
}

let demo: ReturnType<typeof told>;
// Two hundred days of a miner are lived, which on a busy machine takes its time.
beforeAll(async () => {
  demo = told();
  await demo;
}, 120_000);

test('the day of the first chart comes first and at once, so that no chart shows half of it; then the month, piece by piece', async () => {
  const { startedMs, byMiner, heard, written } = await demo;
  const ofDay = written.filter((atMs) => atMs > startedMs - 27 * HOUR_MS);
  expect(ofDay).toEqual(written.slice(0, 1));
  expect(written.length).toBeGreaterThan(10);
  expect(heard).toEqual([...heard].sort((a, b) => a - b));
  expect([heard.at(-1), byMiner.size]).toEqual([1, 6]);
  for (const rows of byMiner.values()) expect(rows.length).toBeGreaterThan(30 * 1440 - 60);
});

test('it is one past: a miner’s seconds run with the clock, and it counts anew only when it starts anew', async () => {
  const counters = SERIES.flatMap(({ kind, name }, place) => (kind === 'counter' ? [{ name, place }] : []));
  const { byMiner } = await demo;
  for (const [id, rows] of byMiner) {
    const wrong: string[] = [];
    let restarts = 0;
    for (const [index, row] of rows.entries()) {
      const before = rows[index - 1];
      if (!before) continue;
      const step = (place: number) => (row.values[place] ?? 0) - (before.values[place] ?? 0);
      const ranS = step(UPTIME);
      if (ranS < 0) restarts += 1;
      else if (Math.abs(ranS - (row.atMs - before.atMs) / 1_000) > 1) wrong.push(`${ranS} s at ${row.atMs}`);
      if (ranS < 0) continue;
      for (const { name, place } of counters) if (step(place) < 0) wrong.push(`${name} at ${row.atMs}`);
    }
    expect([id, wrong, restarts]).toEqual([id, [], 1]);
  }
});

test('what its miners heard of the difficulty is what it was then, and those that hear none tell none', async () => {
  const { startedMs, byMiner } = await demo;
  const place = placeOf('networkDifficulty');
  const wrong: string[] = [];
  let told = 0;
  for (const [id, rows] of byMiner)
    for (const { atMs, values } of rows.filter((row) => row.atMs < startedMs - 27 * HOUR_MS)) {
      const heard = values[place] ?? Number.NaN;
      if (Number.isNaN(heard)) continue;
      told += 1;
      if (heard !== difficultyAt(atMs)) wrong.push(`${id} at ${atMs}: ${heard}`);
    }
  expect([told > 10_000, wrong]).toEqual([true, []]);
});

test('what went wrong goes on to this day: dust is not blown away where one part of the past joins the next', async () => {
  const { startedMs, byMiner } = await demo;
  const fanRpm = placeOf('fanRpm');
  const rpmBefore = (rows: readonly TelemetryRow[], atMs: number) => {
    const hour = rows.filter((row) => row.atMs >= atMs - HOUR_MS && row.atMs < atMs);
    return hour.reduce((sum, { values }) => sum + (values[fanRpm] ?? Number.NaN), 0) / hour.length;
  };
  const [, supra = []] = [...byMiner.values()];
  const usual = rpmBefore(supra, startedMs - 27 * 24 * HOUR_MS);
  for (const seamMs of [startedMs - 26 * HOUR_MS, startedMs - 2 * HOUR_MS]) {
    const [before, after] = [rpmBefore(supra, seamMs), rpmBefore(supra, seamMs + HOUR_MS)];
    expect(before).toBeGreaterThan(2 * usual);
    expect(after / before).toBeGreaterThan(0.8);
    expect(after / before).toBeLessThan(1.25);
  }
});
