import {
  FORWARD_HEADER,
  KEY_HEADER,
  PAIRING_HEADER,
  PROXY_ROUTES,
  RENEW_HEADER,
  SPEAKER_HEADER,
  STALE_REASON_HEADER,
} from '../../domain/proxy-problem.ts';
import { SourceError } from '../../domain/source-error.ts';
import { allowsAtHome, endpointFor, type Upstream } from '../../domain/upstream.ts';
import type { SourceReply, SourceRequest } from '../../sources/source.ts';
import type { ProxyConnection } from '../proxy-transport.ts';
import { awaitTurn, type TurnPorts } from './await-turn.ts';
import { problemAsSourceError, staleAsSourceError } from './problem-source-error.ts';
import { readLimited } from './read-limited.ts';

export interface CarrierPorts extends TurnPorts {
  /** The way to the helper; absent where there is none. */
  readonly connection: (() => ProxyConnection) | undefined;
  readonly fetch: typeof fetch;
  readonly nowMs: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/**
 * Carries one question to a provider and brings the answer back, whatever its status.
 * @param renew what the helper keeps will not do: it could not be read, or the owner wants to see the provider answer
 */
export type Carrier = (
  upstream: Upstream,
  request: SourceRequest,
  key: string | undefined,
  signal: AbortSignal,
  renew?: boolean,
) => Promise<SourceReply>;

/** What a header may hold: another key would fail as if nobody were there. */
const SENDABLE = /^[\x20-\x7e]+$/;
const TIMEOUT_MS = 20_000;
const MOST_BYTES = 4 * 1024 * 1024;
/** Between a reading question that failed and its one repetition, ms: half of it to all of it. */
const RETRY_PAUSE_MS = 3_000;

/**
 * Straight from the browser where the provider allows that, else through the helper; a service in the owner's home as
 * its miners are. A reading question that nobody
 * answered is asked once more after a random pause; one that was answered, or that may have done something, never is.
 *
 * Every failure is a SourceError.
 */
export function createCarrier(ports: CarrierPorts): Carrier {
  return async (upstream, request, key, signal, renew = false) => {
    const method = request.method ?? 'GET';
    const endpoint = endpointFor(upstream, { ...request, method });
    const atHome = allowsAtHome(upstream, { ...request, method });
    if (!endpoint && !atHome)
      throw new SourceError('not-found', `${request.host} is not among its addresses`);
    if (upstream.key?.required && key === undefined && !ports.connection)
      throw new SourceError('refused', 'it wants a key');
    if (key !== undefined && upstream.key?.place !== 'body' && !SENDABLE.test(key))
      throw new SourceError('refused', 'its key holds characters that no key has');
    const sent = upstream.key?.withSecret ? key?.split(':', 1)[0] : key;
    const errand = { upstream, open: endpoint?.cors ?? false, atHome, request, key: sent, signal, renew };
    const ask = () => askOnce(ports, errand);
    try {
      return await ask();
    } catch (error) {
      const again = error instanceof SourceError && error.kind === 'unreachable' && method === 'GET';
      if (!again || signal.aborted) throw error;
      await ports.pause(RETRY_PAUSE_MS * (0.5 + 0.5 * ports.random()), signal);
      return ask();
    }
  };
}

interface Errand {
  readonly upstream: Upstream;
  /** Its endpoint lets pages read it. */
  readonly open: boolean;
  readonly atHome: boolean;
  readonly request: SourceRequest;
  readonly key: string | undefined;
  readonly signal: AbortSignal;
  readonly renew: boolean;
}

async function askOnce(ports: CarrierPorts, errand: Errand): Promise<SourceReply> {
  const { open, atHome, upstream, key, request, signal, renew } = errand;
  // A key in an address would be in the page's, so the helper puts it there; one that the page has not, it may have.
  const straight = open && (key === undefined ? !upstream.key?.required : upstream.key?.place === 'header');
  if (straight) {
    await awaitTurn(ports, upstream, signal);
    return carry(ports, errand, straightTo(errand), 'provider');
  }
  const connection = ports.connection?.();
  if (!connection) throw new SourceError('no-helper', 'it lets no page ask it, and there is no helper');
  const way = { ...ports, fetch: connection.fetch ?? ports.fetch };
  if (atHome) {
    const url = `${connection.baseUrl}${PROXY_ROUTES.http}/${encodeURIComponent(request.host)}${request.path}`;
    return carry(way, errand, { url, headers: { [PAIRING_HEADER]: connection.token } }, 'home');
  }
  const url = `${connection.baseUrl}${PROXY_ROUTES.upstream}/${upstream.id}/${request.host}${request.path}`;
  const headers = {
    [PAIRING_HEADER]: connection.token,
    ...(key === undefined || upstream.key?.place === 'body' ? {} : { [KEY_HEADER]: key }),
    ...(request.headers ? { [FORWARD_HEADER]: JSON.stringify(request.headers) } : {}),
    ...(renew ? { [RENEW_HEADER]: '1' } : {}),
  };
  return carry(way, errand, { url, headers }, 'helper');
}

function straightTo({ upstream, request, key }: Errand): Way {
  const keyHeader =
    key !== undefined && upstream.key ? { [upstream.key.name]: `${upstream.key.prefix ?? ''}${key}` } : {};
  return { url: `https://${request.host}${request.path}`, headers: { ...request.headers, ...keyHeader } };
}

/** Who speaks where the helper passes on what was said. */
const SPEAKER = { helper: 'upstream', home: 'device' } as const;

interface Way {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function carry(
  { fetch, nowMs }: CarrierPorts,
  { request, signal }: Errand,
  { url, headers }: Way,
  whom: 'provider' | keyof typeof SPEAKER,
): Promise<SourceReply> {
  const late = AbortSignal.timeout(TIMEOUT_MS);
  const init: RequestInit = {
    method: request.method ?? 'GET',
    headers: { ...headers, ...(request.contentType ? { 'content-type': request.contentType } : {}) },
    cache: 'no-store',
    // Neither cookies nor where the page was opened from are a provider's business.
    credentials: whom === 'provider' ? 'omit' : 'same-origin',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    signal: AbortSignal.any([signal, late]),
    ...(request.body === undefined ? {} : { body: request.body }),
  };
  try {
    const reply = await fetch(url, init);
    if (whom !== 'provider' && reply.headers.get(SPEAKER_HEADER) !== SPEAKER[whom])
      throw await problemAsSourceError(reply, whom === 'home');
    const stale = whom === 'helper' ? reply.headers.get(STALE_REASON_HEADER) : null;
    const text = await readLimited(reply, MOST_BYTES);
    return {
      status: reply.status,
      text,
      receivedAtMs: heardAtMs(reply, nowMs()),
      ...retryAfter(reply, nowMs()),
      ...(stale === null ? {} : { older: staleAsSourceError(stale) }),
    };
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    if (late.aborted) throw new SourceError('timeout', 'it does not answer in time', { cause });
    if (signal.aborted) throw new SourceError('timeout', 'it was not waited for', { cause });
    if (whom !== 'provider') throw new SourceError('no-helper', 'the helper does not answer', { cause });
    throw new SourceError('unreachable', 'it cannot be reached', { cause });
  }
}

/** What the helper had in store is as old as it says. */
function heardAtMs(reply: Response, nowMs: number): number {
  const told = reply.headers.get('age') ?? '';
  return /^\d{1,9}$/.test(told) ? nowMs - 1000 * Number(told) : nowMs;
}

/** `Retry-After`, RFC 9110 section 10.2.3: seconds, or a date. */
function retryAfter({ headers }: Response, nowMs: number): { readonly retryAfterMs?: number } {
  const told = headers.get('retry-after');
  if (told === null) return {};
  const ms = /^\d+$/.test(told) ? 1000 * Number(told) : Date.parse(told) - nowMs;
  return Number.isFinite(ms) ? { retryAfterMs: Math.max(0, ms) } : {};
}
