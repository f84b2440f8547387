import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskedBytes } from './masked-bytes.ts';

const SECRET = 'k3y/0f=the+owner';
const masked = (text: string, secret = SECRET) =>
  new TextDecoder().decode(maskedBytes(new TextEncoder().encode(text), secret));

test.each([
  [`{"error":"${SECRET} is wrong"}`, '{"error":"**************** is wrong"}'],
  [`?securityToken=${encodeURIComponent(SECRET)}&zone=DE`, `?securityToken=${'*'.repeat(22)}&zone=DE`],
  ['{"key":"k3y\\/0f=the+owner"}', `{"key":"${'*'.repeat(17)}"}`],
  [`${SECRET}${SECRET}`, '*'.repeat(32)],
  ['k3y/0f=the+owne', 'k3y/0f=the+owne'],
  ['', ''],
])('in %s the key is not told', (said, told) => {
  expect(masked(said)).toBe(told);
});

test('a key as short as a figure masks no figures', () => {
  expect(masked('{"price":1234567}', '1234567')).toBe('{"price":1234567}');
});

test('whatever an answer says, it does not say the key, and keeps its length', () => {
  const text = fc.array(fc.constantFrom(SECRET, encodeURIComponent(SECRET), 'k3y/', '0f=', '{', 'ä', '1.5'));
  fc.assert(
    fc.property(text, (parts) => {
      const said = new TextEncoder().encode(parts.join(''));
      const { length } = said;
      const told = new TextDecoder().decode(maskedBytes(said, SECRET));
      expect(told).not.toContain(SECRET);
      expect(told).not.toContain(encodeURIComponent(SECRET));
      expect(said.length).toBe(length);
    }),
  );
});
