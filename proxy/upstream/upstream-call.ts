import { FORWARD_HEADER, KEY_HEADER, PROXY_ROUTES, RENEW_HEADER } from '../../src/domain/proxy-problem.ts';
import { allowsBody, endpointFor, type Upstream, type UpstreamEndpoint } from '../../src/domain/upstream.ts';
import { ProxyError } from '../problem.ts';
import { readAtMost } from './read-at-most.ts';

/** One question to a provider that its row allows, and nothing of the page that asks it. */
export interface UpstreamCall {
  readonly upstream: Upstream;
  readonly endpoint: UpstreamEndpoint;
  readonly method: 'GET' | 'POST';
  readonly host: string;
  /** Path and query as they were asked for; the key is not in it. */
  readonly path: string;
  /** Those that the endpoint lists, lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: { readonly text: string; readonly contentType: string } | undefined;
  readonly key?: string | undefined;
  /** What is kept will not do. */
  readonly renew: boolean;
}

/** A request as it came, whatever server took it. */
export interface AskedCall {
  readonly method: string;
  readonly url: string;
  header(name: string): string | undefined;
  readonly raw: { readonly body: AsyncIterable<Uint8Array> | null };
}

/** Who may be asked, and the keys that the owner keeps with the helper. */
export interface UpstreamDirectory {
  readonly upstreamOf: (id: string) => Upstream | undefined;
  /** By the name of its environment variable. */
  readonly keyOf: (env: string) => string | undefined;
}

const LARGEST_BODY_BYTES = 64 * 1024;
/** What a browser writes of an address: provider, host (with a port where its row has one), a path of visible ASCII. */
const PLACE = /^\/([a-z0-9-]{1,64})\/([a-z0-9.-]{1,253}(?::\d{1,5})?)(\/[\x21-\x7e]{0,8191})$/;
const VISIBLE = /^[\x20-\x7e]{1,4096}$/;
const CONTENT_TYPE = /^application\/(json|x-www-form-urlencoded)(; *charset=utf-8)?$/i;

/**
 * What a request to `/api/upstream/{providerId}/{host}/{path…}?{query}` asks.
 * @throws ProxyError `forbidden-target` for whatever no row lists, `key-needed`, `bad-request`
 */
export async function readUpstreamCall(
  asked: AskedCall,
  { upstreamOf, keyOf }: UpstreamDirectory,
): Promise<UpstreamCall> {
  const { providerId, host, path } = placeOf(asked.url);
  const upstream = upstreamOf(providerId);
  if (!upstream) throw new ProxyError('forbidden-target', `${providerId} is no provider on the list`);
  const method = asked.method === 'POST' ? 'POST' : 'GET';
  const endpoint = endpointFor(upstream, { method, host, path });
  if (!endpoint || namesKey(upstream, path))
    throw new ProxyError('forbidden-target', `that address of ${upstream.name} is not on the list`);
  const key = keyFor(upstream, asked.header(KEY_HEADER), keyOf);
  const headers = forwardedHeaders(endpoint, asked.header(FORWARD_HEADER));
  const body = method === 'POST' ? await bodyOf(asked) : undefined;
  if (body && !allowsBody(endpoint, body.text))
    throw new ProxyError('forbidden-target', `what ${upstream.name} is to be sent is not on the list`);
  const renew = asked.header(RENEW_HEADER) !== undefined;
  return { upstream, endpoint, method, host, path, headers, body, key, renew };
}

function placeOf(url: string) {
  const [address = ''] = url.replace(/^https?:\/\/[^/?#]*/, '').split('#', 1);
  const [, providerId, host, path] = PLACE.exec(address.slice(PROXY_ROUTES.upstream.length)) ?? [];
  if (providerId === undefined || host === undefined || path === undefined)
    throw new ProxyError('bad-request', 'the address must be a provider, a host and a path');
  return { providerId, host, path };
}

/** An address that holds the key stands in histories and logs, also where a row should let it pass. */
function namesKey({ key }: Upstream, path: string): boolean {
  return key?.place === 'query' && new URL(path, 'https://host').searchParams.has(key.name);
}

/** The page's key goes before the helper's own: it is the one that the owner has just typed. */
function keyFor(
  { key, name }: Upstream,
  ofPage: string | undefined,
  keyOf: UpstreamDirectory['keyOf'],
): string | undefined {
  // What goes in the body the page has signed with it; nobody can do that for the page.
  if (!key || key.place === 'body') return undefined;
  const given = ofPage?.trim() || keyOf(key.env)?.trim() || undefined;
  if (given === undefined && key.required) throw new ProxyError('key-needed', `${name} wants a key`);
  if (given !== undefined && !VISIBLE.test(given))
    throw new ProxyError('bad-request', `what was given as the key of ${name} can be none`);
  if (given !== undefined && key.login && !/^[^:]+:./.test(given))
    throw new ProxyError('key-needed', `${name} wants USER:PASSWORD as its key`);
  return key.withSecret ? given?.split(':', 1)[0] : given;
}

function forwardedHeaders(
  { headers: listed = [] }: UpstreamEndpoint,
  text: string | undefined,
): Readonly<Record<string, string>> {
  if (text === undefined) return {};
  const allowed = new Set(listed.map((name) => name.toLowerCase()));
  const forwarded: Record<string, string> = {};
  for (const [name, value] of Object.entries(jsonObject(text))) {
    const lower = name.toLowerCase();
    if (!allowed.has(lower))
      throw new ProxyError('forbidden-target', 'a header that is to be forwarded is not on the list');
    if (typeof value !== 'string' || !VISIBLE.test(value))
      throw new ProxyError('bad-request', 'a header that is to be forwarded has no readable value');
    forwarded[lower] = value;
  }
  return forwarded;
}

function jsonObject(text: string): object {
  try {
    const told: unknown = JSON.parse(text);
    if (typeof told === 'object' && told !== null && !Array.isArray(told)) return told;
  } catch (cause) {
    throw new ProxyError('bad-request', `${FORWARD_HEADER} is no JSON`, { cause });
  }
  throw new ProxyError('bad-request', `${FORWARD_HEADER} must be an object`);
}

async function bodyOf(asked: AskedCall): Promise<UpstreamCall['body']> {
  const contentType = asked.header('content-type') ?? 'application/json';
  if (!CONTENT_TYPE.test(contentType)) throw new ProxyError('bad-request', 'the body must be JSON or a form');
  try {
    const stream = asked.raw.body;
    const bytes = stream ? await readAtMost(stream, LARGEST_BODY_BYTES) : new Uint8Array();
    if (bytes) return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), contentType };
  } catch (cause) {
    throw new ProxyError('bad-request', 'the body broke off, or is no text', { cause });
  }
  throw new ProxyError('bad-request', `the body is larger than ${LARGEST_BODY_BYTES} bytes`);
}
