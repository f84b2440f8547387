import type { IncomingHttpHeaders } from 'node:http';
import { CHALLENGE_HEADER, COOKIE_HEADER } from '../src/domain/proxy-problem.ts';

/**
 * Headers that tell about the page or belong to one connection. AxeOS refuses requests that carry an `Origin` it does
 * not know, so without these every firmware answers as it would to a command-line tool.
 */
const NOT_FORWARDED = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'cookie',
  'expect',
  'forwarded',
  'host',
  'keep-alive',
  'origin',
  'priority',
  'proxy-authorization',
  'proxy-connection',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);
const NOT_FORWARDED_PREFIXES = /^(sec-|x-davylamp-|x-forwarded-)/;

/** What another device than the one that was asked may know: nothing that could be a password. */
const FORWARDED_TO_OTHERS = new Set(['accept', 'accept-language', 'content-type', 'user-agent']);

/** What describes a body goes with the body (Fetch standard, request-body-header names). */
const ABOUT_THE_BODY = new Set(['content-encoding', 'content-language', 'content-location', 'content-type']);

/**
 * Headers of a device that the page gets. They arrive as if they were the helper's own, so everything that acts on an
 * origin (cookies, CORS, policies, service workers, caching) stays behind.
 */
const RETURNED = new Set([
  'algorithm',
  'content-language',
  'content-type',
  'last-modified',
  'retry-after',
  'server',
]);

export type ForwardedHeaders = Readonly<Record<string, string>>;

/** The page's headers as the device gets them. */
export function forwardedHeaders(headers: IncomingHttpHeaders): ForwardedHeaders {
  const kept: Record<string, string> = {};
  const ofThisConnection = (headers.connection ?? '').toLowerCase().split(/\s*,\s*/);
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || NOT_FORWARDED.has(name) || NOT_FORWARDED_PREFIXES.test(name)) continue;
    if (ofThisConnection.includes(name)) continue;
    kept[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const cookie = headers[COOKIE_HEADER];
  if (typeof cookie === 'string') kept.cookie = cookie;
  return kept;
}

/** Headers for a redirect to another device: a password for one must not go to the other. */
export function headersForOthers(headers: ForwardedHeaders): ForwardedHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => FORWARDED_TO_OTHERS.has(name)));
}

/** Headers of a request that lost its body on the way. */
export function headersWithoutBody(headers: ForwardedHeaders): ForwardedHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ABOUT_THE_BODY.has(name)));
}

/** The device's headers as the page gets them. */
export function returnedHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of RETURNED) {
    const value = headers[name];
    if (value !== undefined) kept[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  // Under its own name the browser would open its password window and send the answer with every later call.
  const challenge = headers['www-authenticate'];
  if (challenge !== undefined) kept[CHALLENGE_HEADER] = challenge;
  const cookies = cookiesOf(headers['set-cookie'] ?? []);
  if (cookies !== '') kept[COOKIE_HEADER] = cookies;
  return kept;
}

/** What a device set, in the form in which the next request carries it: names and values, nothing of their rules. */
function cookiesOf(set: readonly string[]): string {
  return set
    .flatMap((cookie) => /^[\x21-\x3a\x3c-\x7e]{1,4096}/.exec(cookie) ?? [])
    .filter((pair) => pair.includes('='))
    .join('; ');
}
