import { ProxyError } from './problem.ts';
import { within } from './time-limit.ts';

/** Settings are small; firmware uploads are no business of the helper. */
const LARGEST_REQUEST_BYTES = 64 * 1024;

/**
 * What the page sends along, if anything.
 * @throws ProxyError `bad-request` when it is too large or breaks off, `timeout`
 */
export async function requestBody(
  c: { readonly req: { readonly method: string; readonly raw: Request } },
  signal: AbortSignal,
  largestBytes = LARGEST_REQUEST_BYTES,
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
    if (size > largestBytes)
      throw new ProxyError('bad-request', `the request is larger than ${largestBytes} bytes`);
    chunks.push(value);
  }
  return size > 0 ? Buffer.concat(chunks) : undefined;
}

function brokenOff(cause: unknown): never {
  throw new ProxyError('bad-request', 'the request broke off', { cause });
}
