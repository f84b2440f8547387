import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { MinerTwin } from '../miner-twin.ts';
import type { HttpExtras } from './http-answer.ts';

/** What lets a client in: the twin keeps no list of visitors, so that all it hands out is made anew with each start. */

/** A token that holds until the next start. */
export function tokenOf(twin: MinerTwin): string {
  return hash(`token ${twin.options.seed} ${twin.state.bootedAtMs}`);
}

export interface DigestDoor {
  readonly username: string;
  readonly password: string;
  readonly realm: string;
}

/** The `WWW-Authenticate` of a web server with digest login (RFC 7616 with MD5, as lighttpd sends it). */
export function digestChallengeOf(twin: MinerTwin, { realm }: DigestDoor): string {
  return `Digest realm="${realm}", nonce="${nonceOf(twin)}", qop="auth"`;
}

/** Does the request answer the challenge, for this method and with this password? */
export function answersDigest(
  twin: MinerTwin,
  door: DigestDoor,
  method: string,
  { headers = {} }: HttpExtras,
): boolean {
  const header = headers.authorization ?? '';
  const field = (name: string): string => new RegExp(`[ ,]${name}="?([^",]*)"?`).exec(header)?.[1] ?? '';
  if (!header.startsWith('Digest ') || field('nonce') !== nonceOf(twin)) return false;
  const A1 = hash(`${door.username}:${door.realm}:${door.password}`);
  const A2 = hash(`${method}:${field('uri')}`);
  const wanted = hash(`${A1}:${field('nonce')}:${field('nc')}:${field('cnonce')}:auth:${A2}`);
  return field('username') === door.username && field('response') === wanted;
}

function nonceOf(twin: MinerTwin): string {
  return hash(`nonce ${twin.options.seed} ${twin.state.bootedAtMs}`);
}

function hash(text: string): string {
  return bytesToHex(md5(utf8ToBytes(text)));
}
