import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyValue,
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { A1246 } from '../../tests/support/raw-replies.ts';
import { scriptedDevice } from '../../tests/support/scripted-device.ts';
import { avalon, parseAvalon } from './avalon.ts';
import { isRecord } from './raw-record.ts';
import { DeviceError } from './transport.ts';

const AT_MS = 1_790_000_000_000;

const BOARDS = 'boards.id boards.hashrateHs boards.chips boards.tempChipC boards.frequencyMhz boards.perChip';
const POOLS = 'pools poolDifficulty';
const FEEDS: Feeds = {
  'version/VERSION/PROD': 'model',
  'version/VERSION/MAC': 'mac',
  'version/VERSION/LVERSION': 'firmware',
  'version/VERSION/HWTYPE': 'boardVersion',
  'summary/SUMMARY/Accepted': 'accepted',
  'summary/SUMMARY/Rejected': 'rejected',
  'summary/SUMMARY/Stale': 'stale',
  'summary/SUMMARY/Best Share': 'bestShare',
  'summary/SUMMARY/Hardware Errors': 'hwErrors',
  'stats/SYSTEMSTATU': 'mining paused',
  'stats/Elapsed': 'uptimeS',
  'stats/Temp': 'tempInletC',
  'stats/OTemp': 'tempOutletC',
  'stats/TMax': 'tempChipMaxC',
  'stats/TAvg': 'tempChipAvgC',
  'stats/Fan1': 'fans',
  'stats/Fan2': 'fans',
  'stats/FanR': 'fans',
  'stats/PS': 'powerW powerAtWall',
  'stats/GHSspd': 'hashrateHs',
  'stats/DHspd': 'hwErrorPct',
  'stats/GHSmm': 'expectedHashrateHs',
  'stats/GHSavg': 'hashrateAvgHs',
  'stats/Freq': 'frequencyMhz boards.frequencyMhz',
  'stats/MGHS': BOARDS,
  'stats/MTmax': 'boards.tempChipC',
  'stats/TA': 'boards.chips',
  'stats/Core': 'asicModel',
  'stats/PING': 'poolLatencyMs',
  'stats/RSSI': 'wifiRssiDbm',
  'stats/SoftOFF': 'paused',
  'stats/ECHU': 'faults',
  'stats/ECMM': 'faults',
  'stats/WORKMODE': 'workMode',
  'stats/MPO': 'powerLimitW',
  'stats/PVT_T0': 'boards.perChip boards.chips',
  'stats/PVT_T1': 'boards.perChip boards.chips',
  'stats/PVT_V0': 'boards.perChip',
  'stats/PVT_V1': 'boards.perChip',
  'pools/POOLS': POOLS,
};

/** `{ TMax: '77' }` → `TMax[77]`. */
function packed(fields: unknown): unknown {
  if (!isRecord(fields)) return fields;
  const word = (value: unknown) => (typeof value === 'object' ? '{}' : String(value));
  return Object.entries(fields)
    .map(([name, value]) => `${name}[${word(value)}]`)
    .join(' ');
}

function snapshot(raw: unknown) {
  const replies = isRecord(raw) ? raw : {};
  const reply = (body: unknown) => (isRecord(body) ? { failed: false, body } : undefined);
  return parseAvalon(
    {
      version: reply(replies.version),
      summary: reply(replies.summary),
      stats: reply({ STATS: [{ ID: 'AVA100', 'MM ID0': packed(replies.stats) }] }),
      pools: reply(replies.pools),
    },
    AT_MS,
  );
}

const reading = (stats: object, summary: object = {}) =>
  snapshot({ stats, summary: { SUMMARY: [summary] } }).reading;

describe('a damaged reply', () => {
  test('costs the damaged field and no other', () => {
    const whole = snapshot(A1246);
    expectPhysical(whole);
    expect(whole.reading).toMatchObject({ powerW: 3_504, powerAtWall: true, mining: true, uptimeS: 24_684 });
    expect(whole.reading.boards).toHaveLength(2);
    fc.assert(
      fc.property(damaged(A1246), (damage) => {
        const hurt = snapshot(damage.reply);
        expectPhysical(hurt);
        expectRestUntouched(whole, hurt, damage, FEEDS);
      }),
      { numRuns: 1_000 },
    );
  });

  test('to any command is read as far as it goes, or is a typed failure', async () => {
    const commands = ['version', 'summary', 'stats', 'estats', 'litestats', 'pools'];
    const replies = fc.record(Object.fromEntries(commands.map((command) => [command, anyValue])));
    await fc.assert(
      fc.asyncProperty(replies, async (api) => {
        const read = avalon.read(scriptedDevice({ api }), { nowMs: () => AT_MS });
        const outcome = await read.catch((error: unknown) => error);
        if (!(outcome instanceof DeviceError)) expectPhysical(await read);
      }),
    );
  });
});

describe('the power', () => {
  test('is WALLPOWER, and the seventh number of PS where that is not told or 0', () => {
    const PS = '0 1214 1316 242 3189 1320 3504';
    expect(reading({ PS, WALLPOWER: '3300' }).powerW).toBe(3_300);
    expect(reading({ PS, WALLPOWER: '0' }).powerW).toBe(3_504);
    expect(reading({ PS }).powerW).toBe(3_504);
  });

  test.each(['0 1214 1316 242 3189', '', 'n/a', '0 0 0 0 0 0 0', '0 0 0 0 0 0 -5', '0 0 0 0 0 0 999999'])(
    'of PS[%s] is absent and not 0',
    (PS) => {
      const { powerW, powerAtWall } = reading({ PS });
      expect([powerW, powerAtWall]).toEqual([undefined, undefined]);
    },
  );
});

describe('whether it mines', () => {
  test('is told by its status, even where the average keeps its old value', () => {
    const idle = {
      SYSTEMSTATU: 'Work: In Idle, Hash Board: 1',
      GHSspd: '0.00',
      GHSavg: '44499.41',
      SoftOFF: '4',
    };
    expect(reading(idle)).toMatchObject({ mining: false, paused: true, hashrateHs: 0 });
    expect(reading({ ...idle, SoftOFF: '0' })).toMatchObject({ mining: false, paused: false });
  });

  test('is told by its rate where the status is in Chinese, or not there', () => {
    expect(reading({ SYSTEMSTATU: '工作: 挖矿中', GHSspd: '6423.03' }).mining).toBe(true);
    expect(reading({ SYSTEMSTATU: '工作: 待机', GHSspd: '0.00' }).mining).toBe(false);
    expect(reading({ SYSTEMSTATU: '工作: 待机' }).mining).toBeUndefined();
  });
});

test('a sensor of −273 °C is not there', () => {
  expect(reading({ ITemp: '-273', OTemp: '58' })).toMatchObject({ tempInletC: undefined, tempOutletC: 58 });
});

test('fans are all that it names, though one of them is missing', () => {
  expect(reading({ Fan2: '1700', Fan10: '1500', Fan1: '0', FanR: '36%' }).fans.map(({ rpm }) => rpm)).toEqual(
    [0, 1_700, 1_500],
  );
});

test('what stats do not tell comes from summary', () => {
  expect(reading({}, { 'MHS 5s': 6_423_030, 'MHS av': 6_372_550, Elapsed: 99 })).toMatchObject({
    hashrateHs: 6_423_030e6,
    hashrateAvgHs: 6_372_550e6,
    uptimeS: 99,
    mining: true,
  });
});

test('chips that are not told one by one are spread evenly over the boards', () => {
  expect(reading({ MGHS: '100 100 100', TA: '360' }).boards.map(({ chips }) => chips)).toEqual([
    120, 120, 120,
  ]);
  expect(reading({ MGHS: '100' }).boards[0]?.chips).toBeUndefined();
});

test('a board whose rate cannot be read keeps its place', () => {
  expect(reading({ MGHS: '100 nan 300', MTmax: '70 71 72' }).boards).toMatchObject([
    { id: 0, hashrateHs: 100e9, tempChipC: 70 },
    { id: 1, hashrateHs: undefined, tempChipC: 71 },
    { id: 2, hashrateHs: 300e9, tempChipC: 72 },
  ]);
});

test('error codes of boards and main module are faults, 0 is none', () => {
  expect(reading({ ECHU: '0 512 0', ECMM: '1' }).faults.map(({ code }) => code)).toEqual([
    'ECHU 512',
    'ECMM 1',
  ]);
  expect(reading({ ECHU: '0 0 0', ECMM: '0' }).faults).toEqual([]);
});

describe('a device that refuses some commands', () => {
  const refused = { STATUS: [{ STATUS: 'E', Code: 14, Msg: 'Invalid command' }], id: 1 };
  const stats = { STATS: [{ 'MM ID0': packed(A1246.stats) }] };

  test('is asked for estats and litestats where plain stats carry no packed text (hass-miner #578)', async () => {
    const device = scriptedDevice({
      api: {
        version: refused,
        summary: refused,
        stats: refused,
        estats: refused,
        litestats: stats,
        pools: refused,
      },
    });
    const { reading: what } = await avalon.read(device, { nowMs: () => AT_MS });
    expect(what.hashrateHs).toBeCloseTo(81_072.68e9, 0);
    expect(device.asked).toEqual(
      ['version', 'summary', 'stats', 'estats', 'litestats', 'pools'].map((c) => `rpc ${c}`),
    );
  });

  test('is asked one command after the other, and no more than are needed', async () => {
    const device = scriptedDevice({ api: { ...A1246, stats } });
    await avalon.read(device, { nowMs: () => AT_MS });
    expect(device.asked).toEqual(['version', 'summary', 'stats', 'pools'].map((command) => `rpc ${command}`));
  });

  test('altogether cannot be read', async () => {
    const commands = ['version', 'summary', 'stats', 'estats', 'litestats', 'pools'];
    const device = scriptedDevice({ api: Object.fromEntries(commands.map((command) => [command, refused])) });
    await expect(avalon.read(device, { nowMs: () => AT_MS })).rejects.toMatchObject({
      kind: 'unreadable-reply',
    });
  });

  test('that has gone away is unreachable and asked no further', async () => {
    const device = scriptedDevice({});
    await expect(avalon.read(device, { nowMs: () => AT_MS })).rejects.toMatchObject({ kind: 'unreachable' });
    expect(device.asked).toEqual(['rpc version']);
  });
});
