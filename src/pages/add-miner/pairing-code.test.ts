import { expect, test } from 'vitest';
import { pairingCode } from './pairing-code.ts';

const code = 'Zt8_Ygq3mE0bK2vQ7c1xW9nLr5sHd4fAoJ6uPiTe-X0';

test('the code is read from a link, from the bare code, and with blanks around it', () => {
  for (const pasted of [code, ` ${code}\n`, `http://localhost:8787/#pair=${code}`]) {
    expect(pairingCode(pasted)).toBe(code);
  }
});

test('anything else is no code', () => {
  for (const pasted of ['', 'npm start', 'http://localhost:8787/', `${code} ${code}`]) {
    expect(pairingCode(pasted)).toBeUndefined();
  }
});
