import { spawn } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SuiteReport } from '../support/suite-report.ts';
import { cpuMs } from './cpu-time.ts';
import { median } from './median.ts';

const TOKEN = 'bench-token-bench-token-bench-token-bench-t';
const PORT = 18_799;
const CALLS = 600;
const WATCHED_MS = 15_000;
/** The issues' limits. */
const OVERHEAD_LIMIT_MS = 2;
const FIFTY = { devices: 50, pollMs: 5_000, cpuLimitPercent: 10 } as const;
const TWO_HUNDRED = { devices: 200, pollMs: 10_000, cpuLimitPercent: 25 } as const;

/** What the helper adds to a call of a device, and what it costs when open pages poll fifty or two hundred of them. */
export async function proxySuite(): Promise<SuiteReport> {
  const info = JSON.stringify({ ASICModel: 'BM1370', hashRate: 1200.5, padding: 'x'.repeat(2_500) });
  const device = http.createServer((_, reply) =>
    reply.setHeader('content-type', 'application/json').end(info),
  );
  await new Promise<void>((resolve) => device.listen(0, '127.0.0.1', resolve));
  const { port } = device.address() as AddressInfo;
  // A process of its own, so that its time on the CPU can be read apart from ours.
  const helper = spawn(process.execPath, ['--import', 'tsx', 'proxy/main.ts'], {
    env: {
      ...process.env,
      DAVYLAMP_TOKEN: TOKEN,
      DAVYLAMP_PORT: String(PORT),
      DAVYLAMP_DEVICE_PORTS: String(port),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await new Promise((resolve) => helper.stdout.once('data', resolve));
    const direct = `http://127.0.0.1:${port}/api/system/info`;
    const proxied = `http://127.0.0.1:${PORT}/api/device/http/127.0.0.1:${port}/api/system/info`;
    const [directMs, proxiedMs] = await interleaved(direct, proxied);
    const fiftyPercent = await cpuWhilePolling(helper.pid ?? 0, proxied, FIFTY);
    const twoHundredPercent = await cpuWhilePolling(helper.pid ?? 0, proxied, TWO_HUNDRED);
    const figures = {
      direct_ms_median: directMs,
      proxied_ms_median: proxiedMs,
      added_ms_median: proxiedMs - directMs,
      cpu_percent_of_one_core_50_devices_each_5s: fiftyPercent,
      cpu_percent_of_one_core_200_devices_each_10s: twoHundredPercent,
    };
    const failures: string[] = [];
    if (figures.added_ms_median > OVERHEAD_LIMIT_MS)
      failures.push(`the helper adds ${figures.added_ms_median} ms`);
    if (fiftyPercent > FIFTY.cpuLimitPercent) failures.push(`50 devices take ${fiftyPercent} % of a core`);
    if (twoHundredPercent > TWO_HUNDRED.cpuLimitPercent)
      failures.push(`200 devices take ${twoHundredPercent} % of a core`);
    return { suite: 'proxy', figures, failures };
  } finally {
    helper.kill();
    device.close();
    device.closeAllConnections();
  }
}

/** Medians of both, measured in turn, so that a noisy machine disturbs both alike. */
async function interleaved(direct: string, proxied: string): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let call = -50; call < CALLS; call += 1) {
    const directMs = await timed(direct);
    const proxiedMs = await timed(proxied);
    // The first calls warm both up.
    if (call < 0) continue;
    times[0].push(directMs);
    times[1].push(proxiedMs);
  }
  return [median(times[0]), median(times[1])];
}

async function timed(url: string): Promise<number> {
  const startedMs = performance.now();
  const reply = await fetch(url, {
    headers: { 'x-davylamp-token': TOKEN, 'sec-fetch-site': 'same-origin' },
  });
  await reply.arrayBuffer();
  if (!reply.ok) throw new Error(`${url}: ${reply.status}`);
  return performance.now() - startedMs;
}

/** The devices are one fake device under as many turns: the queue of a device must not be what is measured. */
async function cpuWhilePolling(
  pid: number,
  url: string,
  { devices, pollMs }: typeof FIFTY | typeof TWO_HUNDRED,
): Promise<number> {
  const before = cpuMs(pid);
  const startedMs = performance.now();
  const everyMs = pollMs / devices;
  while (performance.now() - startedMs < WATCHED_MS) {
    await timed(url);
    await new Promise((resolve) => setTimeout(resolve, everyMs - 2));
  }
  return (100 * (cpuMs(pid) - before)) / (performance.now() - startedMs);
}
