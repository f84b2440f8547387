import { endpointFor } from '../../src/domain/upstream.ts';
import { ProxyError } from '../problem.ts';
import { maskedBytes } from './masked-bytes.ts';
import { outgoingHeaders, outgoingUrl, redirectedCall, type Validators } from './outgoing-request.ts';
import { readAtMost } from './read-at-most.ts';
import type { UpstreamCall } from './upstream-call.ts';
import type { IncomingReply, UpstreamFetch } from './upstream-fetch.ts';

/** A provider's answer, whole and unpacked. */
export interface UpstreamReply extends Validators {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** `Retry-After`, whether it named seconds or a moment. */
  readonly retryAfterS?: number | undefined;
}

export interface ExchangeLimits {
  readonly maxReplyBytes: number;
  readonly nowMs: () => number;
  /** Where it is to be asked once more. @throws ProxyError `throttled` */
  readonly takeTurn: () => void;
}

/**
 * Asks a provider once, and once more where it redirects within the same endpoint.
 * @param signal the time limit
 * @throws ProxyError `timeout`, `unreachable`, `too-large`, `bad-reply`, `bad-redirect`, and whatever `fetch` throws of its own
 */
export async function askProvider(
  call: UpstreamCall,
  validators: Validators,
  fetch: UpstreamFetch,
  limits: ExchangeLimits,
  signal: AbortSignal,
): Promise<UpstreamReply> {
  const first = await exchange(call, validators, fetch, limits, signal);
  if (!isRedirect(first)) return first.reply;
  const place = call.method === 'GET' ? redirectedCall(call, first.location) : undefined;
  // The same one, not any that this provider has: each has its own freshness and its own headers.
  if (!place || endpointFor(call.upstream, { method: call.method, ...place }) !== call.endpoint)
    throw new ProxyError(
      'bad-redirect',
      `${call.upstream.name} redirects to an address that is not on the list`,
    );
  limits.takeTurn();
  const second = await exchange({ ...call, ...place }, validators, fetch, limits, signal);
  if (isRedirect(second)) throw new ProxyError('bad-redirect', `${call.upstream.name} redirects without end`);
  return second.reply;
}

interface Exchange {
  readonly reply: UpstreamReply;
  readonly location: string | undefined;
}

function isRedirect(done: Exchange): done is Exchange & { readonly location: string } {
  return done.location !== undefined;
}

async function exchange(
  call: UpstreamCall,
  validators: Validators,
  fetch: UpstreamFetch,
  { maxReplyBytes, nowMs }: ExchangeLimits,
  signal: AbortSignal,
): Promise<Exchange> {
  const { method, body } = call;
  const { name } = call.upstream;
  const incoming = await fetch(outgoingUrl(call), {
    method,
    headers: outgoingHeaders(call, validators),
    ...(body ? { body: body.text } : {}),
    redirect: 'manual',
    signal,
  }).catch((cause: unknown) => {
    if (cause instanceof ProxyError) throw cause;
    if (signal.aborted) throw new ProxyError('timeout', `${name} did not answer in time`, { cause });
    throw new ProxyError('unreachable', `${name} cannot be reached`, { cause });
  });
  const bytes = await wholeBody(incoming, name, maxReplyBytes, signal);
  const { status, headers } = incoming;
  const asked = validators.etag !== undefined || validators.lastModified !== undefined;
  if (status < 200 || status > 599 || (status === 304 && !asked))
    throw new ProxyError('bad-reply', `${name} answers with status ${status}`);
  const location =
    status >= 300 && status < 400 && status !== 304 ? (headers.get('location') ?? '') : undefined;
  const told = call.key === undefined ? bytes : maskedBytes(bytes, call.key);
  return { location, reply: replyOf(incoming, told, nowMs()) };
}

async function wholeBody(
  { body }: IncomingReply,
  name: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!body) return new Uint8Array();
  const bytes = await readAtMost(body, maxBytes).catch((cause: unknown) => {
    if (signal.aborted) throw new ProxyError('timeout', `${name} did not answer in time`, { cause });
    throw new ProxyError('bad-reply', `the answer of ${name} breaks off, or cannot be unpacked`, { cause });
  });
  if (!bytes) throw new ProxyError('too-large', `the answer of ${name} is larger than ${maxBytes} bytes`);
  // Where only closing ends a body, our own closing would pass for its end.
  if (signal.aborted) throw new ProxyError('timeout', `${name} did not answer in time`);
  return bytes;
}

function replyOf(
  { status, headers }: IncomingReply,
  body: Uint8Array<ArrayBuffer>,
  nowMs: number,
): UpstreamReply {
  return {
    status,
    body,
    contentType: headers.get('content-type') ?? '',
    etag: repeatable(headers.get('etag')),
    lastModified: repeatable(headers.get('last-modified')),
    retryAfterS: secondsOf(headers.get('retry-after'), nowMs),
  };
}

/** What may be sent back as it came: marks that are longer, or hold other characters, are done without. */
const REPEATABLE = /^[\x20-\x7e]{1,256}$/;

function repeatable(mark: string | null): string | undefined {
  return mark !== null && REPEATABLE.test(mark) ? mark : undefined;
}

/** A year, RFC 9110's own example of a long time. Beyond it a number is written in a form that is no number of seconds. */
const LONGEST_WAIT_S = 31_536_000;

/** RFC 9110, section 10.2.3: seconds, or a date. A date in the past is none to wait for. */
function secondsOf(retryAfter: string | null, nowMs: number): number | undefined {
  if (retryAfter === null) return undefined;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - nowMs) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(0, Math.ceil(seconds)), LONGEST_WAIT_S);
}
