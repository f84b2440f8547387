import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createProxy, type ProxyApp } from './app.ts';
import { hasCode } from './error-code.ts';
import type { ProxyOptions } from './options.ts';

export interface RunningProxy {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const IPV4_LOOPBACK = '127.0.0.1';
const IPV6_LOOPBACK = '::1';
const PATIENCE_MS = 10_000;
const IDLE_MS = 60_000;

/**
 * Starts the helper. By default it listens on both loopback addresses, because `localhost` is the one on some
 * computers and the other on others.
 * @throws the server's error when the port is taken
 */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const host = options.host === 'localhost' ? IPV4_LOOPBACK : (options.host ?? IPV4_LOOPBACK);
  let port = options.port ?? 8787;
  const proxy = createProxy({ ...options, host }, () => port);

  const servers = [await listen(proxy, options, host, port)];
  const close = async () => {
    proxy.close();
    await Promise.all(servers.map(closed));
  };
  port = portOf(servers[0]) ?? port;
  if (host === IPV4_LOOPBACK) {
    try {
      servers.push(await listen(proxy, options, IPV6_LOOPBACK, port));
    } catch (error) {
      // Without IPv6 (containers) localhost is 127.0.0.1, and that is served.
      if (!hasCode(error, 'EADDRNOTAVAIL', 'EAFNOSUPPORT')) {
        await close();
        throw error;
      }
    }
  }
  return { url: `http://${nameOf(host)}:${port}`, port, close };
}

function listen(
  proxy: ProxyApp,
  { patienceMs = PATIENCE_MS, idleMs = IDLE_MS }: ProxyOptions,
  hostname: string,
  port: number,
): Promise<Server> {
  // Node waits a minute for headers and five for a body; a page on this computer sends both at once.
  const serverOptions = {
    headersTimeout: patienceMs,
    requestTimeout: patienceMs,
    connectionsCheckingInterval: patienceMs,
  };
  return new Promise((resolve, reject) => {
    const options = { fetch: proxy.fetch, hostname, port, serverOptions };
    const server = serve(options, () => resolve(server)) as Server;
    // Whoever does not read its answer is let go, too.
    server.setTimeout(idleMs);
    server.on('error', reject);
    server.on('upgrade', (request, socket, head) => void proxy.upgrade(request, socket, head));
  });
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

function portOf(server: Server | undefined): number | undefined {
  const address: AddressInfo | string | null = server?.address() ?? null;
  return typeof address === 'object' ? address?.port : undefined;
}

/** The name to open in a browser: `localhost` where it can be, because only there a page may do all it needs. */
function nameOf(host: string): string {
  if (host === IPV4_LOOPBACK || host === IPV6_LOOPBACK) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
