import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tokenHashOf } from '../src/domain/pairing-digits.ts';
import { PairedDevices } from './paired-devices.ts';

let folder: string;
let file: string;
let nowMs = 0;
beforeEach(() => {
  nowMs = 1_000;
  folder = mkdtempSync(join(tmpdir(), 'davylamp-devices-'));
  file = join(folder, 'state', 'paired-devices.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => new PairedDevices(file, () => nowMs);
const letIn = async (devices: PairedDevices, token: string, name = 'Phone') =>
  devices.add(name, await tokenHashOf(token));

test('devices are known again after a restart, with the time they were last seen', async () => {
  const devices = open();
  const phone = await letIn(devices, 'token');
  nowMs += 60_000;
  expect(devices.idOf('token')).toBe(phone.id);
  expect(open().list()).toEqual([{ id: phone.id, name: 'Phone', createdAtMs: 1_000, lastSeenAtMs: 61_000 }]);
});

test('a poll each five seconds does not write the file each time', async () => {
  const devices = open();
  await letIn(devices, 'token');
  devices.idOf('token');
  const before = readFileSync(file, 'utf8');
  nowMs += 4 * 60_000;
  devices.idOf('token');
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('a revoked device is a stranger, now and after a restart', async () => {
  const devices = open();
  const { id } = await letIn(devices, 'token');
  const told: string[] = [];
  devices.onRevoked((each) => told.push(each));
  devices.revoke(id);
  expect(told).toEqual([id]);
  expect([devices.idOf('token'), open().idOf('token')]).toEqual([undefined, undefined]);
});

test('a device is out at once also where that cannot be kept', async () => {
  const devices = open();
  const { id } = await letIn(devices, 'token');
  rmSync(join(folder, 'state'), { recursive: true });
  writeFileSync(join(folder, 'state'), 'a file where the folder was');
  expect(() => devices.revoke(id)).toThrow();
  expect(devices.idOf('token')).toBeUndefined();
});

test('names are one line, and never empty', async () => {
  const devices = open();
  const { id } = await letIn(devices, 'token', '  My\n\u202ephone\u0000 ');
  devices.rename(id, ' \n ');
  expect(devices.list()[0]?.name).toBe('Device');
  devices.rename(id, `My\n\u202ephone ${'x'.repeat(100)}`);
  expect(devices.list()[0]?.name).toMatch(/^My phone x{51}$/);
});

test('a damaged list is told, not taken for an empty one', async () => {
  await letIn(open(), 'token');
  writeFileSync(file, '[{"id":');
  expect(open).toThrow(/^The list of paired devices cannot be read\. Delete .*paired-devices\.json/);
});

test('a list that others could read is closed to them', async () => {
  await letIn(open(), 'token');
  chmodSync(file, 0o644);
  expect(open().list()).toHaveLength(1);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('there is an end to how many may be let in', async () => {
  const devices = new PairedDevices(undefined, () => nowMs);
  for (let i = 0; i < 50; i++) await letIn(devices, `token ${i}`);
  await expect(letIn(devices, 'one more')).rejects.toThrow('50 devices are paired');
});
