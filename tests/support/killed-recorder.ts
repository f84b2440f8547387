import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RowLog } from '../../proxy/recorder/row-log.ts';
import { decodeRow } from '../../src/domain/recorded-row.ts';
import { SERIES } from '../../src/domain/series.ts';
import { openCountedMiners } from './counted-miners.ts';
import { startHelperProcess, tellFleet } from './helper-process.ts';

/** What became of a recorder that was killed again and again. */
export interface KilledRecorder {
  readonly kills: number;
  readonly answers: number;
  readonly rows: number;
  readonly lost: number;
  /** The most that one miner lost by one kill. */
  readonly mostLostByOneMiner: number;
  /** The most that all miners together lost by one kill. */
  readonly mostLostByOneKill: number;
  /** Damaged places and rows that no miner ever said, over all openings. */
  readonly corrupt: number;
  /** Rows that are there twice. */
  readonly doubled: number;
}

const UPTIME = SERIES.findIndex(({ name }) => name === 'uptimeS');
const POLL_MS = 5_000;
/** Polls begin 50 ms apart, so that somebody is asked at almost any moment of the first three seconds. */
const MINERS = 60;
const LONGEST_LIFE_MS = 3_000;

/**
 * Starts a recording helper, kills it at some moment while it polls, reads what it has left, and so on.
 * @param goOn asked before each round
 * @param random uniform in [0, 1)
 */
export async function killAgainAndAgain(
  goOn: (kills: number) => boolean,
  random: () => number,
): Promise<KilledRecorder> {
  const folder = await mkdtemp(join(tmpdir(), 'davylamp-killed-'));
  const fleet = await openCountedMiners(MINERS);
  let [kills, corrupt, doubled, mostLostByOneMiner, mostLostByOneKill] = [0, 0, 0, 0, 0];
  let lostBefore = new Map<string, number>();
  let rows = 0;
  try {
    for (; goOn(kills); kills += 1) {
      const helper = await startHelperProcess(folder, fleet.ports);
      if (kills === 0) await tellFleet(helper, { miners: fleet.miners, pollMs: POLL_MS });
      await pause(random() * LONGEST_LIFE_MS);
      await helper.kill();
      // What was on its way to the helper has been sent by then.
      await pause(50);
      const left = await readLeft(join(folder, 'recorder'));
      corrupt += left.damaged;
      doubled = left.doubled;
      rows = left.rows;
      const lost = new Map<string, number>();
      for (const [id, answers] of fleet.answeredAtMs) {
        const known = left.answers.get(id) ?? new Set<number>();
        corrupt += [...known].filter((answer) => !(answer >= 1 && answer <= answers.length)).length;
        lost.set(id, answers.length - known.size);
        mostLostByOneMiner = Math.max(mostLostByOneMiner, (lost.get(id) ?? 0) - (lostBefore.get(id) ?? 0));
      }
      mostLostByOneKill = Math.max(mostLostByOneKill, sumOf(lost) - sumOf(lostBefore));
      lostBefore = lost;
    }
  } finally {
    fleet.close();
    await rm(folder, { recursive: true, force: true });
  }
  const answers = [...fleet.answeredAtMs.values()].reduce((sum, times) => sum + times.length, 0);
  const lost = sumOf(lostBefore);
  return { kills, answers, rows, lost, mostLostByOneMiner, mostLostByOneKill, corrupt, doubled };
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** Which answers of which miner a killed recorder has kept. */
async function readLeft(folder: string) {
  const options = { folder, maxBytes: 200_000_000, keepMs: 14 * 86_400_000, nowMs: Date.now };
  const log = await RowLog.open(options);
  const answers = new Map<string, Set<number>>();
  let [rows, doubled, unread] = [0, 0, 0];
  for await (const { records } of log.read(undefined))
    for (const record of records) {
      const row = decodeRow(record);
      if (!row) {
        unread += 1;
        continue;
      }
      rows += 1;
      const known = answers.get(row.minerId) ?? new Set();
      answers.set(row.minerId, known);
      const answer = row.values[UPTIME] ?? Number.NaN;
      if (known.has(answer)) doubled += 1;
      known.add(answer);
    }
  const damaged = log.state.damaged + unread;
  await log.close();
  return { answers, rows, doubled, damaged };
}
