import { expect, test } from 'vitest';
import { pairingHint } from './pairing-hint.ts';

test('the hint names the port of this page, and on a phone no link that leads nowhere', () => {
  expect(pairingHint('http://localhost:9123')).toContain('http://localhost:9123/#pair=…');
  expect(pairingHint('https://192.168.1.5:8788')).not.toContain('http');
  expect(pairingHint('https://192.168.1.5:8788')).toContain('on the computer that runs Davylamp');
});
