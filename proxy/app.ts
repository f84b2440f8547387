import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import { PAIRING_HEADER, PROXY_ROUTES, SPEAKER_HEADER, TIMEOUT_HEADER } from '../src/domain/proxy-problem.ts';
import type { Guard } from './guard.ts';
import { forwardHttp, returnedHeaders } from './http-forward.ts';
import { ProxyError, problemResponse } from './problem.ts';
import { admitTarget, parseTarget, type TargetPolicy } from './target.ts';
import { bridgeRpc, parseRpcRequest } from './tcp-bridge.ts';
import { Turnstile } from './turnstile.ts';

export interface AppPorts {
  readonly guard: Guard;
  readonly policy: TargetPolicy;
  readonly version: string;
  /** Folder of the built app. */
  readonly dist: string;
  readonly maxReplyBytes: number;
}

const DEFAULT_TIMEOUT_MS = 5_000;
const LONGEST_TIMEOUT_MS = 30_000;
/** Firmware uploads are no business of the helper. */
const LARGEST_REQUEST_BYTES = 64 * 1024;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The helper as a Hono app: guard, device routes, and the built PWA. */
export function createApp({ guard, policy, version, dist, maxReplyBytes }: AppPorts): Hono {
  const app = new Hono();
  const turnstile = new Turnstile();

  app.onError((error) => {
    if (error instanceof ProxyError) return problemResponse(error);
    console.error(`Davylamp helper: ${error.message}`);
    return problemResponse(new ProxyError('bad-reply', 'the helper failed; its window says why'));
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // uPlot and Solid set sizes by style attributes; no style comes from anyone but us.
        styleSrc: ["'self'", "'unsafe-inline'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      crossOriginEmbedderPolicy: 'require-corp',
      crossOriginOpenerPolicy: 'same-origin',
      crossOriginResourcePolicy: 'same-origin',
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: false,
      xFrameOptions: 'DENY',
    }),
  );
  app.use(async (c, next) => {
    guard.admitHost(c.req.header('host'));
    await next();
  });
  app.use('/api/*', async (c, next) => {
    guard.admitCall(callerOf(c), c.req.header(PAIRING_HEADER));
    await next();
  });

  app.get(PROXY_ROUTES.health, (c) => c.json({ name: 'davylamp', version }));

  app.on(METHODS, [`${PROXY_ROUTES.http}/:target`, `${PROXY_ROUTES.http}/:target/*`], async (c) => {
    const url = new URL(c.req.url);
    const place = c.req.param('target');
    const path = url.pathname.slice(`${PROXY_ROUTES.http}/`.length).replace(/^[^/]*/, '') || '/';
    const signal = timeLimit(c);
    const target = await admitTarget(parseTarget(place), policy);
    const body = await requestBody(c);
    const request = {
      method: c.req.method,
      path: path + url.search,
      headers: c.req.raw.headers,
      body,
      signal,
    };
    const reply = await turnstile.pass(`${target.address}:${target.port}`, () =>
      forwardHttp(target, request, policy, maxReplyBytes),
    );
    return new Response(bodyless(reply.status) ? null : new Uint8Array(reply.body), {
      status: reply.status,
      headers: [...returnedHeaders(reply.headers), ['cache-control', 'no-store'], [SPEAKER_HEADER, 'device']],
    });
  });

  app.post(`${PROXY_ROUTES.tcp}/:target`, async (c) => {
    const signal = timeLimit(c);
    const target = await admitTarget(parseTarget(c.req.param('target')), policy);
    const request = parseRpcRequest((await requestBody(c))?.toString() ?? '');
    const reply = await turnstile.pass(`${target.address}:${target.port}`, () =>
      bridgeRpc(target, request, signal, maxReplyBytes),
    );
    return c.json(reply as object, 200, { 'cache-control': 'no-store', [SPEAKER_HEADER]: 'device' });
  });

  app.all('/api/*', () => {
    throw new ProxyError('unknown-route', 'there is nothing here');
  });
  servePages(app, dist);
  return app;
}

/** The built app; every path without a file is a page of the app. */
function servePages(app: Hono, dist: string): void {
  if (!existsSync(join(dist, 'index.html'))) {
    app.get('*', (c) => c.text('Davylamp is not built yet. Run npm start.', 503));
    return;
  }
  const root = relative(process.cwd(), dist) || '.';
  app.use(compress());
  app.use(async (c, next) => {
    await next();
    const hashed = c.req.path.startsWith('/assets/') && c.res.status === 200;
    c.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  });
  app.use(serveStatic({ root }));
  app.get('*', async (c, next) => {
    // A missing script must not come back as a page.
    if (/\.[a-z0-9]+$/i.test(c.req.path)) return c.notFound();
    return serveStatic({ root, path: 'index.html' })(c, next);
  });
}

function callerOf(c: Context) {
  return {
    host: c.req.header('host'),
    origin: c.req.header('origin'),
    secFetchSite: c.req.header('sec-fetch-site'),
  };
}

/** Ends at the time limit, and when the page goes away. */
function timeLimit(c: Context): AbortSignal {
  const asked = Number(c.req.header(TIMEOUT_HEADER) ?? DEFAULT_TIMEOUT_MS);
  const limitMs =
    Number.isFinite(asked) && asked > 0 ? Math.min(asked, LONGEST_TIMEOUT_MS) : DEFAULT_TIMEOUT_MS;
  return AbortSignal.any([AbortSignal.timeout(limitMs), c.req.raw.signal]);
}

async function requestBody(c: Context): Promise<Buffer | undefined> {
  const reader = c.req.raw.body?.getReader();
  if (!reader) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > LARGEST_REQUEST_BYTES)
      throw new ProxyError('bad-request', `the request is larger than ${LARGEST_REQUEST_BYTES} bytes`);
    chunks.push(value);
  }
  return size > 0 ? Buffer.concat(chunks) : undefined;
}

function bodyless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}
