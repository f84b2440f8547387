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
import { iceriver, parseIceriver } from './iceriver.ts';
import { DeviceError, type DeviceHttpRequest } from './transport.ts';

const AT_MS = 1_790_000_000_000;
const options = { nowMs: () => AT_MS };

function board(no: number) {
  return {
    no,
    chipnum: 18.0,
    freq: 875.0,
    rtpow: `${3_750 + no}.25G`,
    idealpow: '4000.00G',
    intmp: 50 + no,
    outtmp: 60 + no,
    error: 0,
    state: true,
  };
}

const PANEL = {
  error: 0,
  message: '',
  data: {
    model: 'none',
    algo: 'none',
    softver1: 'ICM168_3_2_10_ks5L_miner',
    mac: '00-0a-52-30-04-ba',
    host: 'KS5L',
    rtpow: '11258G',
    avgpow: '10945G',
    unit: 'G',
    runtime: '62:14:17:36',
    powstate: true,
    netstate: true,
    fanstate: true,
    tempstate: false,
    fans: [5_900, 5_855, 0, 5_856],
    boards: [board(1), board(2), board(3)],
    pools: [
      {
        no: 1.0,
        addr: 'stratum+tcp://kas.example.pool:4444',
        user: 'kaspa:lamp.one',
        connect: 1.0,
        state: 1.0,
        diff: '140737.49 G',
        accepted: 900.0,
        rejected: 10.0,
      },
      {
        no: 2.0,
        addr: 'stratum+tcp://kas2.example.pool:4444',
        user: 'b',
        connect: -1.0,
        state: 0.0,
        accepted: 1,
        rejected: 0,
      },
      { no: 3.0, addr: '', user: '', connect: false, state: 0 },
    ],
  },
};

const FEEDS: Feeds = {
  'data/model': 'model algorithm',
  'data/algo': 'algorithm',
  'data/softver1': 'model firmware algorithm',
  'data/mac': 'mac',
  'data/host': 'hostname',
  'data/rtpow': 'hashrateHs',
  'data/avgpow': 'hashrateAvgHs',
  'data/runtime': 'uptimeS',
  'data/powstate': 'mining',
  'data/netstate': 'faults',
  'data/fanstate': 'faults',
  'data/fans': 'fans',
  'data/boards':
    'boards.id boards.hashrateHs boards.chips boards.tempChipC boards.tempBoardC boards.frequencyMhz ' +
    'tempChipMaxC tempBoardMaxC expectedHashrateHs faults',
  'data/pools': 'pools accepted rejected poolDifficulty',
};

const snapshot = (panel: unknown) => parseIceriver(panel, AT_MS);
const reading = (data: object) => snapshot({ data }).reading;

describe('a damaged panel', () => {
  test('costs the damaged field and no other', () => {
    const whole = snapshot(PANEL);
    expectPhysical(whole);
    expect(whole).toMatchObject({
      identity: { mac: '00:0A:52:30:04:BA', model: 'KS5L', algorithm: 'kheavyhash', hostname: 'KS5L' },
      reading: {
        hashrateHs: 11_258e9,
        hashrateAvgHs: 10_945e9,
        expectedHashrateHs: 12_000e9,
        uptimeS: 5_408_256,
        tempChipMaxC: 63,
        tempBoardMaxC: 53,
        mining: true,
        shares: { accepted: 901, rejected: 10 },
        fans: [{ rpm: 5_900 }, { rpm: 5_855 }, { rpm: 0 }, { rpm: 5_856 }],
        pools: [
          { active: true, alive: true, accepted: 900 },
          { active: false, alive: false },
        ],
        faults: [],
      },
    });
    expect(whole.reading.boards[2]).toMatchObject({
      id: 3,
      hashrateHs: 3_753.25e9,
      chips: 18,
      tempChipC: 63,
    });
    fc.assert(
      fc.property(damaged(PANEL), (damage) => {
        const hurt = snapshot(damage.reply);
        expectPhysical(hurt);
        expectRestUntouched(whole, hurt, damage, FEEDS);
      }),
      { numRuns: 1_000 },
    );
  });

  test('of any kind is read as far as it goes', () => {
    fc.assert(fc.property(anyValue, (data) => expectPhysical(snapshot({ data }))));
    fc.assert(fc.property(anyValue, (panel) => expectPhysical(snapshot(panel))));
  });

  test('that is no panel at all is a typed failure', async () => {
    const anyText = fc.oneof(fc.json(), fc.string());
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const web = { '/user/userpanel': webReply(text), '/user/loginpost': webReply('') };
        const outcome = await iceriver
          .read(scriptedDevice({ web }), options)
          .catch((error: unknown) => error);
        expect(outcome).toBeInstanceOf(DeviceError);
      }),
    );
  });
});

test.each([
  ['11258G', 'G', 11_258e9],
  ['15T', 'G', 15e12],
  ['98.21 GH/s', undefined, 98.21e9],
  [14_762, 'G', 14_762e9],
  ['120M', undefined, 120e6],
  ['NaNG', 'G', undefined],
  ['15unsupported', 'G', undefined],
  ['-3G', 'G', undefined],
])('a rate of %j, where the unit is %j, is %d H/s', (rtpow, unit, rateHs) => {
  expect(reading({ rtpow, unit }).hashrateHs).toBe(rateHs);
});

test.each([
  ['IceRiver KS3', 'x', 'IceRiver KS3', 'kheavyhash'],
  ['none', 'ICM168_04_02_1810_10306_miner', 'AL3', 'blake3'],
  ['none', 'release_11304_miner', 'KS7', 'kheavyhash'],
  ['none', 'ICM168_1_ks0ultraminer', 'KS0ULTRA', 'kheavyhash'],
  ['none', 'BOOT_rx0_miner', 'RX0', 'other'],
  ['none', 'a_constructor_miner', 'CONSTRUCTOR', 'other'],
])('a model of %j with firmware %s is a %s', (model, softver1, known, algorithm) => {
  expect(snapshot({ data: { model, softver1 } }).identity).toMatchObject({ model: known, algorithm });
});

test('the first firmware, which is called firmver, tells its rate in H/s', () => {
  const data = { firmver: '2010-07-21 16:35:03', rtpow: 121_000_000_000, rtpow_unit: 'GH/s', boards: [] };
  expect(snapshot({ data })).toMatchObject({
    identity: { firmware: '2010-07-21 16:35:03' },
    reading: { hashrateHs: 121e9 },
  });
});

test('the algorithm that it names goes before that of its series', () => {
  expect(snapshot({ data: { algo: 'Blake3', model: 'KS3' } }).identity.algorithm).toBe('blake3');
  expect(snapshot({ data: { algo: 'constructor', model: 'KS3' } }).identity.algorithm).toBe('kheavyhash');
});

test('what its page shows as not normal is a fault, and so is the error of a board', () => {
  const told = reading({
    fanstate: false,
    netstate: true,
    boards: [
      { no: 1, error: 0 },
      { no: 2, error: 7.0 },
    ],
  });
  expect(told.faults).toEqual([
    { message: 'the miner says that a fan is not normal' },
    { code: '7', message: 'hash board 2 reports an error' },
  ]);
});

test('a missing sensor reads 0 and is not there', () => {
  const [first] = reading({ boards: [{ no: 1, intmp: 0, outtmp: 0, rtpow: '0G', chipnum: 0 }] }).boards;
  expect(first).toMatchObject({ hashrateHs: 0, chips: 0, tempChipC: undefined, tempBoardC: undefined });
});

describe('the panel', () => {
  /** A device that shows its panel to whoever brings its cookie. */
  function lockedDevice() {
    const sent: DeviceHttpRequest[] = [];
    const device = {
      ...scriptedDevice({}),
      async http(request: DeviceHttpRequest) {
        sent.push(request);
        if (request.path === '/user/loginpost')
          return webReply('{}', { headers: { 'set-cookie': 'session=lamp' } });
        return request.headers?.cookie === 'session=lamp'
          ? jsonReply(PANEL)
          : jsonReply({ error: 1, data: '' });
      },
    };
    return { device, sent };
  }

  test('is asked once where it is open', async () => {
    const device = scriptedDevice({ web: { '/user/userpanel': jsonReply(PANEL) } });
    await expect(iceriver.read(device, options)).resolves.toMatchObject({ identity: { hostname: 'KS5L' } });
    expect(device.asked).toEqual(['POST /user/userpanel']);
  });

  test('is opened with what the maker ships, and the login is kept', async () => {
    const { device, sent } = lockedDevice();
    const session = {};
    await iceriver.read(device, { ...options, session });
    await iceriver.read(device, { ...options, session });
    expect(sent.map(({ path, body }) => `${path} ${body}`)).toEqual([
      '/user/userpanel post=4',
      '/user/loginpost post=6&user=admin&pwd=12345678',
      '/user/userpanel post=4',
      '/user/userpanel post=4',
    ]);
  });

  test('is opened with the owner’s password, whatever signs it holds', async () => {
    const { device, sent } = lockedDevice();
    await iceriver.read(device, { ...options, credentials: { password: 'a&b=ü' } });
    expect(new URLSearchParams(sent[1]?.body).get('pwd')).toBe('a&b=ü');
  });

  test('that stays empty after a login refuses, and the failure holds no password', async () => {
    const web = { '/user/userpanel': jsonReply({ error: 1, data: '' }), '/user/loginpost': jsonReply({}) };
    const failure = await iceriver
      .read(scriptedDevice({ web }), { ...options, credentials: { password: 'hunter2' } })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'refused' });
    expect(String(failure)).not.toContain('hunter2');
  });

  test('of a device that knows no such page cannot be read', async () => {
    const web = { '/user/userpanel': webReply('', { status: 404 }) };
    await expect(iceriver.read(scriptedDevice({ web }), options)).rejects.toMatchObject({
      kind: 'unreadable-reply',
    });
  });
});
