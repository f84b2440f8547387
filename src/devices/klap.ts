import { cbc } from '@noble/ciphers/aes.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Login } from './digest-auth.ts';

/*
 * How TP-Link's plugs of newer firmware are spoken to (KLAP, second form of its hashes; python-kasa/python-kasa
 * kasa/transports/klaptransport.py): each side throws in a seed and proves with both that it knows the account, and
 * keys follow from seeds and account. Neither name nor password is ever sent.
 */

/** Length of a seed and of a hash, bytes. */
export const SEED_BYTES = 16;
export const PROOF_BYTES = 32;

/** What both sides know once their seeds are told. */
export interface KlapSecrets {
  readonly localSeed: Uint8Array;
  readonly remoteSeed: Uint8Array;
  readonly account: Uint8Array;
}

/** What stands for the account: of an empty name and password for a plug that was never tied to one. */
export function accountHash({ username, password }: Login): Uint8Array {
  return sha256(concatBytes(sha1(utf8ToBytes(username)), sha1(utf8ToBytes(password))));
}

/** By which the plug proves that it knows the account. */
export function proofOfPlug({ localSeed, remoteSeed, account }: KlapSecrets): Uint8Array {
  return sha256(concatBytes(localSeed, remoteSeed, account));
}

/** By which we do. */
export function proofOfOwner({ localSeed, remoteSeed, account }: KlapSecrets): Uint8Array {
  return sha256(concatBytes(remoteSeed, localSeed, account));
}

/** A message as it travels, and its number, by which the plug keeps an old one from being sent again. */
export interface SealedMessage {
  readonly sequence: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The first message of a session. */
export function sealed(secrets: KlapSecrets, text: string): SealedMessage {
  const { sequence, cipher } = sessionOf(secrets);
  const content = cipher.encrypt(utf8ToBytes(text));
  const signature = sha256(
    concatBytes(derived('ldk', secrets).slice(0, 28), bytesOfNumber(sequence), content),
  );
  return { sequence, bytes: new Uint8Array(concatBytes(signature, content)) };
}

/** The answer to the first message. @throws Error for what was not encrypted with these keys */
export function opened(secrets: KlapSecrets, bytes: Uint8Array): string {
  const text = sessionOf(secrets).cipher.decrypt(bytes.slice(PROOF_BYTES));
  return new TextDecoder('utf-8', { fatal: true }).decode(text);
}

/** Number and cipher of the first message: numbers begin where the last bytes of the vector say, and one is added. */
function sessionOf(secrets: KlapSecrets) {
  const vector = derived('iv', secrets);
  const begin = new DataView(vector.buffer, vector.byteOffset).getInt32(vector.length - 4);
  const sequence = (begin + 1) | 0;
  const key = derived('lsk', secrets).slice(0, 16);
  return { sequence, cipher: cbc(key, concatBytes(vector.slice(0, 12), bytesOfNumber(sequence))) };
}

function derived(purpose: 'lsk' | 'iv' | 'ldk', { localSeed, remoteSeed, account }: KlapSecrets): Uint8Array {
  return sha256(concatBytes(utf8ToBytes(purpose), localSeed, remoteSeed, account));
}

/** Signed, the greatest byte first. */
function bytesOfNumber(number: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, number);
  return bytes;
}
