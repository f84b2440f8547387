import { expect, test } from 'vitest';
import { typedAddress } from './typed-address.ts';

test('an address without a port is asked at its web page, then at its miner port', () => {
  expect(typedAddress('192.168.1.20')).toMatchObject({
    addresses: [
      { host: '192.168.1.20', port: 80 },
      { host: '192.168.1.20', port: 4028 },
    ],
  });
});

test('a port that was typed is the only one asked', () => {
  expect(typedAddress('bitaxe.local:8080')).toMatchObject({
    addresses: [{ host: 'bitaxe.local', port: 8080 }],
  });
  expect(typedAddress('http://bitaxe.local/#/home')).toMatchObject({ addresses: [{ port: 80 }] });
});

test('half an address is unfinished, not wrong: the owner is still typing', () => {
  expect(typedAddress('192.168.1')).toMatchObject({ unfinished: true });
  expect(typedAddress('')).toMatchObject({ unfinished: true });
});

test('an address outside the house is refused while it is typed', () => {
  expect(typedAddress('8.8.8.8')).toMatchObject({ unfinished: false });
});
