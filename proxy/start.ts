import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { createApp } from './app.ts';
import { createGuard } from './guard.ts';
import { createLiveBridge } from './live-bridge.ts';
import type { ProxyOptions } from './options.ts';
import { allowedPorts } from './port-list.ts';
import { systemResolve, type TargetPolicy } from './target.ts';

export interface RunningProxy {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const LARGEST_REPLY_BYTES = 8 * 1024 * 1024;
const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/**
 * Starts the helper. By default it listens on both loopback addresses, because `localhost` is the one on some
 * computers and the other on others.
 * @throws the server's error when the port is taken
 */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const host = options.host ?? '127.0.0.1';
  let port = options.port ?? 8787;
  const ownPort = () => port;
  const policy: TargetPolicy = {
    portAllowed: allowedPorts(options.devicePorts),
    allowCgnat: options.allowCgnat ?? false,
    resolve: options.resolve ?? systemResolve,
    ownPort,
  };
  const guard = createGuard({
    token: options.token,
    listensOn: host,
    ownPort,
    allowHosts: options.allowHosts ?? [],
  });
  const app = createApp({
    guard,
    policy,
    version,
    dist: options.dist ?? DIST,
    maxReplyBytes: options.maxReplyBytes ?? LARGEST_REPLY_BYTES,
  });
  const live = createLiveBridge(guard, policy);

  const listen = (hostname: string): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = serve({ fetch: app.fetch, hostname, port }, () => resolve(server)) as Server;
      server.on('error', reject);
      server.on('upgrade', (request, socket, head) => void live.upgrade(request, socket, head));
    });

  const first = await listen(host);
  port = (first.address() as AddressInfo).port;
  const servers = [first];
  if (host === '127.0.0.1') {
    try {
      servers.push(await listen('::1'));
    } catch (error) {
      // Without IPv6 (containers) localhost is 127.0.0.1, and that is served.
      if (
        !(
          error instanceof Error &&
          'code' in error &&
          ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(String(error.code))
        )
      )
        throw error;
    }
  }
  return {
    url: `http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`,
    port,
    async close() {
      live.close();
      await Promise.all(
        servers.map((server) => {
          server.closeAllConnections();
          return new Promise((resolve) => server.close(resolve));
        }),
      );
    },
  };
}
