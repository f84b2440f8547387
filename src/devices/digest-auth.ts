import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import {
  DeviceError,
  type DeviceHttpReply,
  type DeviceHttpRequest,
  type DeviceTransport,
} from './transport.ts';

/** HTTP Digest access authentication (RFC 7616; without `qop` as in RFC 2069), which stock Antminers ask for. */

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** What a device wants answered: the part of `WWW-Authenticate: Digest …` that the answer is made of. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm: 'MD5' | 'SHA-256';
  /** Absent where the device speaks the form before `qop` was invented. */
  readonly qop?: 'auth';
  readonly opaque?: string;
}

/** One answer: which request it is for, and the two numbers that keep it from being used again. */
export interface DigestRequest {
  readonly method: string;
  readonly uri: string;
  readonly cnonce: string;
  /** How often this nonce has been answered, this time included. */
  readonly count: number;
}

/** Longest header looked at: no device's is longer, and a hostile one costs no time. */
const LONGEST_CHALLENGE = 4_000;

/** The first Digest challenge among those of a `WWW-Authenticate` that can be answered; undefined where none can. */
export function digestChallenge(header: string): DigestChallenge | undefined {
  const challenges = header
    .slice(0, LONGEST_CHALLENGE)
    .split(/(?:^|,\s*)Digest\s+/i)
    .slice(1);
  return challenges.map(challengeIn).find((challenge) => challenge !== undefined);
}

function challengeIn(text: string): DigestChallenge | undefined {
  const fields = new Map<string, string>();
  for (const [, name = '', quoted, token] of text.matchAll(
    /([a-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi,
  ))
    fields.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? token ?? '');
  const realm = fields.get('realm');
  const nonce = fields.get('nonce');
  const algorithm = (fields.get('algorithm') ?? 'MD5').toUpperCase();
  if (realm === undefined || nonce === undefined) return undefined;
  if (algorithm !== 'MD5' && algorithm !== 'SHA-256') return undefined;
  const qop = fields
    .get('qop')
    ?.toLowerCase()
    .split(/\s*,\s*/);
  if (qop !== undefined && !qop.includes('auth')) return undefined;
  const opaque = fields.get('opaque');
  return {
    realm,
    nonce,
    algorithm,
    ...(qop === undefined ? {} : { qop: 'auth' as const }),
    ...(opaque === undefined ? {} : { opaque }),
  };
}

/** The `Authorization` header that answers a challenge (RFC 7616, section 3.4). */
export function digestAnswer(challenge: DigestChallenge, login: Login, request: DigestRequest): string {
  const { realm, nonce, algorithm, qop, opaque } = challenge;
  const { method, uri, cnonce } = request;
  const H = (text: string) => bytesToHex((algorithm === 'MD5' ? md5 : sha256)(utf8ToBytes(text)));
  const nc = request.count.toString(16).padStart(8, '0');
  const A1 = H(`${login.username}:${realm}:${login.password}`);
  const A2 = H(`${method}:${uri}`);
  const response = H(qop ? `${A1}:${nonce}:${nc}:${cnonce}:${qop}:${A2}` : `${A1}:${nonce}:${A2}`);
  const fields = [
    `username=${quoted(login.username)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`,
    `algorithm=${algorithm}`,
    ...(qop ? [`qop=${qop}`, `nc=${nc}`, `cnonce=${quoted(cnonce)}`] : []),
    `response="${response}"`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
  ];
  return `Digest ${fields.join(', ')}`;
}

/**
 * The same device, but its web pages answer their challenges with this login. Made anew for each read: a nonce that
 * was answered once is answered at once with every later request, and a login that was refused is not tried again.
 * Its `http` throws DeviceError `refused` where the device does not take the login.
 */
export function withDigest(
  transport: DeviceTransport,
  login: Login,
  newCnonce: () => string = randomCnonce,
): DeviceTransport {
  let challenge: DigestChallenge | undefined;
  let count = 0;
  let refusal: DeviceError | undefined;
  const send = (request: DeviceHttpRequest): Promise<DeviceHttpReply> => {
    if (!challenge) return transport.http(request);
    count += 1;
    const { method = 'GET', path: uri } = request;
    const authorization = digestAnswer(challenge, login, { method, uri, cnonce: newCnonce(), count });
    return transport.http({ ...request, headers: { ...request.headers, authorization } });
  };
  const refused = (why: string): DeviceError => {
    refusal = new DeviceError('refused', why);
    return refusal;
  };
  return {
    rpc: (...asked) => transport.rpc(...asked),
    message: (message) => transport.message(message),
    async http(request) {
      if (refusal) throw refusal;
      const first = await send(request);
      if (first.status !== 401) return first;
      challenge = digestChallenge(first.headers['www-authenticate'] ?? '');
      count = 0;
      if (!challenge) throw refused('the device asks for a kind of login that is not known');
      // A nonce from an earlier request may have run out, so the new one is answered too, once.
      const second = await send(request);
      if (second.status === 401) throw refused('the device does not take the user name and password');
      return second;
    },
  };
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

function randomCnonce(): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(16)));
}
