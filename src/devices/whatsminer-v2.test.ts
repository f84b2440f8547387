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
import { WHATSMINER_V2 } from '../../tests/support/whatsminer-replies.ts';
import { isRecord } from './raw-record.ts';
import { DeviceError } from './transport.ts';
import { whatsminer } from './whatsminer.ts';
import { parseWhatsminerV2, type WhatsminerReplies } from './whatsminer-v2.ts';

const AT_MS = 1_790_000_000_000;

const BOARDS =
  'boards.id boards.hashrateHs boards.chips boards.tempChipC boards.tempBoardC boards.frequencyMhz tempBoardMaxC';
const SUMMARY =
  'accepted rejected stale bestShare hashrateHs hashrateAvgHs expectedHashrateHs hwErrors hwErrorPct tempChipMaxC ' +
  'tempChipAvgC tempInletC fans powerW powerAtWall powerLimitW workMode frequencyMhz uptimeS mining mac firmware';
const FEEDS: Feeds = {
  'get_version/Msg/fw_ver': 'firmware',
  'get_version/Msg/minertype': 'model',
  'get_miner_info/Msg/hostname': 'hostname',
  'get_miner_info/Msg/mac': 'mac',
  'get_error_code/Msg': 'faults',
  'devdetails/DEVDETAILS/Model': 'model',
  'status/Msg/mineroff': 'mining paused',
  'devs/DEVS': BOARDS,
  'pools/POOLS': 'pools poolDifficulty',
  // One field of summary may stand for another, so it is told as a whole, and of single ones below.
  'summary/SUMMARY': SUMMARY,
};

function snapshot(raw: unknown) {
  const replies = isRecord(raw) ? raw : {};
  const told = Object.entries(replies).flatMap(([command, body]) =>
    isRecord(body) ? [[command, { failed: false, body }]] : [],
  );
  return parseWhatsminerV2(Object.fromEntries(told) as WhatsminerReplies, AT_MS);
}

function withSummary(fields: object, others: object = {}) {
  return snapshot({ summary: { SUMMARY: [fields] }, ...others }).reading;
}

describe('a damaged reply', () => {
  test('costs the damaged field and no other', () => {
    const whole = snapshot(WHATSMINER_V2);
    expectPhysical(whole);
    expect(whole.identity).toEqual({
      family: 'whatsminer',
      mac: 'C4:08:28:00:A4:19',
      make: 'WhatsMiner',
      model: 'M20S_V10',
      firmware: '20230803.11.REL',
      hostname: 'WhatsMiner',
      algorithm: 'sha256',
    });
    expect(whole.reading).toMatchObject({
      hashrateHs: 67_394_800.97e6,
      powerW: 3_417,
      powerAtWall: true,
      mining: true,
      uptimeS: 10_792,
      tempBoardMaxC: 72,
      faults: [{ code: '531', message: 'hash board 1 is not found' }],
    });
    fc.assert(
      fc.property(damaged(WHATSMINER_V2), (damage) => {
        const hurt = snapshot(damage.reply);
        expectPhysical(hurt);
        expectRestUntouched(whole, hurt, damage, FEEDS);
      }),
      { numRuns: 1_000 },
    );
  });

  test('to any command is read as far as it goes, or is a typed failure', async () => {
    const replies = fc.record(
      Object.fromEntries(Object.keys(WHATSMINER_V2).map((command) => [command, anyValue])),
    );
    await fc.assert(
      fc.asyncProperty(replies, async (api) => {
        const read = whatsminer.read(scriptedDevice({ api }), { nowMs: () => AT_MS });
        const outcome = await read.catch((error: unknown) => error);
        if (!(outcome instanceof DeviceError)) expectPhysical(await read);
      }),
    );
  });
});

describe('each field of summary', () => {
  test.each([
    ['Power', -1, 'powerW'],
    ['Power Limit', 0, 'powerLimitW'],
    ['Factory GHS', 0, 'expectedHashrateHs'],
    ['Env Temp', -1, 'tempInletC'],
    ['freq_avg', 0, 'frequencyMhz'],
  ])('%s of %d is what the firmware does not know', (name, value, column) => {
    const reading = withSummary({ 'HS RT': 1, [name]: value });
    expect(Object.fromEntries(Object.entries(reading))[column]).toBeUndefined();
    expect(reading.oddities).toEqual([]);
  });

  test('of a rate stands for the next longer window', () => {
    const rates = { 'HS RT': 5, 'MHS 5s': 4, 'MHS 1m': 3, 'MHS av': 2 };
    expect(withSummary(rates).hashrateHs).toBe(5e6);
    expect(withSummary({ ...rates, 'HS RT': 'nan' }).hashrateHs).toBe(4e6);
    expect(withSummary({ 'MHS 1m': 3, 'MHS av': 2 }).hashrateHs).toBe(3e6);
    expect(withSummary({ 'MHS av': 2 })).toMatchObject({ hashrateHs: 2e6, hashrateAvgHs: 2e6 });
  });
});

describe('a WhatsMiner', () => {
  test('that its owner switched off is paused, in the words of v1 and of v2', () => {
    const off = { Msg: { btmineroff: 'true' } };
    expect(withSummary({ 'HS RT': 0 }, { status: off })).toMatchObject({ mining: false, paused: true });
    const still = { Msg: { mineroff: 'true' } };
    expect(withSummary({ 'HS RT': 9 }, { status: still })).toMatchObject({ mining: false, paused: true });
  });

  test('without a rate, though nobody switched it off, stands still', () => {
    const on = { Msg: { mineroff: 'false' } };
    expect(withSummary({ 'HS RT': 0 }, { status: on })).toMatchObject({ mining: false, paused: false });
  });

  test('of API v1 counts its errors in its summary', () => {
    const { faults } = withSummary({ 'Error Code Count': 2, 'Error Code 0': 110, 'Error Code 1': 600 });
    expect(faults.map(({ code }) => code)).toEqual(['110', '600']);
  });

  test('whose firmware wraps every reply in Msg is read alike', () => {
    const wrapped = snapshot({
      summary: { STATUS: 'S', Msg: { Elapsed: 238.35, 'HS RT': 346_799_104, Power: 6_199.66 } },
      devs: { STATUS: 'S', Msg: [{ ASC: 0, 'Chip Temp Max': 63.85, 'MHS av': 115_684_096 }] },
      pools: { STATUS: 'S', Msg: [{ URL: 'stratum+tcp://pool:3333', Status: 'Alive', Accepted: 10 }] },
    });
    expect(wrapped.reading).toMatchObject({
      hashrateHs: 346_799_104e6,
      powerW: 6_199.66,
      boards: [{ id: 0, hashrateHs: 115_684_096e6, tempChipC: 63.85 }],
      pools: [{ url: 'stratum+tcp://pool:3333', alive: true, accepted: 10 }],
    });
  });

  test('that falls silent is asked nothing more, and what it told is kept', async () => {
    const api = { ...WHATSMINER_V2, devs: new DeviceError('timeout', 'nothing came') };
    const device = scriptedDevice({ api });
    const { reading } = await whatsminer.read(device, { nowMs: () => AT_MS });
    expect(reading).toMatchObject({ hashrateHs: 67_394_800.97e6, boards: [], pools: [] });
    expect(device.asked).toEqual(['rpc get_version', 'rpc summary', 'rpc devs']);
  });

  test('that does not know devs tells its boards in edevs', async () => {
    const edevs = {
      STATUS: [{ STATUS: 'S' }],
      DEVS: [{ ASC: 0, 'HS RT': 28_000_000, 'Effective Chips': 156 }],
    };
    const unknown = { STATUS: 'E', Msg: 'invalid cmd' };
    const api = { ...WHATSMINER_V2, get_version: unknown, devs: unknown, edevs };
    const { reading } = await whatsminer.read(scriptedDevice({ api }), { nowMs: () => AT_MS });
    expect(reading.boards).toMatchObject([{ id: 0, hashrateHs: 28e12, chips: 156 }]);
  });

  test('that does not tell its summary cannot be read', async () => {
    const api = { get_version: WHATSMINER_V2.get_version, summary: { STATUS: 'E', Msg: 'invalid cmd' } };
    const read = whatsminer.read(scriptedDevice({ api }), { nowMs: () => AT_MS });
    await expect(read).rejects.toMatchObject({ kind: 'unreadable-reply' });
  });
});
