import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createUnzip } from 'node:zlib';
import { ipv4Reach, ipv6Reach, mappedIpv4, parseIpv6 } from '../src/domain/ip-address.ts';
import { parseIpv4 } from '../src/domain/ipv4.ts';
import { hasCode } from './error-code.ts';
import { ProxyError } from './problem.ts';
import { type Resolve, systemResolve } from './target.ts';
import type { IncomingReply, OutgoingRequest, UpstreamFetch } from './upstream/upstream-fetch.ts';

export interface UpstreamFetchOptions {
  /** Name resolution; the system's by default. */
  readonly resolve?: Resolve;
  /** Which addresses may be connected to; those outside of every home by default. */
  readonly admits?: (address: string) => boolean;
  /** What the providers of a test have of their own; else the port is that of the address. */
  readonly port?: number;
  readonly ca?: string;
}

/**
 * HTTPS to providers that never leads into the house: each address that a name resolves to is looked at, and the
 * connection goes to the very addresses that were. (Node's own `fetch` has no place to look at them.) No connection is
 * kept: a provider is asked a few times an hour.
 */
export function createUpstreamFetch({
  resolve = systemResolve,
  admits = leadsOut,
  port,
  ca,
}: UpstreamFetchOptions = {}): UpstreamFetch {
  const lookup = admittingLookup(resolve, admits);
  return (url, request) =>
    new Promise((found, failed) => {
      const { hostname, port: named, pathname, search } = new URL(url);
      const outgoing = https.request({
        host: hostname,
        port: port ?? (named || 443),
        path: pathname + search,
        method: request.method,
        headers: headersOf(request),
        agent: false,
        lookup,
        signal: request.signal,
        ...(ca === undefined ? {} : { ca }),
      });
      outgoing.once('response', (incoming) => found(replyOf(incoming)));
      outgoing.on('error', (error) => failed(spoken(error, hostname)));
      // A switch to another protocol (101) ends the connection without an error.
      outgoing.on('close', () =>
        failed(new ProxyError('bad-reply', `${hostname} hung up without an answer`)),
      );
      outgoing.end(request.body);
    });
}

function headersOf({ headers, body }: OutgoingRequest): Record<string, string | number> {
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  return { ...headers, ...length, 'accept-encoding': 'gzip, br' };
}

/**
 * Does an address lead out of the house? Loopback, private, link-local and the carrier's own do not, nor does any that
 * carries one of them through a gateway: NAT64 (RFC 6052) and 6to4 (RFC 3056). Teredo and ISATAP (RFC 5214) are taken
 * for one of these.
 */
export function leadsOut(address: string): boolean {
  const v4 = parseIpv4(address);
  if (v4) return ipv4Reach(v4) === 'public';
  const groups = parseIpv6(address);
  if (!groups) return false;
  const carried = mappedIpv4(groups) ?? carriedIpv4(groups);
  if (carried) return ipv4Reach(carried) === 'public';
  const [first = 0, second = 0] = groups;
  const isGlobal = (first & 0xe000) === 0x2000;
  const isTeredo = first === 0x2001 && second === 0;
  const isIsatap = groups[5] === 0x5efe && ((groups[4] ?? 0) & 0xfdff) === 0;
  return isGlobal && !isTeredo && !isIsatap && ipv6Reach(groups) === 'public';
}

function carriedIpv4(groups: readonly number[]): readonly number[] | undefined {
  const isNat64 =
    groups[0] === 0x64 && groups[1] === 0xff9b && groups.slice(2, 6).every((group) => group === 0);
  const at = isNat64 ? 6 : groups[0] === 0x2002 ? 1 : undefined;
  if (at === undefined) return undefined;
  const [high = 0, low = 0] = groups.slice(at, at + 2);
  return [high >> 8, high & 255, low >> 8, low & 255];
}

/** One address among many that leads into the house makes the name a trap (DNS rebinding). */
function admittingLookup(resolve: Resolve, admits: (address: string) => boolean): LookupFunction {
  const admitted = async (name: string) => {
    const addresses = await resolve(name).catch((cause: unknown) => {
      throw new ProxyError('name-unknown', `the name ${name} is not known`, { cause });
    });
    if (addresses.length === 0) throw new ProxyError('name-unknown', `the name ${name} has no address`);
    if (!addresses.every(admits))
      throw new ProxyError('forbidden-target', `the name ${name} leads into the home network`);
    return addresses.map((address) => ({ address, family: isIP(address) }));
  };
  return (name, options, done) => {
    admitted(name).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all) done(null, addresses);
        else done(null, first?.address ?? '', first?.family);
      },
      (error: Error) => done(error, []),
    );
  };
}

function replyOf(incoming: IncomingMessage): IncomingReply {
  return {
    status: incoming.statusCode ?? 0,
    headers: {
      get(name) {
        const value = incoming.headers[name];
        return (Array.isArray(value) ? value[0] : value) ?? null;
      },
    },
    body: unpacked(incoming),
  };
}

/** RFC 9110, section 6.4.1. */
const BODYLESS: ReadonlySet<number> = new Set([204, 205, 304]);

/** Read as it is unpacked, so that a small answer which unpacks to gigabytes ends at the same limit as any other. */
function unpacked(incoming: IncomingMessage): Readable {
  const encoding = incoming.headers['content-encoding']?.trim().toLowerCase() ?? '';
  // "Not modified" may tell how the body that it does not bring would be packed.
  const isEmpty = BODYLESS.has(incoming.statusCode ?? 0) || incoming.headers['content-length'] === '0';
  if (isEmpty || encoding === '' || encoding === 'identity') return incoming;
  const isPacked = ['gzip', 'x-gzip', 'deflate', 'br'].includes(encoding);
  if (!isPacked)
    incoming.destroy(new ProxyError('bad-reply', 'the answer is packed in a way that is not known'));
  const decoder = encoding === 'br' ? createBrotliDecompress() : createUnzip();
  // What breaks off or cannot be unpacked is told to whoever reads the decoder.
  return pipeline(incoming, decoder, () => {});
}

/** Codes of a peer that was there, and then did not speak HTTP (Node's parser: `HPE_…`) or TLS, or hung up. */
const NO_SENSE = /^(HPE_|ERR_SSL|ERR_TLS|EPROTO$|ECONNRESET$|EPIPE$|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

function spoken(error: Error, host: string): Error {
  if (error instanceof ProxyError || error.name === 'AbortError') return error;
  const code = 'code' in error ? String(error.code) : '';
  if (NO_SENSE.test(code))
    return new ProxyError('bad-reply', `${host} hung up, or is not who it should be (${code})`, {
      cause: error,
    });
  if (hasCode(error, 'ENOTFOUND', 'EAI_AGAIN'))
    return new ProxyError('name-unknown', `the name ${host} is not known`, { cause: error });
  return new ProxyError('unreachable', `${host} cannot be reached (${code || 'no connection'})`, {
    cause: error,
  });
}
