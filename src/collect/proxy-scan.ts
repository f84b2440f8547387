import * as v from 'valibot';
import { DeviceError } from '../devices/transport.ts';
import { PROXY_ROUTES } from '../domain/proxy-problem.ts';
import type { NetworkReport, ScanLine } from '../domain/scan-report.ts';
import { callProxy, type ProxyConnection } from './proxy-transport.ts';

const NETWORK_REPORT = v.object({
  networks: v.array(v.object({ range: v.string(), interfaceName: v.string() })),
  allowCarrier: v.boolean(),
});

const SCAN_LINE = v.variant('kind', [
  v.object({ kind: v.literal('progress'), asked: v.number(), total: v.number() }),
  v.object({ kind: v.literal('open'), host: v.string(), ports: v.array(v.number()) }),
  v.object({ kind: v.literal('named'), host: v.string(), name: v.string() }),
  v.object({ kind: v.literal('no-names'), reason: v.string() }),
  v.object({ kind: v.literal('failed'), reason: v.string() }),
  v.object({ kind: v.literal('done') }),
]);

/**
 * The home networks that the helper is part of.
 * @throws DeviceError when the helper does not tell them
 */
export async function proxyNetworks(connection: ProxyConnection): Promise<NetworkReport> {
  const reply = await callProxy(connection, PROXY_ROUTES.network, { path: '' }, 'helper');
  return checked(NETWORK_REPORT, await reply.text().catch(brokenOff));
}

/**
 * Lets the helper look for open doors in these ranges; tells what it says as it comes.
 * @throws DeviceError when the helper refuses, or the connection to it breaks
 */
export async function* proxyScan(
  connection: ProxyConnection,
  ranges: string,
  signal: AbortSignal,
): AsyncGenerator<ScanLine> {
  const request = {
    method: 'POST',
    path: '',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ranges }),
    signal,
  } as const;
  const { body } = await callProxy(connection, PROXY_ROUTES.scan, request, 'helper');
  const reader = body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  let begun = '';
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(brokenOff);
      if (done) return;
      const lines = (begun + decoder.decode(value, { stream: true })).split('\n');
      begun = lines.pop() ?? '';
      for (const line of lines) yield checked(SCAN_LINE, line);
    }
  } finally {
    // Whoever has heard enough lets the helper know; a stream that is broken already cannot be told.
    await reader.cancel().catch(() => {});
  }
}

function checked<Shape extends v.GenericSchema>(shape: Shape, text: string): v.InferOutput<Shape> {
  try {
    return v.parse(shape, JSON.parse(text));
  } catch (cause) {
    throw new DeviceError('no-proxy', 'something else than the helper answers', { cause });
  }
}

function brokenOff(cause: unknown): never {
  throw new DeviceError('no-proxy', 'the helper stopped answering', { cause });
}
