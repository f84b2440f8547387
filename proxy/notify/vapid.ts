import { createPrivateKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';
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

/** A signature is good for so long, s; RFC 8292, section 2, allows a day, and clocks differ. */
const GOOD_FOR_S = 12 * 3600;
/**
 * Whom a push service may write to. Some want one (RFC 8292, section 2.1 leaves it open), and the owner's address is no
 * business of theirs: this is a reserved name (RFC 2606) that nobody reads.
 */
const CONTACT = 'mailto:davylamp@example.com';

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

/** The `Authorization` of one message to a push service (RFC 8292, section 3). @param origin of the push service */
export function vapidAuthorization(key: JsonWebKey, origin: string, nowMs: number): string {
  const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
  const claims = { aud: origin, exp: Math.floor(nowMs / 1000) + GOOD_FOR_S, sub: CONTACT };
  const signed = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(claims)}`;
  const privateKey = createPrivateKey({ key, format: 'jwk' });
  // RFC 7518, section 3.4: r and s side by side, not in ASN.1.
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${signed}.${signature.toString('base64url')}, k=${applicationServerKey(key)}`;
}
