import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyValue,
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { goldshell, parseGoldshell } from './goldshell.ts';
import { isRecord } from './raw-record.ts';
import { DeviceError } from './transport.ts';

const AT_MS = 1_790_000_000_000;
const options = { nowMs: () => AT_MS };

const STATUS = { hardware: '30.40.SA', model: 'Goldshell-SCLITE', mcbversion: 'MCB_V4_3', firmware: '2.2.0' };
const SETTING = {
  name: ' 28:E2:97:3E:6F:06',
  select: 0,
  manual: false,
  manualPowerplan: '625 MHz 9100 V 75 RPM 75 RPM PV 9400',
  powerplans: [
    { level: 0, info: '625 MHz 9100 V 40 RPM 40 RPM PV 9400' },
    { level: 3, info: '0 MHz 0 V 100 RPM 100 RPM' },
  ],
};

function webRow(id: number) {
  return {
    id,
    valid: 10,
    hashrate: 1_160_636.767 + id,
    av_hashrate: 1_145_512.667,
    accepted: 3_300 + id,
    rejected: id,
    hwerrors: 450,
    time: 14_104,
    temp: `${67 + id}.1 °C`,
    fanspeed: '1500 rpm / 1560 rpm',
  };
}
const DEVS = { status: 2, data: [webRow(0), webRow(1)] };
const POOLS = [{ url: 'stratum+tcp://sc.example.pool:3333', user: 'lamp.one', active: true, legal: true }];

const API = {
  devs: {
    DEVS: [
      {
        ID: 0,
        'MHS 20s': 3_301_758.726,
        'MHS av': 3_482_563.164,
        Accepted: 411,
        'Hardware Errors': 56,
        'Device Elapsed': 8_292,
        clock: 700,
        fan0: 3_240,
        fan1: 3_360,
        'tstemp-0': 90,
        'tstemp-1': 88,
        'tstemp-2': 77.75,
        overheat: 0,
      },
    ],
  },
  summary: {
    SUMMARY: [{ Elapsed: 8_317, 'MHS av': 3_490_000, 'MHS 20s': 3_300_000, Accepted: 412, Rejected: 2 }],
  },
  devdetails: { DEVDETAILS: [{ ID: 0, 'chips-nr': 84 }] },
  pools: { POOLS: [{ URL: 'stratum+tcp://sc.example.pool:3333', Status: 'Alive', Accepted: 412 }] },
};

const BOARDS = 'boards.id boards.hashrateHs boards.chips boards.tempBoardC tempBoardMaxC fans';
const FEEDS: Feeds = {
  'status/model': 'model algorithm',
  'status/firmware': 'firmware',
  'status/hardware': 'boardVersion',
  'setting/name': 'mac',
  'setting/select': 'paused',
  'setting/manual': 'paused',
  'setting/manualPowerplan': 'paused',
  'setting/powerplans': 'paused',
  devs: `${BOARDS} hashrateHs hashrateAvgHs accepted rejected hwErrors uptimeS mining paused`,
  pools: 'pools',
};

const snapshot = (raw: unknown) => parseGoldshell(isRecord(raw) ? raw : {}, AT_MS);
const boardsOf = (row: object) => snapshot({ devs: { data: [row] } }).reading.boards;

describe('a damaged reply', () => {
  const replies = { status: STATUS, setting: SETTING, devs: DEVS, pools: POOLS };

  test('costs the damaged field and no other', () => {
    const whole = snapshot(replies);
    expectPhysical(whole);
    expect(whole).toMatchObject({
      identity: { mac: '28:E2:97:3E:6F:06', model: 'Goldshell-SCLITE', algorithm: 'blake2b-sia' },
      reading: {
        hashrateHs: 2_321_274.534e6,
        shares: { accepted: 6_601, rejected: 1 },
        hwErrors: 900,
        uptimeS: 14_104,
        tempBoardMaxC: 68.1,
        fans: [{ rpm: 1_500 }, { rpm: 1_560 }],
        mining: true,
        paused: false,
        boards: [{ id: 0, chips: 10, tempBoardC: 67.1 }, { id: 1 }],
        pools: [{ active: true, user: 'lamp.one' }],
      },
    });
    fc.assert(
      fc.property(damaged(replies), (damage) => {
        const hurt = snapshot(damage.reply);
        expectPhysical(hurt);
        expectRestUntouched(whole, hurt, damage, FEEDS);
      }),
      { numRuns: 1_000 },
    );
  });

  test('of the cgminer API is read as far as it goes, or is a typed failure', async () => {
    const told = fc.record(Object.fromEntries(Object.keys(API).map((command) => [command, anyValue])));
    await fc.assert(
      fc.asyncProperty(told, async (api) => {
        const read = goldshell.read(scriptedDevice({ api }), options);
        const outcome = await read.catch((error: unknown) => error);
        if (!(outcome instanceof DeviceError)) expectPhysical(await read);
      }),
    );
  });

  test('of the web side is read as far as it goes, or is a typed failure', async () => {
    const anyText = fc.oneof(fc.json(), fc.string(), fc.constant('{"data":[{"hashrate":1e999}]}'));
    await fc.assert(
      fc.asyncProperty(anyText, anyText, anyText, async (status, setting, devs) => {
        const web = {
          '/mcb/status': webReply(status),
          '/mcb/setting': webReply(setting),
          '/mcb/cgminer': webReply(devs),
        };
        const read = goldshell.read(scriptedDevice({ web }), options);
        const outcome = await read.catch((error: unknown) => error);
        if (!(outcome instanceof DeviceError)) expectPhysical(await read);
      }),
    );
  });
});

describe('a board', () => {
  test.each([
    [{ temp: '83.0 °C / 73.8 °C' }, 83],
    [{ temp: '44.9°C' }, 44.9],
    [{ r_temp: '73.8 °C', l_temp: '0.0 °C', t_temp: '0.0 °C' }, 73.8],
    [{ temp: '0.0 °C' }, undefined],
    [{ temp: 'hot' }, undefined],
    [{}, undefined],
  ])('that tells %j has %d °C', (row, tempBoardC) => {
    expect(boardsOf(row)[0]?.tempBoardC).toBe(tempBoardC);
  });

  test('of an LT5, which tells no chips though it works, has an unknown number of them', () => {
    expect(boardsOf({ valid: 0, hashrate: 546.357 })[0]).toMatchObject({
      chips: undefined,
      hashrateHs: 546.357e6,
    });
    expect(boardsOf({ valid: 0, hashrate: 0 })[0]).toMatchObject({ chips: 0, hashrateHs: 0 });
  });

  test.each([
    [12_090, 12.09],
    [0.41, 0.41],
    [0, undefined],
  ])('that tells a voltage of %d in the cgminer API has %d V', (voltage, voltageV) => {
    const devs = { failed: false, body: { DEVS: [{ ID: 0, voltage }] } };
    expect(parseGoldshell({ api: { devs } }, AT_MS).reading.boards[0]?.voltageV).toBe(voltageV);
  });

  test('that tells its fans without a blank is understood', () => {
    const { fans } = snapshot({ devs: { data: [{ fanspeed: '2100rpm/2160rpm' }] } }).reading;
    expect(fans).toEqual([{ rpm: 2_100 }, { rpm: 2_160 }]);
  });
});

test.each([
  ['Goldshell-SC5ProⅡ', 'blake2b-sia'],
  ['Goldshell-SCBox', 'blake2b-sia'],
  ['Goldshell-MiniDOGEPro', 'scrypt'],
  ['Goldshell-LT5', 'scrypt'],
  ['Goldshell-KD_BOX', 'blake2s'],
  ['Goldshell-CK5', 'eaglesong'],
  ['Goldshell-HS5', 'handshake'],
  ['Goldshell-KA-BOX', 'kheavyhash'],
  ['Goldshell-AL-BOX', 'blake3'],
  ['Goldshell-LB1', 'other'],
  ['Goldshell-ARI31', 'other'],
])('%s hashes %s', (model, algorithm) => {
  expect(snapshot({ status: { model } }).identity.algorithm).toBe(algorithm);
});

test('a model that can do both hashes what its owner selected', () => {
  const algorithms = {
    algos: [
      { name: 'blake2bsha3(HNS)', id: 0 },
      { name: 'blake2b(SC)', id: 1 },
    ],
    algo_select: 1,
  };
  expect(snapshot({ status: { model: 'Goldshell-HS5' }, algorithms }).identity.algorithm).toBe('blake2b-sia');
});

test('the plan of 0 MHz is a pause', () => {
  const idle = { ...SETTING, select: 3 };
  const still = { data: [{ ...webRow(0), hashrate: 0 }] };
  expect(snapshot({ setting: idle, devs: still }).reading).toMatchObject({ mining: false, paused: true });
  expect(snapshot({ setting: { ...idle, manual: true }, devs: still }).reading.paused).toBe(false);
  expect(snapshot({ devs: still }).reading.paused).toBeUndefined();
});

describe('the questions', () => {
  const open = {
    '/mcb/status': jsonReply(STATUS),
    '/mcb/setting': jsonReply(SETTING),
    '/mcb/cgminer': jsonReply(DEVS),
    '/mcb/pools': jsonReply(POOLS),
  };

  test('are four, one after the other, and not one more', async () => {
    const device = scriptedDevice({ web: open });
    await goldshell.read(device, options);
    expect(device.asked).toEqual([
      'GET /mcb/status',
      'GET /mcb/setting',
      'GET /mcb/cgminer?cgminercmd=devs',
      'GET /mcb/pools',
    ]);
  });

  test('go to the cgminer API, where the web side does not tell the boards', async () => {
    const web = { ...open, '/mcb/cgminer': webReply('', { status: 500 }), '/mcb/pools': webReply('[]') };
    const { identity, reading } = await goldshell.read(scriptedDevice({ web, api: API }), options);
    expect(identity.mac).toBe('28:E2:97:3E:6F:06');
    expect(reading).toMatchObject({
      hashrateHs: 3_300_000e6,
      tempChipMaxC: 90,
      tempBoardMaxC: 77.75,
      fans: [{ rpm: 3_240 }, { rpm: 3_360 }],
      shares: { accepted: 412, rejected: 2 },
      uptimeS: 8_317,
      boards: [{ id: 0, chips: 84, frequencyMhz: 700, hashrateHs: 3_301_758.726e6 }],
      pools: [{ alive: true, accepted: 412 }],
    });
  });

  test('end on the web side when it falls silent', async () => {
    const web = {
      '/mcb/status': jsonReply(STATUS),
      '/mcb/setting': new DeviceError('timeout', 'nothing came'),
    };
    const device = scriptedDevice({ web, api: API });
    await expect(goldshell.read(device, options)).resolves.toMatchObject({ reading: { uptimeS: 8_317 } });
    expect(device.asked.filter((asked) => asked.startsWith('GET'))).toEqual([
      'GET /mcb/status',
      'GET /mcb/setting',
    ]);
  });

  test('that nobody answers end with why', async () => {
    await expect(goldshell.read(scriptedDevice({}), options)).rejects.toMatchObject({ kind: 'unreachable' });
  });
});
