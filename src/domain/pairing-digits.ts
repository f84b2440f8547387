/** What both sides of a pairing know, and nobody else. */
export interface PairingExchange {
  /** The one-time code, which went from screen to camera. */
  readonly code: string;
  /** From the device: what it wants to have accepted. */
  readonly tokenHash: string;
  /** From the helper, sent after it heard the hash, so that no device can choose its digits. */
  readonly nonce: string;
}

/**
 * The six digits that the new device shows and the owner types (numeric comparison): HMAC-SHA-256 of hash and nonce
 * under the code, its first 48 bits modulo 10⁶. They are right for this very token only: whoever else got hold of the
 * code, and claimed it first, shows other digits.
 */
export async function pairingDigits({ code, tokenHash, nonce }: PairingExchange): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(code), algorithm, false, ['sign']);
  const message = encoder.encode(`davylamp pairing 1|${tokenHash}|${nonce}`);
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, message));
  // 48 bits fit a number exactly; their remainder favours no digits by more than one part in 10⁸.
  const number = mac.getUint16(0) * 2 ** 32 + mac.getUint32(2);
  return String(number % 1_000_000).padStart(6, '0');
}

/** SHA-256 of a token, base64url without padding: what the helper keeps of it. */
export async function tokenHashOf(token: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
