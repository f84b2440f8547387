import http from 'node:http';
import { Response } from 'miniflare';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundledWorker, EdgeHouse } from '../tests/support/edge-house.ts';
import { HELPER_TOKEN, HelperHouse } from '../tests/support/helper-house.ts';
import { ProviderHouse } from '../tests/support/provider-house.ts';
import { testUpstream } from '../tests/support/test-upstreams.ts';
import {
  REFUSED_QUESTIONS,
  REFUSED_REPLIES,
  type RefusedReply,
  TIDIED_PATHS,
} from '../tests/support/upstream-attacks.ts';
import { createUpstreamFetch } from './upstream-fetch.ts';

/** The same attacks on both helpers: the one at home, and the one of the edge in the Workers runtime itself. */

interface Besieged {
  port(): Promise<number>;
  /** What reached a provider, as `host/path?query`. */
  heard(): readonly string[];
  forget(): void;
  answer(reply: Pick<RefusedReply, 'status' | 'headers' | 'body'>): void;
  close(): Promise<void>;
}

const KEY = 'k3y-of-the-helper';

async function helper(): Promise<Besieged> {
  const provider = await ProviderHouse.open();
  const house = await HelperHouse.open({
    upstream: { upstreamOf: testUpstream, keyOf: () => KEY, fetch: createUpstreamFetch(provider.way()) },
  });
  return {
    port: async () => house.proxy.port,
    heard: () =>
      provider.heard.map(({ request }) => `${request.headers.host?.split(':', 1)[0]}${request.url}`),
    forget: () => void provider.heard.splice(0),
    answer({ status, headers, body }) {
      provider.answer = (_, reply) => reply.writeHead(status, headers).end(body);
    },
    async close() {
      await house.close();
      provider.close();
    },
  };
}

async function edge(): Promise<Besieged> {
  const script = await bundledWorker('tests/support/edge-of-test-upstreams.ts');
  const house = new EdgeHouse(script, {
    DAVYLAMP_SECRET: HELPER_TOKEN,
    DAVYLAMP_KEY_POOL: KEY,
    DAVYLAMP_KEY_ENERGY: KEY,
  });
  return {
    port: async () => Number((await house.url()).port),
    heard: () => house.heard.map(({ url }) => url.replace('https://', '')),
    forget: () => void house.heard.splice(0),
    answer({ status, headers, body }) {
      house.answer = () => new Response(body ?? null, { status, headers });
    },
    close: () => house.close(),
  };
}

/** A call whose path nobody tidies on the way. */
function call(
  port: number,
  path: string,
  { method = 'GET', body = '' }: { readonly method?: string; readonly body?: string } = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const own = { 'x-davylamp-token': HELPER_TOKEN, 'sec-fetch-site': 'same-origin', ...headers };
  return new Promise((resolve, reject) => {
    const address = { host: '127.0.0.1', port, path: `/api/upstream${path}`, method, headers: own };
    const request = http.request({ ...address, agent: false }, (reply) => {
      let text = '';
      reply.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
      });
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

function toldBy({ text }: { readonly text: string }): string {
  return /"urn:davylamp:problem:([\w-]+)"/.exec(text)?.[1] ?? text.slice(0, 80);
}

describe.each([
  ['at home', helper],
  ['on the edge', edge],
] as const)('the helper %s', (_, open) => {
  let besieged: Besieged;
  let port = 0;
  beforeAll(async () => {
    besieged = await open();
    port = await besieged.port();
  });
  beforeEach(() => {
    besieged.forget();
    besieged.answer({ status: 200, headers: {}, body: '{}' });
  });
  afterAll(() => besieged.close());

  test.each(REFUSED_QUESTIONS)('passes on no $what', async ({ path, init, headers, told }) => {
    const reply = await call(port, path, init, headers);
    expect([toldBy(reply), besieged.heard()]).toEqual([told, []]);
    expect(reply.text).not.toContain(KEY);
  });

  test.each(TIDIED_PATHS)('asks what is listed at the most, whoever tidies %s', async (path) => {
    await call(port, path);
    for (const address of besieged.heard())
      expect(address).toMatch(/^api\.market\.lan\/v1\/price(\?(&&|ids=a)?)?$/);
  });

  test.each(REFUSED_REPLIES)('does not believe $what', async ({ status, headers, body, told }) => {
    besieged.answer({ status, headers, ...(body === undefined ? {} : { body }) });
    const reply = await call(port, '/pool/eu.pool.lan/accounts/ann');
    expect(toldBy(reply)).toBe(told);
    expect(reply.text).not.toContain(KEY);
    for (const address of besieged.heard()) expect(address).toBe('eu.pool.lan/accounts/ann');
  });
});
