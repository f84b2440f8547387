import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { S21 } from '../../tests/support/bitmain-replies.ts';
import {
  anyValue,
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { S19 } from '../../tests/support/raw-replies.ts';
import { jsonReply, type Script, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { antminer, parseAntminer } from './antminer.ts';
import { detect } from './detect.ts';
import { isRecord } from './raw-record.ts';
import { DeviceError, type DeviceHttpReply } from './transport.ts';

const AT_MS = 1_790_000_000_000;
const options = { nowMs: () => AT_MS };
const cgi = (name: string) => `/cgi-bin/${name}.cgi`;

const RATES = 'hashrateHs hashrateAvgHs expectedHashrateHs mining boards.hashrateHs';
const FEEDS: Feeds = {
  'systemInfo/minertype': 'model algorithm',
  'systemInfo/hostname': 'hostname',
  'systemInfo/macaddr': 'mac',
  'systemInfo/system_filesystem_version': 'firmware',
  'stats/INFO': 'model firmware algorithm boardVersion',
  'stats/STATS/elapsed': 'uptimeS',
  'stats/STATS/rate_5s': 'hashrateHs mining',
  'stats/STATS/rate_avg': 'hashrateAvgHs',
  'stats/STATS/rate_ideal': 'expectedHashrateHs',
  'stats/STATS/rate_unit': RATES,
  'stats/STATS/fan_num': 'fans',
  'stats/STATS/fan': 'fans',
  'stats/STATS/hwp_total': 'hwErrorPct',
  'stats/STATS/watt': 'powerW',
  'stats/STATS/miner-mode': 'workMode paused mining',
  // A board that is lost takes the names of its columns with it.
  'stats/STATS/chain/index': 'boards.id faults',
  'stats/STATS/chain/rate_real': 'boards.hashrateHs',
  'stats/STATS/chain/asic_num': 'boards.chips',
  'stats/STATS/chain/freq_avg': 'boards.frequencyMhz',
  'stats/STATS/chain/temp_chip': 'boards.tempChipC tempChipMaxC',
  'stats/STATS/chain/temp_pcb': 'boards.tempBoardC tempBoardMaxC',
  'stats/STATS/chain/asic': 'faults',
  'summary/SUMMARY/elapsed': 'uptimeS',
  'summary/SUMMARY/hw_all': 'hwErrors',
  'summary/SUMMARY/bestshare': 'bestShare',
  'summary/SUMMARY/status': 'faults',
  'pools/POOLS': 'pools poolDifficulty',
  'apiSummary/SUMMARY/Accepted': 'accepted',
  'apiSummary/SUMMARY/Rejected': 'rejected',
  'apiSummary/SUMMARY/Stale': 'stale',
  'apiSummary/SUMMARY/Best Share': 'bestShare',
  'apiSummary/SUMMARY/Hardware Errors': 'hwErrors',
  'apiSummary/SUMMARY/Device Hardware%': 'hwErrorPct',
  'apiPools/POOLS': 'pools poolDifficulty',
};

function snapshot(raw: unknown) {
  const { apiSummary, apiPools, ...pages } = isRecord(raw) ? raw : {};
  const reply = (body: unknown) => (isRecord(body) ? { failed: false, body } : undefined);
  return parseAntminer({ ...pages, apiSummary: reply(apiSummary), apiPools: reply(apiPools) }, AT_MS);
}

/** One section of stats with other fields. */
const stats = (fields: object, type: string = 'Antminer S21') =>
  snapshot({ ...S21, stats: { INFO: { type }, STATS: [{ ...S21.stats.STATS[0], ...fields }] } });

const web: NonNullable<Script['web']> = {
  [cgi('get_system_info')]: jsonReply(S21.systemInfo),
  [cgi('stats')]: jsonReply(S21.stats),
  [cgi('summary')]: jsonReply(S21.summary),
  [cgi('pools')]: jsonReply(S21.pools),
};
const refusal = webReply('', {
  status: 401,
  headers: { 'www-authenticate': 'Digest realm="antMiner Configuration", nonce="1", qop="auth"' },
});
const everyPage = (reply: DeviceHttpReply) =>
  Object.fromEntries(
    [...Object.keys(web), cgi('get_miner_conf'), '/', '/api/system/info'].map((path) => [path, reply]),
  );

describe('a damaged page', () => {
  test('costs the damaged field and no other', () => {
    const whole = snapshot(S21);
    expectPhysical(whole);
    fc.assert(
      fc.property(damaged(S21), (damage) => {
        const hurt = snapshot(damage.reply);
        expectPhysical(hurt);
        expectRestUntouched(whole, hurt, damage, FEEDS);
      }),
      { numRuns: 1_500 },
    );
  });

  test('of any form is read as far as it goes, or is a typed failure', async () => {
    const pages = fc.record({
      stats: anyValue,
      summary: anyValue,
      pools: anyValue,
      get_system_info: anyValue,
    });
    await fc.assert(
      fc.asyncProperty(pages, async (found) => {
        const replies = Object.entries(found).map(([name, value]) => [cgi(name), webReply(textOf(value))]);
        const read = antminer.read(scriptedDevice({ web: Object.fromEntries(replies) }), options);
        const outcome = await read.catch((error: unknown) => error);
        if (!(outcome instanceof DeviceError)) expectPhysical(await read);
      }),
      { numRuns: 200 },
    );
  });
});

function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

describe('a stock Antminer', () => {
  test('tells its work by its pages, and its shares by its old API', async () => {
    const api = { summary: S21.apiSummary, pools: S21.apiPools };
    const { identity, reading } = await antminer.read(scriptedDevice({ web, api }), options);
    expect(identity).toMatchObject({
      family: 'antminer',
      model: 'Antminer S21',
      mac: '02:00:5E:10:00:02',
      firmware: 'Thu Oct 9 18:55:45 CST 2025',
    });
    expect(reading).toMatchObject({
      hashrateHs: 206_238.69e9,
      powerW: 3_499,
      tempChipMaxC: 73,
      shares: { accepted: 4_057, rejected: 11, stale: 1 },
      bestShare: 727_920_402,
      hwErrors: 2,
      poolDifficulty: 262_000,
      workMode: 'normal',
      paused: false,
      pools: [{ active: true, alive: true, accepted: 4_057 }],
    });
  });

  test('whose old API is closed leaves out what only that tells', async () => {
    const { reading } = await antminer.read(scriptedDevice({ web }), options);
    expect(reading.shares).toEqual({});
    expect(reading.pools).toEqual([
      { url: 'stratum+tcp://a.example:3333', user: 'me.1', alive: true, accepted: 5, rejected: 1 },
    ]);
  });

  test('in trouble says so in its own words, in ours where it has none, and keeps the code', () => {
    expect(snapshot(S21).reading.faults).toEqual([
      { code: '3', message: 'the network or the pool is in trouble' },
      { code: 'J0:8', message: 'Fan speed low' },
      { message: 'hash board 0: 1 of 6 chips do not work' },
    ]);
  });

  test('that names its trouble or its mode after what every object has is still read', () => {
    const status = [{ type: 'toString', status: 'e', code: 0, msg: '' }];
    expect(snapshot({ ...S21, summary: { SUMMARY: [{ status }] } }).reading.faults[0]?.message).toBe(
      'the device reports trouble (toString)',
    );
    expect(stats({ 'miner-mode': 'constructor' }).reading.workMode).toBe('constructor');
  });

  test('asleep is paused, and not broken', async () => {
    const still = { ...S21.stats.STATS[0], rate_5s: 0, 'miner-mode': undefined };
    const asleep = {
      ...web,
      [cgi('stats')]: jsonReply({ ...S21.stats, STATS: [still] }),
      [cgi('get_miner_conf')]: jsonReply({ 'bitmain-work-mode': '1', pools: [] }),
    };
    const { reading } = await antminer.read(scriptedDevice({ web: asleep }), options);
    expect(reading).toMatchObject({ hashrateHs: 0, mining: false, paused: true, workMode: 'sleep' });
  });

  test('is asked for its configuration only when it stands still', async () => {
    const device = scriptedDevice({ web });
    await antminer.read(device, options);
    expect(device.asked).not.toContain(`GET ${cgi('get_miner_conf')}`);
  });

  test('without a meter leaves power out, and a stopped fan in', () => {
    const { reading } = stats({ watt: 0, fan: [0, 3_960], fan_num: 2 });
    expect(reading.powerW).toBeUndefined();
    expect(reading.fans).toEqual([{ rpm: 0 }, { rpm: 3_960 }]);
  });
});

describe('a stock Antminer behind a password', () => {
  test('that nobody knows is read over its old API, which wants none', async () => {
    const device = scriptedDevice({ web: everyPage(refusal), api: S19 });
    const { identity, reading } = await antminer.read(device, options);
    expect(identity).toMatchObject({ family: 'antminer', model: 'Antminer S19 Pro' });
    expect(identity.mac).toBeUndefined();
    expect(reading).toMatchObject({ hashrateHs: 110_566.89e9, shares: { accepted: 4_057 } });
    expect(reading.oddities).toContainEqual(expect.objectContaining({ field: 'login' }));
  });

  test('tells its old API more where it is new enough, power among it', async () => {
    const api = { summary: S21.apiSummary, pools: S21.apiPools };
    const device = scriptedDevice({ web: everyPage(refusal), api, messages: { stats: S21.stats } });
    const { identity, reading } = await antminer.read(device, options);
    expect(identity).toMatchObject({ model: 'Antminer S21', firmware: 'Thu Jul 11 16:38:25 CST 2024' });
    expect(reading).toMatchObject({
      powerW: 3_499,
      boards: [{ id: 0 }, { id: 1 }],
      shares: { accepted: 4_057 },
    });
    expect(reading.oddities).toContainEqual(expect.objectContaining({ field: 'login' }));
  });

  test('is offered it once a reading', async () => {
    const device = scriptedDevice({ web: everyPage(refusal), api: S19 });
    await antminer.read(device, { ...options, credentials: { password: 'wrong' } });
    expect(device.asked.filter((asked) => asked.startsWith('GET'))).toHaveLength(2);
  });

  test('with its old API closed is refused, and says that and nothing else', async () => {
    const read = antminer.read(scriptedDevice({ web: everyPage(refusal) }), options);
    await expect(read).rejects.toMatchObject({ kind: 'refused' });
  });

  test('and the name of a firmware is found by its challenge', async () => {
    const found = await detect(scriptedDevice({ web: everyPage(refusal) }), options);
    expect(found.family).toBe('antminer');
    expect(found.adapter).toBe(antminer);
  });
});

test('an S9 has no such pages, and is read over its old API with its name from the web side', async () => {
  const notThere = webReply('<title>404</title>', { status: 404 });
  const s9 = { ...everyPage(notThere), [cgi('get_system_info')]: jsonReply(S19.systemInfo) };
  const device = scriptedDevice({ web: s9, api: S19 });
  const { identity } = await antminer.read(device, options);
  expect(identity).toMatchObject({ family: 'antminer', mac: '02:00:5E:10:00:01', hostname: 'antMiner' });
});

test('an Antminer that is gone is gone, whichever door was tried', async () => {
  await expect(antminer.read(scriptedDevice({}), options)).rejects.toMatchObject({ kind: 'unreachable' });
});

describe('machines for other coins count in their own unit', () => {
  test.each([
    ['Antminer Z15 Pro', 'Ksol/s', 'equihash', 891.28, 891_280],
    ['Antminer KS7', 'GH/s', 'kheavyhash', 42_606.07, 42_606.07e9],
    ['Antminer L9', 'MH/s', 'scrypt', 16_500, 16.5e9],
    ['Antminer L7', undefined, 'scrypt', 9_500, 9.5e9],
  ] as const)('%s: %s', (type, unit, algorithm, rate, hashrateHs) => {
    const { identity, reading } = stats({ rate_5s: rate, rate_unit: unit }, type);
    expect(identity.algorithm).toBe(algorithm);
    expect(reading.hashrateHs).toBeCloseTo(hashrateHs, 0);
  });
});

describe('a water-cooled Antminer', () => {
  test('has no fans, whatever it counts', () => {
    expect(stats({ fan: [0, 0, 0, 0], fan_num: 4 }, 'Antminer S21 XP Hyd.').reading.fans).toEqual([]);
    expect(stats({ fan: [], fan_num: 0 }, 'Antminer S23 Hyd.').reading.fans).toEqual([]);
  });

  test('S21 tells its coolant where others tell chips', () => {
    const chain = [{ index: 0, temp_chip: [30, 41, 0, 0], temp_pcb: [50, 54] }];
    const { reading } = stats({ chain }, 'Antminer S21 Hyd.');
    expect(reading).toMatchObject({ tempInletC: 30, tempOutletC: 41, tempBoardMaxC: 54 });
    expect(reading.tempChipMaxC).toBeUndefined();
    expect(reading.boards[0]?.tempChipC).toBeUndefined();
  });

  test('S21+ tells its coolant among its boards, and its chip among its regulators', () => {
    const chain = [{ index: 0, temp_chip: [], temp_pcb: [30, 52, 39, 54], temp_pic: [80, 50, 51, 55] }];
    const { reading } = stats({ chain }, 'Antminer S21+ Hyd.');
    expect(reading).toMatchObject({ tempInletC: 30, tempOutletC: 39, tempBoardMaxC: 55, tempChipMaxC: 80 });
  });

  test('S23 means what it says', () => {
    const chain = [{ index: 0, temp_chip: [44, 44, 56, 56], temp_pcb: [44, 44, 52, 52] }];
    const { reading } = stats({ chain }, 'Antminer S23 Hyd.');
    expect(reading).toMatchObject({ tempChipMaxC: 56, tempBoardMaxC: 52 });
    expect(reading.tempInletC).toBeUndefined();
  });
});
