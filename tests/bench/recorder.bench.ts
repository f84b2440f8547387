import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PROXY_ROUTES } from '../../src/domain/proxy-problem.ts';
import type { RunningRecorder } from '../../src/domain/recorder-report.ts';
import { openCountedMiners } from '../support/counted-miners.ts';
import { type HelperProcess, startHelperProcess, tellFleet } from '../support/helper-process.ts';
import { killAgainAndAgain } from '../support/killed-recorder.ts';
import type { SuiteReport } from '../support/suite-report.ts';
import { cpuMs } from './cpu-time.ts';
import { median } from './median.ts';

const MINERS = 200;
const POLL_MS = 10_000;
const KILLS = 50;
/** The hour takes an hour: `--seconds 3600`. */
const USUAL_S = 150;
/** Until the code is compiled and the caches are warm, memory says nothing, s. */
const WARM_UP_S = 40;
const SAMPLE_MS = 1_000;
/** The limits. */
const MISSED_LIMIT = 0.01;
const CPU_LIMIT_PERCENT = 25;
/** What memory may swing by between two collections of garbage, MB. */
const SWING_MB = 25;

/** Two hundred miners each ten seconds: what is missed, and what it costs; and fifty kills. */
export async function recorderSuite(seconds: number = USUAL_S): Promise<SuiteReport> {
  const load = await underLoad(Math.max(seconds, 2 * WARM_UP_S));
  const killed = await killAgainAndAgain((kills) => kills < KILLS, Math.random);
  const figures = {
    miners: MINERS,
    ...load,
    kills: killed.kills,
    kills_answers: killed.answers,
    kills_rows: killed.rows,
    kills_lost_polls: killed.lost,
    kills_most_lost_of_one_miner: killed.mostLostByOneMiner,
    kills_most_lost_by_one_kill: killed.mostLostByOneKill,
    kills_corrupt: killed.corrupt,
    kills_doubled: killed.doubled,
  };
  const failures: string[] = [];
  if (load.missed_share > MISSED_LIMIT)
    failures.push(`${100 * load.missed_share} % of the polls were missed`);
  if (load.rows < load.polls - MINERS) failures.push(`${load.polls} polls left ${load.rows} rows`);
  if (load.cpu_percent_of_one_core > CPU_LIMIT_PERCENT)
    failures.push(`it takes ${load.cpu_percent_of_one_core} % of a core`);
  if (load.memory_growth_mb > SWING_MB) failures.push(`memory grew by ${load.memory_growth_mb} MB`);
  if (killed.corrupt > 0) failures.push(`${killed.corrupt} damaged places after ${killed.kills} kills`);
  if (killed.doubled > 0) failures.push(`${killed.doubled} rows are there twice`);
  if (killed.mostLostByOneMiner > 1) failures.push(`a kill cost a miner ${killed.mostLostByOneMiner} polls`);
  return { suite: 'recorder', figures, failures };
}

async function underLoad(seconds: number) {
  const folder = await mkdtemp(join(tmpdir(), 'davylamp-recorder-bench-'));
  const fleet = await openCountedMiners(MINERS);
  const helper = await startHelperProcess(folder, fleet.ports);
  try {
    await tellFleet(helper, { miners: fleet.miners, pollMs: POLL_MS });
    const listening = new AbortController();
    // One page listens, as a phone on the kitchen table does.
    const heard = listen(helper, listening.signal);
    await pause(WARM_UP_S * 1_000);
    const fromMs = Date.now();
    const cpuBeforeMs = cpuMs(helper.pid);
    const memoryMb: number[] = [];
    const lagsMs: number[] = [];
    while (Date.now() - fromMs < (seconds - WARM_UP_S) * 1_000) {
      await pause(SAMPLE_MS);
      memoryMb.push(residentMb(helper.pid));
      const askedMs = performance.now();
      await (await helper.call(PROXY_ROUTES.health)).arrayBuffer();
      lagsMs.push(performance.now() - askedMs);
    }
    const toMs = Date.now();
    const cpuPercent = (100 * (cpuMs(helper.pid) - cpuBeforeMs)) / (toMs - fromMs);
    const report = (await (await helper.call(PROXY_ROUTES.recorder)).json()) as RunningRecorder;
    listening.abort();
    const polls = [...fleet.answeredAtMs.values()];
    const due = (MINERS * (toMs - fromMs)) / POLL_MS;
    const done = polls.flat().filter((atMs) => atMs >= fromMs && atMs < toMs).length;
    const third = Math.floor(memoryMb.length / 3);
    return {
      seconds_watched: (toMs - fromMs) / 1_000,
      polls_due: due,
      polls_done: done,
      missed_share: Math.max(0, 1 - done / due),
      longest_s_between_polls_of_one_miner: longestPauseS(polls, fromMs, toMs),
      cpu_percent_of_one_core: cpuPercent,
      memory_mb_median: median(memoryMb),
      memory_growth_mb: median(memoryMb.slice(-third)) - median(memoryMb.slice(0, third)),
      slowest_reply_ms: Math.max(...lagsMs),
      polls: polls.flat().length,
      rows: report.miners.reduce((sum, { rows }) => sum + rows, 0),
      bytes_per_row:
        report.bytes /
        Math.max(
          1,
          report.miners.reduce((sum, { rows }) => sum + rows, 0),
        ),
      live_megabytes_heard: (await heard) / 1_000_000,
    };
  } finally {
    await helper.stop();
    fleet.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Hears all that a page would; resolves with how many bytes that were, once `signal` ends it. */
async function listen(helper: HelperProcess, signal: AbortSignal): Promise<number> {
  const reply = await helper.call(PROXY_ROUTES.readings, { signal });
  let bytes = 0;
  try {
    for await (const chunk of reply.body ?? []) bytes += chunk.length;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return bytes;
}

function longestPauseS(polls: readonly (readonly number[])[], fromMs: number, toMs: number): number {
  const pauses = polls.flatMap((times) => {
    const watched = [fromMs, ...times.filter((atMs) => atMs >= fromMs && atMs < toMs), toMs];
    return watched.slice(1).map((atMs, index) => atMs - (watched[index] ?? atMs));
  });
  return pauses.reduce((longest, pauseMs) => Math.max(longest, pauseMs), 0) / 1_000;
}

/** Memory of a process, MB (proc(5): VmRSS). */
function residentMb(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1_000;
}
