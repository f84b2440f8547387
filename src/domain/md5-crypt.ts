import { md5 } from '@noble/hashes/legacy.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** The 64 signs of crypt(3), six bits each. */
const SIGNS = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LONGEST_SALT = 8;
const ROUNDS = 1_000;
/** In which order the bytes of the last digest are written, three to four signs. */
const ORDER = [
  [0, 6, 12],
  [1, 7, 13],
  [2, 8, 14],
  [3, 9, 15],
  [4, 10, 5],
] as const;

/**
 * The hash of MD5-crypt (`$1$salt$hash`; Poul-Henning Kamp, FreeBSD `crypt-md5.c`), which WhatsMiners keep their password
 * in: the 22 signs behind the last `$`. Agrees with `openssl passwd -1`.
 *
 * @param salt its first 8 signs count
 */
export function md5Crypt(password: string, salt: string): string {
  const pw = utf8ToBytes(password);
  const salted = utf8ToBytes(salt.slice(0, LONGEST_SALT));
  let digest = md5(
    concatBytes(
      pw,
      utf8ToBytes('$1$'),
      salted,
      repeated(md5(concatBytes(pw, salted, pw)), pw.length),
      lengthBits(pw),
    ),
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    const [first, last] = round % 2 === 1 ? [pw, digest] : [digest, pw];
    const middle = [...(round % 3 === 0 ? [] : [salted]), ...(round % 7 === 0 ? [] : [pw])];
    digest = md5(concatBytes(first, ...middle, last));
  }
  return written(digest);
}

/** A digest again and again, until it is as long as asked. */
function repeated(digest: Uint8Array, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => digest[at % digest.length] ?? 0);
}

/** For each bit of the password's length, from the lowest: a zero where it is set, else the password's first byte. */
function lengthBits(pw: Uint8Array): Uint8Array {
  const bytes: number[] = [];
  for (let left = pw.length; left > 0; left >>= 1) bytes.push(left % 2 === 1 ? 0 : (pw[0] ?? 0));
  return Uint8Array.from(bytes);
}

function written(digest: Uint8Array): string {
  const byte = (at: number) => digest[at] ?? 0;
  const groups = ORDER.map(([high, middle, low]) =>
    signs((byte(high) << 16) | (byte(middle) << 8) | byte(low), 4),
  );
  return groups.join('') + signs(byte(11), 2);
}

/** The lowest six bits first. */
function signs(bits: number, count: number): string {
  return Array.from({ length: count }, (_, at) => SIGNS[(bits >> (6 * at)) & 63]).join('');
}
