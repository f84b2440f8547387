import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { startProxy } from '../../proxy/start.ts';
import { testUpstream } from '../support/test-upstreams.ts';

/** A helper that has a provider's answer, and beside it, in the same process, a bare route with the same bytes. */
const [token = ''] = process.argv.slice(2);
const rows = Array.from({ length: 400 }, (_, n) => [1_700_000_000_000 + 60_000 * n, 43_000.5 + n, 12.25 * n]);
const answer = JSON.stringify({ prices: rows });

const bare = new Hono();
bare.get('/bare', () => new Response(answer, { headers: { 'content-type': 'application/json' } }));
const peer = serve({ fetch: bare.fetch, hostname: '127.0.0.1', port: 0 }) as Server;
await new Promise((resolve) => peer.once('listening', resolve));
const helper = await startProxy({
  token,
  host: '127.0.0.1',
  port: 0,
  upstream: {
    upstreamOf: testUpstream,
    fetch: async () => new Response(answer, { headers: { 'content-type': 'application/json' } }),
  },
});
console.log(JSON.stringify({ helper: helper.port, bare: (peer.address() as AddressInfo).port }));
