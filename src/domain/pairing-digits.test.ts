import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairingDigits, tokenHashOf } from './pairing-digits.ts';

const exchange = { code: 'c'.repeat(30), tokenHash: 'h'.repeat(43), nonce: 'n'.repeat(22) };

test('the digits are those of an HMAC that Node reckons by itself', async () => {
  const mac = createHmac('sha256', exchange.code)
    .update(`davylamp pairing 1|${exchange.tokenHash}|${exchange.nonce}`)
    .digest();
  const expected = String(mac.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
  expect(await pairingDigits(exchange)).toBe(expected);
});

test('there are always six of them, and another code, token or nonce gives others', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), async (text) => {
      const all = await Promise.all(
        (['code', 'tokenHash', 'nonce'] as const).map((part) => pairingDigits({ ...exchange, [part]: text })),
      );
      for (const digits of all) expect(digits).toMatch(/^\d{6}$/);
      // Equal by chance once in a million: three of three never.
      expect(new Set([await pairingDigits(exchange), ...all]).size).toBeGreaterThan(2);
    }),
    { numRuns: 50 },
  );
});

test('the hash of a token is its SHA-256', async () => {
  const token = 'Zt8_Ygq3mE0bK2vQ7c1xW9nLr5sHd4fAoJ6uPiTe-X0';
  expect(await tokenHashOf(token)).toBe(createHash('sha256').update(token).digest('base64url'));
});
