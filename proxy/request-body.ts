import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { ProxyError } from './problem.ts';
import { within } from './time-limit.ts';

/** Settings are small; firmware uploads are no business of the helper. */
const LARGEST_REQUEST_BYTES = 64 * 1024;

/**
 * What the page sends along, if anything.
 * @throws ProxyError `bad-request` when it is too large or breaks off, `timeout`
 */
export async function requestBody(
  c: Context<{ Bindings: HttpBindings }>,
  signal: AbortSignal,
): Promise<Buffer | undefined> {
  // Asking for the stream makes the server build a whole Request, which a poll can do without.
  if (c.req.method === 'GET') return undefined;
  const reader = c.req.raw.body?.getReader();
  if (!reader) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await within(signal, reader.read().catch(brokenOff));
    if (done) break;
    size += value.length;
    if (size > LARGEST_REQUEST_BYTES)
      throw new ProxyError('bad-request', `the request is larger than ${LARGEST_REQUEST_BYTES} bytes`);
    chunks.push(value);
  }
  return size > 0 ? Buffer.concat(chunks) : undefined;
}

function brokenOff(cause: unknown): never {
  throw new ProxyError('bad-request', 'the request broke off', { cause });
}
