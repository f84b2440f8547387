import { Hono } from 'hono';
import {
  CACHE_HEADER,
  PROXY_ROUTES,
  SPEAKER_HEADER,
  STALE_REASON_HEADER,
} from '../../src/domain/proxy-problem.ts';
import { readUpstreamCall, type UpstreamDirectory } from './upstream-call.ts';
import type { UpstreamAnswer, UpstreamGate } from './upstream-gate.ts';

/** The routes to providers outside of the house. Who may call them is decided before. */
export function upstreamRoutes(gate: UpstreamGate, directory: UpstreamDirectory): Hono {
  const routes = new Hono();
  routes.on(['GET', 'POST'], `${PROXY_ROUTES.upstream}/*`, async (c) =>
    responseOf(await gate.answer(await readUpstreamCall(c.req, directory))),
  );
  return routes;
}

/** Of a provider's headers none passes as it is: they would be taken for those of the helper's own origin. */
function responseOf({ reply, cache, ageMs, staleReason }: UpstreamAnswer): Response {
  const { status, contentType, body, retryAfterS } = reply;
  const bodyless = status === 204 || status === 205 || status === 304;
  return new Response(bodyless ? null : body, {
    status,
    headers: {
      // A web page of a provider's must not be one of ours.
      'content-type': /[/+]json\b/i.test(contentType) ? 'application/json' : 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      age: String(Math.floor(ageMs / 1000)),
      [SPEAKER_HEADER]: 'upstream',
      [CACHE_HEADER]: cache,
      ...(staleReason === undefined ? {} : { [STALE_REASON_HEADER]: staleReason }),
      ...(retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }),
    },
  });
}
