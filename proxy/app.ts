import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { PAIRING_HEADER, PROXY_ROUTES, SPEAKER_HEADER } from '../src/domain/proxy-problem.ts';
import { deviceRoutes } from './device-routes.ts';
import { createGuard } from './guard.ts';
import { HttpExchange } from './http-exchange.ts';
import { createLiveBridge } from './live-bridge.ts';
import type { ProxyOptions } from './options.ts';
import { servePages } from './pages.ts';
import { allowedPorts } from './port-list.ts';
import { ProxyError, problemResponse } from './problem.ts';
import { scanRoutes } from './scan-routes.ts';
import { securityHeaders } from './security-headers.ts';
import { systemResolve, type TargetPolicy } from './target.ts';

/** The helper without a port to listen on. */
export interface ProxyApp {
  readonly fetch: Hono['fetch'];
  /** For the `upgrade` event of the server that calls {@link fetch}. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  /** Ends all feeds and connections to devices. */
  close(): void;
}

const LARGEST_REPLY_BYTES = 8 * 1024 * 1024;
const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/**
 * Puts the helper together: headers and guard before everything, then health, devices, and the built app.
 * @param ownPort the port it is served on, known when calls come
 */
export function createProxy(options: ProxyOptions, ownPort: () => number): ProxyApp {
  const { token, host = '127.0.0.1', allowHosts = [], maxReplyBytes = LARGEST_REPLY_BYTES } = options;
  const policy: TargetPolicy = {
    portAllowed: allowedPorts(options.devicePorts),
    allowCgnat: options.allowCgnat ?? false,
    resolve: options.resolve ?? systemResolve,
    ownPort,
  };
  const guard = createGuard({ token, listensOn: host, ownPort, allowHosts });
  const exchange = new HttpExchange(maxReplyBytes);
  const live = createLiveBridge(guard, policy);

  const app = new Hono();
  app.onError(spokenError);
  app.use(securityHeaders);
  app.use(async (c, next) => {
    guard.admitHost(c.req.header('host'));
    await next();
  });
  app.use('/api/*', async (c, next) => {
    const caller = {
      host: c.req.header('host'),
      origin: c.req.header('origin'),
      secFetchSite: c.req.header('sec-fetch-site'),
    };
    guard.admitCall(caller, c.req.header(PAIRING_HEADER));
    await next();
  });
  app.get(PROXY_ROUTES.health, (c) =>
    c.json({ name: 'davylamp', version }, 200, { 'cache-control': 'no-store', [SPEAKER_HEADER]: 'proxy' }),
  );
  app.route('/', deviceRoutes({ policy, exchange }));
  app.route('/', scanRoutes({ policy, knock: options.knock, listen: options.hearNames }));
  app.all('/api/*', () => {
    throw new ProxyError('unknown-route', 'there is nothing here');
  });
  servePages(app, options.dist ?? DIST);

  return {
    fetch: app.fetch,
    upgrade: live.upgrade,
    close() {
      live.close();
      exchange.close();
    },
  };
}

function spokenError(error: Error): Response {
  if (error instanceof ProxyError) return problemResponse(error);
  // Where it failed, without the message: that may hold a part of what was being read.
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  console.error([`Davylamp helper: ${error.name}`, ...frames].join('\n'));
  return problemResponse(
    new ProxyError('bad-reply', 'the helper failed; its window says why', { cause: error }),
  );
}
