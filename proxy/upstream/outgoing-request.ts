import type { UpstreamCall } from './upstream-call.ts';

/** What the provider said of an answer, by which it knows whether there is a newer one. */
export interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

/** No name of the owner's, no version by which one household could be told from another; met.no asks for a name. */
const USER_AGENT = 'Davylamp (self-hosted miner monitor)';
/** Prohashing sends a web page to whoever takes JSON alone (see its row). */
const ACCEPT = 'application/json, application/xml;q=0.9, text/plain;q=0.9, */*;q=0.5';

/** The headers of a call as the provider gets them: ours, the few that its endpoint lists, and the key. */
export function outgoingHeaders(
  call: UpstreamCall,
  { etag, lastModified }: Validators,
): Record<string, string> {
  const { key: place } = call.upstream;
  const headers: Record<string, string> = { ...call.headers, 'user-agent': USER_AGENT, accept: ACCEPT };
  if (call.body) headers['content-type'] = call.body.contentType;
  if (call.key !== undefined && place?.place === 'header')
    headers[place.name.toLowerCase()] = `${place.prefix ?? ''}${call.key}`;
  if (etag !== undefined) headers['if-none-match'] = etag;
  if (lastModified !== undefined) headers['if-modified-since'] = lastModified;
  return headers;
}

/** The address of a call as the provider gets it, with the key where it wants it there. For no log and no message. */
export function outgoingUrl({ upstream, host, path, key }: UpstreamCall): string {
  const url = `https://${host}${path}`;
  if (key === undefined || upstream.key?.place !== 'query') return url;
  const joint = path.includes('?') ? '&' : '?';
  return `${url}${joint}${encodeURIComponent(upstream.key.name)}=${encodeURIComponent(`${upstream.key.prefix ?? ''}${key}`)}`;
}

/**
 * The same call at the place that a redirect names; undefined where that is another endpoint than the one that was
 * allowed, or another host while a key or a signature would go along.
 */
export function redirectedCall(
  call: UpstreamCall,
  location: string,
): Pick<UpstreamCall, 'host' | 'path'> | undefined {
  const from = outgoingUrl(call);
  if (!URL.canParse(location, from)) return undefined;
  const url = new URL(location, from);
  const isPlain = url.protocol === 'https:' && url.username === '' && url.password === '';
  const hasSecret = call.key !== undefined || Object.keys(call.headers).length > 0;
  if (!isPlain || (hasSecret && url.host !== call.host)) return undefined;
  // The provider repeats the query with the key that we put there; it is put there again.
  if (call.upstream.key?.place === 'query') url.searchParams.delete(call.upstream.key.name);
  return { host: url.host, path: url.pathname + url.search };
}
