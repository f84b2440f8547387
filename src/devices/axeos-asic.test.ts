import { expect, test } from 'vitest';
import { GAMMA } from '../../tests/support/raw-replies.ts';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { createAxeos } from './axeos.ts';
import { DeviceError, type DeviceHttpReply } from './transport.ts';

const INFO = '/api/system/info';
const ASIC = '/api/system/asic';
const options = { nowMs: () => 1_790_000_000_000 };

/** As a Supra answers (ESP-Miner-NerdQAxePlus#242). */
const ASIC_REPLY = { ASICModel: 'BM1370', deviceModel: 'NajaDuo', asicCount: 2, defaultFrequency: 525 };

const house = (info: object, asic: DeviceHttpReply | DeviceError = jsonReply(ASIC_REPLY)) =>
  scriptedDevice({ web: { [INFO]: jsonReply(info), [ASIC]: asic } });

test('the chips of 2.9 and later, and the model of a board that is new to us, are what the board says', async () => {
  const { identity, reading } = await createAxeos().read(house({ ...GAMMA, boardVersion: '1201' }), options);
  expect(identity.model).toBe('NajaDuo');
  expect(reading.boards[0]?.chips).toBe(2);
});

test('a board is asked once, and again after another firmware', async () => {
  const axeos = createAxeos();
  const device = house(GAMMA);
  await axeos.read(device, options);
  const { reading } = await axeos.read(device, options);
  expect(reading.boards[0]?.chips).toBe(2);
  expect(device.asked).toEqual([`GET ${INFO}`, `GET ${ASIC}`, `GET ${INFO}`]);
  const updated = house({ ...GAMMA, version: 'v2.13.0' });
  await axeos.read(updated, options);
  expect(updated.asked).toContain(`GET ${ASIC}`);
});

test('a board that counts its chips itself, or is older than the question, is not asked', async () => {
  const { expectedHashrate: _, ...old } = GAMMA;
  for (const info of [{ ...GAMMA, asicCount: 1 }, old]) {
    const device = house(info);
    await createAxeos().read(device, options);
    expect(device.asked).toEqual([`GET ${INFO}`]);
  }
});

test.each([
  ['does not know the question', webReply('<html>', { status: 404 })],
  ['answers a web page', webReply('<html>')],
  ['answers a list', jsonReply([])],
  ['is too busy', new DeviceError('timeout', 'silent')],
])('a board that %s is read without it', async (_, asic) => {
  const { identity, reading } = await createAxeos().read(house(GAMMA, asic), options);
  expect(identity.model).toBe('Gamma');
  expect(reading.boards[0]?.chips).toBeUndefined();
  expect(reading.hashrateHs).toBeCloseTo(1_072.24e9);
});

test('a board that was too busy is asked again', async () => {
  const axeos = createAxeos();
  await axeos.read(house(GAMMA, new DeviceError('timeout', 'silent')), options);
  expect((await axeos.read(house(GAMMA), options)).reading.boards[0]?.chips).toBe(2);
});

test('a board without a MAC cannot be told from another, and is asked each time', async () => {
  const axeos = createAxeos();
  const { macAddr: _, ...nameless } = GAMMA;
  const device = house(nameless);
  await axeos.read(device, options);
  await axeos.read(device, options);
  expect(device.asked.filter((question) => question.endsWith('asic'))).toHaveLength(2);
});
