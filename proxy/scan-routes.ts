import { setMaxListeners } from 'node:events';
import { networkInterfaces } from 'node:os';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { PROXY_ROUTES, SPEAKER_HEADER } from '../src/domain/proxy-problem.ts';
import { isInPlan, parseScanRanges, type ScanPlan, type ScanProblemCode } from '../src/domain/scan-range.ts';
import type { NetworkReport, ScanLine } from '../src/domain/scan-report.ts';
import { hearNames } from './advertised-names.ts';
import { scanDoors } from './door-scan.ts';
import { homeNetworks } from './home-networks.ts';
import { type Knock, knockByTcp } from './knock.ts';
import { ProxyError } from './problem.ts';
import { requestBody } from './request-body.ts';
import { admitTarget, type TargetPolicy } from './target.ts';
import { timeLimit } from './time-limit.ts';

export interface ScanRoutesPorts {
  readonly policy: TargetPolicy;
  /** TCP by default. */
  readonly knock?: Knock | undefined;
  /** Hears the names that devices advertise (mDNS) by default. */
  readonly listen?: typeof hearNames | undefined;
}

const PROGRESS_EVERY_MS = 150;
const OWN = { 'cache-control': 'no-store', [SPEAKER_HEADER]: 'proxy' };

/** The routes that look for devices; who may call them is decided before. */
export function scanRoutes({ policy, knock = knockByTcp, listen = hearNames }: ScanRoutesPorts) {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  let scanning = false;

  routes.get(PROXY_ROUTES.network, (c) => {
    const networks = homeNetworks(networkInterfaces());
    return c.json({ networks, allowCarrier: policy.allowCgnat } satisfies NetworkReport, 200, OWN);
  });

  routes.post(PROXY_ROUTES.scan, async (c) => {
    const body = await requestBody(c, timeLimit(undefined, c.env.outgoing));
    const plan = planOf(body?.toString() ?? '', policy.allowCgnat);
    if (scanning) throw new ProxyError('busy', 'another scan is still running');
    scanning = true;
    const gone = new AbortController();
    // Each knock listens for it, and Node warns from the eleventh on.
    setMaxListeners(0, gone.signal);
    c.env.outgoing.once('close', () => gone.abort());
    const lines = new TransformStream<ScanLine, Uint8Array>(asJsonLines());
    void tellScan(plan, lines.writable.getWriter(), gone.signal).finally(() => {
      scanning = false;
    });
    return new Response(lines.readable, { headers: { 'content-type': 'application/x-ndjson', ...OWN } });
  });

  async function tellScan(
    plan: ScanPlan,
    writer: WritableStreamDefaultWriter<ScanLine>,
    signal: AbortSignal,
  ): Promise<void> {
    // Whoever has gone away hears nothing more, and that is no failure.
    const tell = (line: ScanLine) => void writer.write(line).catch(() => {});
    const total = plan.addressCount;
    let asked = 0;
    const progress = () => tell({ kind: 'progress', asked, total });
    progress();
    const timer = setInterval(progress, PROGRESS_EVERY_MS);
    const stopListening = namesHeard(plan, tell);
    try {
      const onOpen = (host: string, ports: readonly number[]) => tell({ kind: 'open', host, ports });
      const onProgress = (count: number) => {
        asked = count;
      };
      await scanDoors(plan, { knock, admitted, onOpen, onProgress }, signal);
      progress();
      tell({ kind: 'done' });
    } catch (error) {
      tell({ kind: 'failed', reason: error instanceof ProxyError ? error.detail : 'the helper failed' });
    } finally {
      clearInterval(timer);
      stopListening();
      writer.close().catch(() => {});
    }
  }

  /** The same test that each request to a device has to pass. */
  async function admitted(host: string, port: number): Promise<boolean> {
    try {
      await admitTarget({ host, port }, policy);
      return true;
    } catch (error) {
      if (error instanceof ProxyError) return false;
      throw error;
    }
  }

  /** On this computer itself nobody advertises anything. */
  function namesHeard(plan: ScanPlan, tell: (line: ScanLine) => void): () => void {
    if (plan.ranges.every(({ first, last }) => first >>> 24 === 127 && last >>> 24 === 127)) return () => {};
    return listen({
      onName: (host, name) => isInPlan(plan, host) && tell({ kind: 'named', host, name }),
      onUnavailable: (reason) => tell({ kind: 'no-names', reason }),
    });
  }

  return routes;
}

function asJsonLines(): Transformer<ScanLine, Uint8Array> {
  const encoder = new TextEncoder();
  return { transform: (line, out) => out.enqueue(encoder.encode(`${JSON.stringify(line)}\n`)) };
}

const REFUSALS: Readonly<Record<ScanProblemCode, 'bad-request' | 'forbidden-target'>> = {
  empty: 'bad-request',
  unreadable: 'bad-request',
  backwards: 'bad-request',
  'too-large': 'bad-request',
  'public-address': 'forbidden-target',
  'carrier-address': 'forbidden-target',
  'unusable-address': 'forbidden-target',
};

function planOf(body: string, allowCarrier: boolean): ScanPlan {
  const plan = parseScanRanges(rangesOf(body), { allowCarrier });
  if (!('problem' in plan)) return plan;
  throw new ProxyError(REFUSALS[plan.problem], `the range cannot be scanned: ${plan.problem}`);
}

function rangesOf(body: string): string {
  try {
    const asked: unknown = JSON.parse(body);
    if (typeof asked === 'object' && asked && 'ranges' in asked && typeof asked.ranges === 'string')
      return asked.ranges;
  } catch (cause) {
    throw new ProxyError('bad-request', 'the request is not JSON', { cause });
  }
  throw new ProxyError('bad-request', 'the request names no ranges');
}
