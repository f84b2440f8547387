import { ecb } from '@noble/ciphers/aes.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { md5Crypt } from './md5-crypt.ts';

/**
 * How WhatsMiners want commands signed that change something. API v2: the maker's `WhatsminerAPI V2.0.5`, section 2.1, and
 * pyasic `pyasic/rpc/btminer.py`, asic-rs `asic-rs-firmwares/whatsminer/src/backends/v2/rpc.rs`, which agree. API v3:
 * apidoc.whatsminer.com, "Token Generation", and asic-rs `…/v3/rpc.rs`. Whoever asks and the simulated miner that answers
 * both need it.
 */

/** What `get_token` answers. */
export interface WhatsminerChallenge {
  readonly salt: string;
  readonly newsalt: string;
  readonly time: string;
}

export interface WhatsminerToken {
  /** What is secret between the miner and us: its password's hash. */
  readonly key: string;
  /** What each command carries. */
  readonly sign: string;
}

/** The answer to a challenge: good for half an hour, and one of the 32 that a miner gives out. */
export function whatsminerToken(
  password: string,
  { salt, newsalt, time }: WhatsminerChallenge,
): WhatsminerToken {
  const key = md5Crypt(password, salt);
  return { key, sign: md5Crypt(key + time, newsalt) };
}

/** A command as only this miner can read it: AES-256-ECB under SHA-256 of the key, filled up with zeros, base64. */
export function sealed(command: Readonly<Record<string, unknown>>, key: string): string {
  return encrypted(JSON.stringify(command), sha256(utf8ToBytes(key)));
}

/** The text that a miner sealed; undefined where it was not sealed with this key. */
export function opened(text: string, key: string): string | undefined {
  const bytes = base64Bytes(text);
  if (bytes === undefined || bytes.length === 0 || bytes.length % BLOCK !== 0) return undefined;
  const plain = ecb(sha256(utf8ToBytes(key)), { disablePadding: true }).decrypt(bytes);
  const readable = new TextDecoder().decode(plain).replace(/\0+$/, '');
  return readable.startsWith('{') ? readable : undefined;
}

export interface WhatsminerSignature {
  readonly token: string;
  /** Encrypts a command's parameter with what its token was made of, where the command wants that. */
  readonly encrypt: (parameter: unknown) => string;
}

/** API v3: the first eight signs of the base64 of a SHA-256 over everything; the whole hash is the key of AES. */
export function whatsminerSignature(
  command: string,
  password: string,
  salt: string,
  atS: number,
): WhatsminerSignature {
  const hash = sha256(utf8ToBytes(`${command}${password}${salt}${atS}`));
  return {
    token: base64(hash).slice(0, 8),
    encrypt: (parameter) => encrypted(JSON.stringify(parameter), hash),
  };
}

const BLOCK = 16;

/** AES in ECB mode; bytes of zero up to a whole block, none where it is one already. */
function encrypted(text: string, key: Uint8Array): string {
  const bytes = utf8ToBytes(text);
  const filled = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK);
  filled.set(bytes);
  return base64(ecb(key, { disablePadding: true }).encrypt(filled));
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Undefined where it is no base64. */
function base64Bytes(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}
