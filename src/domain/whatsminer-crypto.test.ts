import { ecb } from '@noble/ciphers/aes.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { opened, sealed, whatsminerSignature, whatsminerToken } from './whatsminer-crypto.ts';

/** Every expected value below was made with OpenSSL 3: `passwd -1`, `dgst -sha256`, `enc -aes-256-ecb -nopad`. */
const KEY = 'RxmaDUO33TS7O26yeMHZ81';
const SIGN = 'w.BNbkCV6n1aNWgiBWLzT/';

describe('the handshake of WhatsMiner API v2', () => {
  test('makes key and sign of the password and what the miner gives out', () => {
    const token = whatsminerToken('admin', { salt: 'BQ5hoXV9', newsalt: 'jbzkfQls', time: '5626' });
    expect(token).toEqual({ key: KEY, sign: SIGN });
  });

  test('seals a command as OpenSSL would', () => {
    expect(sealed({ cmd: 'power_off', respbefore: 'true', token: SIGN }, KEY)).toBe(
      'p/QzYk8jszmQrR9dnOEVtXIRGg7DTmk9EUY2Z5AGabmXE9uaOgah2+aEOFK/+YqMLm9r+794UBuENliIrZU34RMDsIvMmXNaR4TnfXjrtNQ=',
    );
  });

  test('opens what was sealed with the same key, whatever it says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (command) => {
        const text = opened(sealed(command, KEY), KEY);
        expect(JSON.parse(text ?? '')).toEqual(JSON.parse(JSON.stringify(command)));
      }),
      { numRuns: 50 },
    );
  });

  test.each(['', 'not base64!', 'AAAA', sealed({ cmd: 'status' }, 'another key')])(
    'does not open what is damaged or meant for another: "%s"',
    (text) => {
      expect(opened(text, KEY)).toBeUndefined();
    },
  );
});

describe('the signature of WhatsMiner API v3', () => {
  test('is the beginning of a hash over command, password, salt and time', () => {
    const { token } = whatsminerSignature('set.miner.service', 'admin', 'uhCiDyVj', 1773869570);
    expect(token).toBe('Gjs3sZQM');
  });

  test('encrypts pools with the whole of that hash', () => {
    const { token, encrypt } = whatsminerSignature('set.miner.pools', 'super', 'uhCiDyVj', 1773869570);
    expect(token).toBe('aNSg+F95');
    expect(encrypt([{ pool: 'stratum+tcp://solo.ckpool.org:3333', worker: 'bc1q.a', passwd: 'x' }])).toBe(
      'WysQOswF6YuPuWfuegJevMC3Uqrf9WuBw+xYHRN9NtmiiEUo+c/n3IxwGidS6AqNFMt7DfFgn/RZwJyg26hNHI3IlPIGkSazz/MTm9Q85VI=',
    );
  });
});

test('AES-256 in ECB mode is that of NIST SP 800-38A, F.1.5', () => {
  const key = hexToBytes('603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4');
  const blocks = [
    ['6bc1bee22e409f96e93d7e117393172a', 'f3eed1bdb5d2a03c064b5a7e3db181f8'],
    ['ae2d8a571e03ac9c9eb76fac45af8e51', '591ccb10d410ed26dc5ba74a31362870'],
    ['30c81c46a35ce411e5fbc1191a0a52ef', 'b6ed21b99ca6f4f9f153e7b1beafed1d'],
    ['f69f2445df4f9b17ad2b417be66c3710', '23304b7a39f9f3ff067d8d8f9e24ecc7'],
  ] as const;
  for (const [plain, cipher] of blocks)
    expect(bytesToHex(ecb(key, { disablePadding: true }).encrypt(hexToBytes(plain)))).toBe(cipher);
});
