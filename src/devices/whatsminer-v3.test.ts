import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyValue,
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { scriptedDevice } from '../../tests/support/scripted-device.ts';
import { WHATSMINER_V2, WHATSMINER_V3 } from '../../tests/support/whatsminer-replies.ts';
import { isRecord } from './raw-record.ts';
import { DeviceError } from './transport.ts';
import { whatsminer } from './whatsminer.ts';
import { parseWhatsminerV3 } from './whatsminer-v3.ts';

const AT_MS = 1_790_000_000_000;
const SUMMARY = 'summary/msg/summary';

const FEEDS: Feeds = {
  'info/msg/miner/type': 'model',
  'info/msg/miner/working': 'mining paused',
  'info/msg/network/hostname': 'hostname',
  'info/msg/network/mac': 'mac',
  'info/msg/system/fwversion': 'firmware',
  'info/msg/system/control-board-version': 'boardVersion',
  'info/msg/power/vin': 'voltageInV',
  'info/msg/power/iin': 'currentA',
  'info/msg/error-code': 'faults paused',
  'info/code': 'model mining paused hostname mac firmware boardVersion voltageInV currentA faults',
  [`${SUMMARY}/hash-realtime`]: 'hashrateHs mining',
  [`${SUMMARY}/hash-average`]: 'hashrateAvgHs hashrateHs',
  [`${SUMMARY}/factory-hash`]: 'expectedHashrateHs',
  [`${SUMMARY}/power-realtime`]: 'powerW powerAtWall',
  [`${SUMMARY}/power-limit`]: 'powerLimitW',
  [`${SUMMARY}/power-mode`]: 'workMode',
  [`${SUMMARY}/chip-temp-max`]: 'tempChipMaxC',
  [`${SUMMARY}/chip-temp-avg`]: 'tempChipAvgC',
  [`${SUMMARY}/board-temperature`]: 'tempBoardMaxC boards.tempBoardC',
  [`${SUMMARY}/environment-temperature`]: 'tempInletC',
  [`${SUMMARY}/fan-speed-in`]: 'fans',
  [`${SUMMARY}/fan-speed-out`]: 'fans',
  [`${SUMMARY}/freq-avg`]: 'frequencyMhz',
  [`${SUMMARY}/elapsed`]: 'uptimeS',
  'summary/code':
    'hashrateHs hashrateAvgHs expectedHashrateHs powerW powerAtWall powerLimitW workMode tempChipMaxC tempChipAvgC ' +
    'tempBoardMaxC tempInletC fans frequencyMhz uptimeS mining boards.tempBoardC',
  edevs: 'boards.id boards.hashrateHs boards.chips boards.tempChipC boards.tempBoardC boards.frequencyMhz',
  pools: 'pools',
};

function snapshot(raw: unknown) {
  return parseWhatsminerV3(isRecord(raw) ? raw : {}, AT_MS);
}

const messages = {
  'get.miner.status summary': WHATSMINER_V3.summary,
  'get.miner.status edevs': WHATSMINER_V3.edevs,
  'get.miner.status pools': WHATSMINER_V3.pools,
  'get.device.info': WHATSMINER_V3.info,
};
const NEW_FIRMWARE = { STATUS: 'S', Msg: { fw_ver: '20251209.16.Rel2' } };

describe('a damaged message', () => {
  test('costs the damaged field and no other', () => {
    const whole = snapshot(WHATSMINER_V3);
    expectPhysical(whole);
    expect(whole.reading).toMatchObject({
      hashrateHs: 171.259e12,
      expectedHashrateHs: 181.051e12,
      voltageInV: 230.5,
      tempBoardMaxC: 41.5,
      faults: [{ code: '253', message: 'Power fan error.' }],
      mining: true,
      paused: false,
      boards: [{ id: 0, hashrateHs: 57e12, chips: 75, tempChipC: 80, tempBoardC: 41.1 }, {}, {}],
    });
    fc.assert(
      fc.property(damaged(WHATSMINER_V3), (damage) => {
        const hurt = snapshot(damage.reply);
        expectPhysical(hurt);
        expectRestUntouched(whole, hurt, damage, FEEDS);
      }),
      { numRuns: 1_000 },
    );
  });

  test('of any kind is read as far as it goes, or is a typed failure', async () => {
    const replies = fc.record(Object.fromEntries(Object.keys(messages).map((name) => [name, anyValue])));
    await fc.assert(
      fc.asyncProperty(replies, async (told) => {
        const read = whatsminer.read(scriptedDevice({ messages: told }), { nowMs: () => AT_MS });
        const outcome = await read.catch((error: unknown) => error);
        if (!(outcome instanceof DeviceError)) expectPhysical(await read);
      }),
    );
  });
});

describe('which of its ports a WhatsMiner is read at', () => {
  test('is the new one, where nobody is behind the old', async () => {
    const device = scriptedDevice({ messages });
    const { identity } = await whatsminer.read(device, { nowMs: () => AT_MS });
    expect(identity).toMatchObject({ model: 'M60S_VK40', mac: 'CE:02:01:00:8C:36' });
    expect(device.asked).toEqual([
      'rpc get_version',
      ...['get.miner.status summary', 'get.device.info', 'get.miner.status edevs'].map(
        (name) => `message ${name}`,
      ),
      'message get.miner.status pools',
    ]);
  });

  test('is the new one for firmware since November 2024, and the old one tells the shares', async () => {
    const api = { get_version: NEW_FIRMWARE, pools: WHATSMINER_V2.pools };
    const { reading } = await whatsminer.read(scriptedDevice({ api, messages }), { nowMs: () => AT_MS });
    expect(reading).toMatchObject({
      hashrateHs: 171.259e12,
      shares: { accepted: 2_338, rejected: 4, stale: undefined },
      pools: [{ accepted: 2_338 }],
      poolDifficulty: 65_536,
    });
  });

  test('is the old one where the new one does not open', async () => {
    const api = { ...WHATSMINER_V2, get_version: NEW_FIRMWARE };
    const { reading } = await whatsminer.read(scriptedDevice({ api }), { nowMs: () => AT_MS });
    expect(reading.hashrateHs).toBe(67_394_800.97e6);
  });

  test('is neither, where nobody is behind any', async () => {
    const read = whatsminer.read(scriptedDevice({}), { nowMs: () => AT_MS });
    await expect(read).rejects.toMatchObject({ kind: 'unreachable' });
  });

  test('that tells the failure, where only one said something', async () => {
    const refusal = { code: -4, msg: 'no permission' };
    const device = scriptedDevice({ messages: { 'get.miner.status summary': refusal } });
    await expect(whatsminer.read(device, { nowMs: () => AT_MS })).rejects.toMatchObject({
      kind: 'unreadable-reply',
    });
  });
});

describe('a mining service that does not work', () => {
  const stopped = (errors: readonly object[]) => ({
    info: { code: 0, msg: { miner: { working: 'false' }, 'error-code': errors } },
  });

  test('was stopped by somebody, where no error is told', () => {
    expect(snapshot(stopped([])).reading).toMatchObject({ mining: false, paused: true });
  });

  test('stopped by itself, where one is', () => {
    const { reading } = snapshot(stopped([{ '2010': '2026-05-23 09:19:10' }]));
    expect(reading).toMatchObject({ mining: false, paused: false });
    expect(reading.faults).toEqual([{ code: '2010', message: 'all pools are switched off' }]);
  });
});
