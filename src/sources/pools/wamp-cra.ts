import { hmac } from '@noble/hashes/hmac.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { SourceError } from '../../domain/source-error.ts';
import { fieldsOf, numberOf, textOf } from '../fields.ts';

/** The specification says 1,000; a thousand times that would stop the page for minutes. */
const MOST_ROUNDS = 100_000;

/**
 * The answer to a challenge: base64 of HMAC-SHA256(secret, challenge). With a salt in it, the secret is first derived by
 * PBKDF2 (WAMP advanced profile, "Challenge Response Authentication": 1,000 rounds and 32 bytes where nothing is said).
 * @param extra of the CHALLENGE message
 * @throws SourceError `refused` where it is no challenge that can be answered
 */
export function signChallenge(secret: string, extra: unknown): string {
  const { challenge, salt, iterations, keylen } = fieldsOf(extra);
  if (typeof challenge !== 'string') throw new SourceError('refused', 'its challenge is empty');
  const rounds = numberOf(iterations) ?? 1000;
  const length = numberOf(keylen) ?? 32;
  if (!isWhole(rounds, MOST_ROUNDS) || !isWhole(length, 64))
    throw new SourceError('refused', 'its challenge asks for more work than any login is worth');
  const salted = textOf(salt);
  const key = salted === undefined ? secret : base64(derive(secret, salted, rounds, length));
  return base64(hmac(sha256, utf8ToBytes(key), utf8ToBytes(challenge)));
}

function derive(secret: string, salt: string, rounds: number, length: number): Uint8Array {
  return pbkdf2(sha256, utf8ToBytes(secret), utf8ToBytes(salt), { c: rounds, dkLen: length });
}

function isWhole(count: number, most: number): boolean {
  return Number.isInteger(count) && count >= 1 && count <= most;
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
