import { spawn } from 'node:child_process';
import http from 'node:http';
import type { SuiteReport } from '../support/suite-report.ts';
import { cpuMs } from './cpu-time.ts';
import { median } from './median.ts';

const TOKEN = 'bench-token-bench-token-bench-token-bench-t';
const CALLS = 1_000;
const CROWD = { callers: 16, calls: 6_000 } as const;
/** The limits: for an answer that is kept, beside a bare route of the same server, and on one core. */
const ADDED_LIMIT_MS = 1;
const REQUESTS_PER_S_LIMIT = 500;

/** What the helper costs where it has a provider's answer already. */
export async function upstreamSuite(): Promise<SuiteReport> {
  // A process of its own, so that its time on the CPU can be read apart from ours.
  const helper = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/upstream-helper.ts', TOKEN], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const agent = new http.Agent({ keepAlive: true, maxSockets: CROWD.callers });
  try {
    const said = await new Promise((resolve) => helper.stdout.once('data', resolve));
    const ports = JSON.parse(String(said)) as { helper: number; bare: number };
    const kept = { agent, port: ports.helper, path: '/api/upstream/market/api.market.lan/v1/price' };
    const bare = { agent, port: ports.bare, path: '/bare' };
    const [bareMs, keptMs] = await interleaved(bare, kept);
    const keptCrowd = await crowd(helper.pid ?? 0, kept);
    const bareCrowd = await crowd(helper.pid ?? 0, bare);
    const figures = {
      bare_route_ms_median: bareMs,
      kept_answer_ms_median: keptMs,
      added_ms_median: keptMs - bareMs,
      kept_to_bare_time_ratio: keptMs / bareMs,
      kept_requests_per_s_of_wall: keptCrowd.perWallSecond,
      kept_requests_per_s_of_one_core: keptCrowd.perCpuSecond,
      bare_requests_per_s_of_one_core: bareCrowd.perCpuSecond,
      kept_to_bare_cpu_ratio: bareCrowd.perCpuSecond / keptCrowd.perCpuSecond,
    };
    const failures: string[] = [];
    if (figures.added_ms_median > ADDED_LIMIT_MS)
      failures.push(`a kept answer takes ${figures.added_ms_median} ms more than a bare route`);
    if (keptCrowd.perCpuSecond < REQUESTS_PER_S_LIMIT)
      failures.push(`one core gives ${keptCrowd.perCpuSecond} kept answers a second`);
    return { suite: 'upstream', figures, failures };
  } finally {
    agent.destroy();
    helper.kill();
  }
}

type Asked = Pick<http.RequestOptions, 'agent' | 'port' | 'path'>;

/** Medians of both, measured in turn, so that a noisy machine disturbs both alike. */
async function interleaved(bare: Asked, kept: Asked): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let call = -200; call < CALLS; call += 1) {
    const bareMs = await timed(bare);
    const keptMs = await timed(kept);
    // The first calls warm both up.
    if (call < 0) continue;
    times[0].push(bareMs);
    times[1].push(keptMs);
  }
  return [median(times[0]), median(times[1])];
}

/** Requests a second while many ask at once, by the clock and by the helper's time on the CPU. */
async function crowd(pid: number, asked: Asked): Promise<{ perWallSecond: number; perCpuSecond: number }> {
  const cpuBeforeMs = cpuMs(pid);
  const startedMs = performance.now();
  let left = CROWD.calls;
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      await timed(asked);
    }
  };
  await Promise.all(Array.from({ length: CROWD.callers }, caller));
  const wallS = (performance.now() - startedMs) / 1000;
  const cpuS = (cpuMs(pid) - cpuBeforeMs) / 1000;
  return { perWallSecond: CROWD.calls / wallS, perCpuSecond: CROWD.calls / cpuS };
}

/** By `http.request`: our own `fetch` would take longer than what is measured. */
function timed(asked: Asked): Promise<number> {
  const startedMs = performance.now();
  const headers = { 'x-davylamp-token': TOKEN, 'sec-fetch-site': 'same-origin' };
  return new Promise((resolve, reject) => {
    const request = http.get({ ...asked, host: '127.0.0.1', headers }, (reply) => {
      if (reply.statusCode !== 200) reject(new Error(`${asked.path}: ${reply.statusCode}`));
      reply.on('data', () => {});
      reply.on('end', () => resolve(performance.now() - startedMs));
    });
    request.on('error', reject);
  });
}
