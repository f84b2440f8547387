import { expect, test } from 'vitest';
import { typedAddress } from './typed-address.ts';

test('an address without a port is one of a web page, and both usual ports are promised', () => {
  const read = typedAddress(' http://192.168.1.20/#/home ');
  expect(read).toMatchObject({ address: { host: '192.168.1.20', port: 80 } });
  expect(read).toMatchObject({ hint: expect.stringContaining('its web page and its miner port') });
});

test('another port is the only one asked', () => {
  expect(typedAddress('bitaxe.local:8080')).toEqual({
    address: { host: 'bitaxe.local', port: 8080 },
    hint: 'Will ask bitaxe.local:8080.',
  });
});

test('half an address is unfinished, not wrong: the owner is still typing', () => {
  expect(typedAddress('192.168.1')).toMatchObject({ unfinished: true });
  expect(typedAddress('')).toMatchObject({ unfinished: true });
});

test('an address outside the house is refused while it is typed', () => {
  expect(typedAddress('8.8.8.8')).toMatchObject({ unfinished: false });
});
