import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import {
  CACHE_HEADER,
  FORWARD_HEADER,
  KEY_HEADER,
  PAIRING_HEADER,
  RENEW_HEADER,
  SPEAKER_HEADER,
  STALE_REASON_HEADER,
} from '../src/domain/proxy-problem.ts';
import type { Upstream } from '../src/domain/upstream.ts';
import { upstreamOf } from '../src/domain/upstreams/upstreams.ts';
import { ProxyError, problemResponse } from './problem.ts';
import { environmentKeys } from './upstream/environment-keys.ts';
import { UpstreamGate } from './upstream/upstream-gate.ts';
import { upstreamRoutes } from './upstream/upstream-routes.ts';

/** What the owner sets on the edge platform, beside the keys of providers (`DAVYLAMP_KEY_…`). */
export interface EdgeEnvironment {
  /** What every call must carry, 32 characters or more; without it the edge answers nobody. */
  readonly DAVYLAMP_SECRET?: string;
  /** Origins of pages that may call from elsewhere, with commas between: `https://lamp.example`. */
  readonly DAVYLAMP_ORIGINS?: string;
}

/**
 * A copy has 128 MB for everything and six connections at a time (Workers, "Limits"), and a waiting answer takes twice its
 * bytes while it grows.
 */
const EDGE_LIMITS = { maxKeptBytes: 16 * 1024 * 1024, mostUnderWay: 6 };
/** A secret shorter than this could be guessed. */
const SHORTEST_SECRET = 32;
const REQUEST_HEADERS = ['content-type', PAIRING_HEADER, KEY_HEADER, FORWARD_HEADER, RENEW_HEADER];
const REPLY_HEADERS = ['age', 'retry-after', SPEAKER_HEADER, CACHE_HEADER, STALE_REASON_HEADER];

/**
 * The public half of the helper, for an edge platform: providers are asked as at home, and devices cannot be. Closed
 * unless it was set up: a relay for everybody would spend the owner's keys and be blocked by the providers.
 */
function createEdge(env: EdgeEnvironment, find: (id: string) => Upstream | undefined = upstreamOf): Hono {
  const { DAVYLAMP_SECRET: secret = '', DAVYLAMP_ORIGINS = '' } = env;
  const origins = DAVYLAMP_ORIGINS.split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  const gate = new UpstreamGate(
    {
      // No shared cache of the platform stands between: it knows nothing of keys.
      fetch: (url, request) => fetch(url, { ...request, cache: 'no-store' }),
      nowMs: Date.now,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      random: Math.random,
    },
    EDGE_LIMITS,
  );

  const app = new Hono();
  app.onError((error) =>
    problemResponse(
      error instanceof ProxyError
        ? error
        : new ProxyError('bad-reply', 'the helper failed', { cause: error }),
    ),
  );
  app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"] } }));
  app.use(
    cors({
      origin: (origin) => (origins.includes(origin) ? origin : null),
      allowMethods: ['GET', 'POST'],
      allowHeaders: REQUEST_HEADERS,
      exposeHeaders: REPLY_HEADERS,
      maxAge: 600,
    }),
  );
  app.use(async (c, next) => {
    const own = new URL(c.req.url).origin;
    admitOrigin(c.req.header('origin'), c.req.header('sec-fetch-site'), [own, ...origins]);
    await admitSecret(c.req.header(PAIRING_HEADER), secret);
    // Hono runs a GET for a HEAD.
    if (c.req.method === 'HEAD') throw new ProxyError('bad-request', 'there is no HEAD here');
    await next();
  });
  app.route('/', upstreamRoutes(gate, { upstreamOf: find, keyOf: environmentKeys({ ...env }) }));
  app.all('*', () => {
    throw new ProxyError('unknown-route', 'there is nothing here');
  });
  return app;
}

/** @throws ProxyError `foreign-origin` */
function admitOrigin(origin: string | undefined, site: string | undefined, allowed: readonly string[]): void {
  const isListed = origin !== undefined && allowed.includes(origin);
  // A page of another site that sends no `Origin` wants no CORS, and so could read nothing.
  const isOwn = origin === undefined && (site === undefined || site === 'same-origin');
  if (!isListed && !isOwn)
    throw new ProxyError('foreign-origin', 'that page is not on the list of this helper');
}

/** @throws ProxyError `wrong-token` */
async function admitSecret(given: string | undefined, secret: string): Promise<void> {
  if (secret.length < SHORTEST_SECRET)
    throw new ProxyError('wrong-token', 'this helper is not set up: DAVYLAMP_SECRET is missing or short');
  if (given === undefined || !(await areEqual(given, secret)))
    throw new ProxyError('wrong-token', 'the secret is missing or wrong');
}

/** Digests have one length, and all of their bytes are looked at: the time it takes tells nothing. */
async function areEqual(a: string, b: string): Promise<boolean> {
  const [x, y] = await Promise.all([a, b].map(sha256));
  return x?.reduce((differences, byte, at) => differences | (byte ^ (y?.[at] ?? 0)), 0) === 0;
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

/**
 * What the platform calls (Workers and their kind): one environment for as long as the program lives.
 * @param find who may be asked; the providers of the table by default
 */
export function edgeWorker(find?: (id: string) => Upstream | undefined) {
  let edge: Hono | undefined;
  return {
    fetch(request: Request, env: EdgeEnvironment, context: { waitUntil(work: Promise<unknown>): void }) {
      edge ??= createEdge(env, find);
      const reply = Promise.resolve(edge.fetch(request, env));
      // Others may wait for the same answer: it comes also where the page that asked first has gone away.
      context.waitUntil(reply.catch(() => undefined));
      return reply;
    },
  };
}

export default edgeWorker();
