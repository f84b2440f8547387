import { expect, test } from 'vitest';
import { untoldFamily } from './untold-family.ts';

test('a recording that does not tell who it is of is taken as its folder says', () => {
  expect(untoldFamily('goldshell', ['mcb_cgminer_devs.json', 'expected.json'])).toBe('goldshell');
  expect(untoldFamily('avalon', ['summary.rpc.json'])).toBe('avalon');
});

test('a recording that tells who it is of must be recognised', () => {
  expect(untoldFamily('goldshell', ['mcb_cgminer_devs.json', 'mcb_status.json'])).toBeUndefined();
  expect(untoldFamily('avalon', ['summary+version+stats.rpc.json'])).toBeUndefined();
  expect(untoldFamily('iceriver', ['user_userpanel.json'])).toBeUndefined();
});

test('so must a device that shows who it is at its door, and a family that nobody knows', () => {
  expect(untoldFamily('braiins', ['miner_stats.json'])).toBeUndefined();
  expect(untoldFamily('newcomer', ['summary.rpc.json'])).toBeUndefined();
  expect(untoldFamily('constructor', [])).toBeUndefined();
});
