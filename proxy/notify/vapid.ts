import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import * as v from 'valibot';
import { readPrivateFile, writePrivateFile } from '../private-file.ts';

const coordinate = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));
const keptKey = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: coordinate,
  y: coordinate,
  d: coordinate,
});

/**
 * The key that signs what goes to browsers, made once: their subscriptions hold good for it alone. One that is damaged
 * is replaced, and browsers subscribe again.
 * @throws the system's error when it cannot be read or kept
 */
export function vapidKeyIn(file: string): JsonWebKey {
  const text = readPrivateFile(file);
  const kept = text === undefined ? undefined : v.safeParse(keptKey, parsed(text));
  if (kept?.success) return kept.output;
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  writePrivateFile(file, `${JSON.stringify(key)}\n`);
  return key;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The public half as a browser wants it to subscribe: an uncompressed point, base64url. */
export function applicationServerKey({ x = '', y = '' }: JsonWebKey): string {
  const [horizontal, vertical] = [x, y].map((part) => Buffer.from(part, 'base64url'));
  return Buffer.concat([Buffer.of(4), horizontal ?? Buffer.of(), vertical ?? Buffer.of()]).toString(
    'base64url',
  );
}
