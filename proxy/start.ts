import type { Server } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createProxy, type LanPresence, type ProxyApp } from './app.ts';
import { hasCode } from './error-code.ts';
import { type LanDoors, openLanDoors } from './lan-doors.ts';
import type { ProxyOptions } from './options.ts';
import { openRecording } from './recorder/recording.ts';

export interface RunningProxy {
  readonly url: string;
  readonly port: number;
  /** The door for the home network, where there is one. */
  readonly lan: () => LanPresence | undefined;
  close(): Promise<void>;
}

const IPV4_LOOPBACK = '127.0.0.1';
const IPV6_LOOPBACK = '::1';
const PATIENCE_MS = 10_000;
const IDLE_MS = 60_000;

/**
 * Starts the helper. By default it listens on both loopback addresses, because `localhost` is the one on some
 * computers and the other on others.
 * @throws the server's error when a port is taken; Error with one sentence when what is kept cannot be read
 */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const host = options.host === 'localhost' ? IPV4_LOOPBACK : (options.host ?? IPV4_LOOPBACK);
  let port = options.port ?? 8787;
  let doors: LanDoors | undefined;
  const lan = () => doors?.presence();
  const recording = options.record && (await openRecording(options.record, options.nowMs ?? Date.now));
  const proxy = createProxy({ ...options, host }, () => ({ port, lan: lan() }), recording);

  const servers: (Server | HttpsServer)[] = [];
  const close = async () => {
    await proxy.close();
    doors?.close();
    await Promise.all(servers.map(closed));
  };
  try {
    servers.push(await listen(proxy, options, host, port));
  } catch (error) {
    await close();
    throw error;
  }
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
  if (options.lan) {
    try {
      doors = await openLanDoors(proxy, { ...options, lan: options.lan, ...limits(options) });
      servers.push(...doors.servers);
    } catch (error) {
      await close();
      throw error;
    }
  }
  return { url: `http://${nameOf(host)}:${port}`, port, lan, close };
}

/** Node waits a minute for headers and five for a body; a page sends both at once. */
function limits({ patienceMs = PATIENCE_MS, idleMs = IDLE_MS }: ProxyOptions) {
  const serverOptions = {
    headersTimeout: patienceMs,
    requestTimeout: patienceMs,
    connectionsCheckingInterval: patienceMs,
  };
  return { serverOptions, idleMs };
}

function listen(proxy: ProxyApp, options: ProxyOptions, hostname: string, port: number): Promise<Server> {
  const { serverOptions, idleMs } = limits(options);
  return new Promise((resolve, reject) => {
    const at = { fetch: proxy.fetch, hostname, port, serverOptions };
    const server = serve(at, () => resolve(server)) as Server;
    // Whoever does not read its answer is let go, too.
    server.setTimeout(idleMs);
    server.on('error', reject);
    server.on('upgrade', (request, socket, head) => void proxy.upgrade(request, socket, head));
  });
}

function closed(server: Server | HttpsServer): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

function portOf(server: Server | HttpsServer | undefined): number | undefined {
  const address: AddressInfo | string | null = server?.address() ?? null;
  return typeof address === 'object' ? address?.port : undefined;
}

/** The name to open in a browser: `localhost` where it can be, because only there a page may do all it needs. */
function nameOf(host: string): string {
  if (host === IPV4_LOOPBACK || host === IPV6_LOOPBACK) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
