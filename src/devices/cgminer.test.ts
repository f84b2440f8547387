import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyValue,
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { S19 } from '../../tests/support/raw-replies.ts';
import { type Json, recorded } from '../../tests/support/recorded-shape.ts';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { cgminer, parseCgminer } from './cgminer.ts';
import { isRecord } from './raw-record.ts';
import { DeviceError } from './transport.ts';

const AT_MS = 1_790_000_000_000;

const BOARDS =
  'boards.id boards.hashrateHs boards.chips boards.tempChipC boards.tempBoardC boards.frequencyMhz';
const HOTTEST = 'tempChipMaxC tempBoardMaxC';
// A word can happen to be the name of a series that hashes something else, in another unit, or is cooled by water: K5, Z9, hyd.
const NAMES =
  'make model firmware algorithm hashrateHs hashrateAvgHs expectedHashrateHs boards.hashrateHs mining fans';
const FEEDS: Feeds = {
  'version/VERSION/Type': NAMES,
  'version/VERSION/CompileTime': 'firmware',
  'version/VERSION/MAC': 'mac',
  'summary/SUMMARY/Accepted': 'accepted',
  'summary/SUMMARY/Rejected': 'rejected',
  'summary/SUMMARY/Stale': 'stale',
  'summary/SUMMARY/Best Share': 'bestShare',
  'summary/SUMMARY/Hardware Errors': 'hwErrors',
  'summary/SUMMARY/Device Hardware%': 'hwErrorPct',
  'stats/STATS/Elapsed': 'uptimeS',
  'stats/STATS/GHS 5s': 'hashrateHs mining',
  'stats/STATS/GHS av': 'hashrateAvgHs',
  'stats/STATS/rate_unit': 'expectedHashrateHs boards.hashrateHs',
  'stats/STATS/frequency': 'frequencyMhz',
  'stats/STATS/total_rateideal': 'expectedHashrateHs',
  'stats/STATS/total_power': 'powerW',
  'stats/STATS/fan_num': 'fans',
  'stats/STATS/fan1': 'fans',
  'stats/STATS/fan2': 'fans',
  'stats/STATS/fan3': 'fans',
  // A place without chips is no board.
  'stats/STATS/chain_acn1': `${BOARDS} ${HOTTEST}`,
  'stats/STATS/chain_acn2': `${BOARDS} ${HOTTEST}`,
  'stats/STATS/chain_acn3': `${BOARDS} ${HOTTEST}`,
  'stats/STATS/chain_rate1': 'boards.hashrateHs',
  'stats/STATS/chain_rate2': 'boards.hashrateHs',
  'stats/STATS/chain_rate3': 'boards.hashrateHs',
  'stats/STATS/freq1': 'boards.frequencyMhz',
  'stats/STATS/freq2': 'boards.frequencyMhz',
  'stats/STATS/temp_chip1': 'boards.tempChipC tempChipMaxC',
  'stats/STATS/temp_chip2': 'boards.tempChipC tempChipMaxC',
  'stats/STATS/temp_pcb1': 'boards.tempBoardC tempBoardMaxC',
  'stats/STATS/temp_pcb2': 'boards.tempBoardC tempBoardMaxC',
  'pools/POOLS': 'pools poolDifficulty',
  'systemInfo/hostname': 'hostname',
  'systemInfo/macaddr': 'mac',
  'systemInfo/minertype': NAMES,
};

function snapshot(raw: unknown) {
  const replies = isRecord(raw) ? raw : {};
  const reply = (body: unknown) => (isRecord(body) ? { failed: false, body } : undefined);
  return parseCgminer(
    {
      version: reply(replies.version),
      summary: reply(replies.summary),
      stats: reply(replies.stats),
      pools: reply(replies.pools),
      systemInfo: replies.systemInfo,
    },
    AT_MS,
  );
}

const stats = (fields: object, type = 'Antminer S19') =>
  snapshot({ stats: { STATS: [{ Type: type }, { Elapsed: 1, ...fields }] } }).reading;

describe('a damaged reply', () => {
  test('costs the damaged field and no other', () => {
    const whole = snapshot(S19);
    expectPhysical(whole);
    expect(whole.reading).toMatchObject({ powerW: 3_250, mining: true, tempChipMaxC: 78, tempBoardMaxC: 73 });
    fc.assert(
      fc.property(damaged(S19), (damage) => {
        const hurt = snapshot(damage.reply);
        expectPhysical(hurt);
        expectRestUntouched(whole, hurt, damage, FEEDS);
      }),
      { numRuns: 1_500 },
    );
  });

  test.each(['antminer-stock/s19-pro-rpc', 'hammer/d10'])(
    'of the recorded %s is read as far as it goes',
    (folder) => {
      const names = ['version', 'summary', 'stats', 'pools'];
      const replies: [string, Json | undefined][] = names.map((name) => [
        name,
        recorded(`${folder}/${name}.rpc.json`),
      ]);
      const raw = Object.fromEntries(replies.filter(([, reply]) => reply !== undefined));
      if (Object.keys(raw).length === 0) return;
      fc.assert(fc.property(damaged(raw), ({ reply }) => expectPhysical(snapshot(reply))));
    },
  );

  test('to any command is read as far as it goes, or is a typed failure', async () => {
    const api = fc.record({ version: anyValue, summary: anyValue, stats: anyValue, pools: anyValue });
    await fc.assert(
      fc.asyncProperty(api, async (replies) => {
        const read = cgminer.read(scriptedDevice({ api: replies }), { nowMs: () => AT_MS });
        const outcome = await read.catch((error: unknown) => error);
        if (!(outcome instanceof DeviceError)) expectPhysical(await read);
      }),
    );
  });

  test('without Elapsed still tells everything else', () => {
    const { Elapsed: _, ...rest } = S19.stats.STATS[1];
    const { reading } = snapshot({ ...S19, stats: { STATS: [S19.stats.STATS[0], rest] } });
    expect(reading).toMatchObject({ hashrateHs: 110_566.89e9, uptimeS: 50_474 });
    expect(reading.boards).toHaveLength(2);
  });
});

describe('the unit of a rate', () => {
  test('is in its name: MHS and GHS', () => {
    expect(stats({ 'MHS 5s': '4686.4886' }, 'Hammer D10').hashrateHs).toBeCloseTo(4_686_488_600);
    expect(stats({ 'GHS 5s': 110_566.89 }).hashrateHs).toBeCloseTo(110_566.89e9, 0);
  });

  test('is not that of its name where the coin is Zcash: Z15 Pro tells kSol/s, Z15 Sol/s as text', () => {
    expect(stats({ 'GHS 5s': 862.73 }, 'Antminer Z15 Pro').hashrateHs).toBeCloseTo(862_730);
    expect(stats({ 'GHS 5s': '380090.19' }, 'Antminer Z15').hashrateHs).toBeCloseTo(380_090.19);
  });

  test.each([
    ['KH', 1e3],
    ['MH', 1e6],
    ['GH', 1e9],
    ['TH', 1e12],
    ['', 1e9],
    ['furlong', 1e9],
  ])('of boards is rate_unit, here %j', (rate_unit, unit) => {
    const { boards } = stats({ rate_unit, chain_acn1: 10, chain_rate1: '2.5' });
    expect(boards[0]?.hashrateHs).toBeCloseTo(2.5 * unit);
  });
});

describe('what is hashed', () => {
  test.each([
    ['Antminer S19 Pro', 'sha256'],
    ['Antminer L7', 'scrypt'],
    ['Hammer D10', 'scrypt'],
    ['Antminer Z15 Pro', 'equihash'],
    ['Antminer KS5', 'kheavyhash'],
    ['Antminer E9', 'etchash'],
    [undefined, 'sha256'],
  ])('by a %s is %s', (Type, algorithm) => {
    expect(snapshot({ version: { VERSION: [{ Type }] } }).identity.algorithm).toBe(algorithm);
  });
});

describe('boards', () => {
  test('keep their number when one of them dies, so that its past stays its own', () => {
    const three = { chain_acn1: 114, chain_acn2: 114, chain_acn3: 114 };
    expect(stats(three).boards.map(({ id }) => id)).toEqual([0, 1, 2]);
    expect(stats({ ...three, chain_acn2: 0 }).boards.map(({ id }) => id)).toEqual([0, 2]);
    expect(stats({ chain_acn0: 114, chain_acn1: 114 }).boards.map(({ id }) => id)).toEqual([0, 1]);
  });

  test('are there while they hash, though their chips were not counted', () => {
    expect(stats({ chain_acn1: 'many', chain_rate1: '37000' }).boards).toMatchObject([
      { id: 0, chips: undefined },
    ]);
    expect(stats({ chain_acn4: 0, chain_rate4: '' }).boards).toEqual([]);
  });

  test.each([
    ['78-50-69-70', 78],
    ['0-0-0-0', undefined],
    ['-1', undefined],
    [-1, undefined],
    [71, 71],
    ['71', 71],
    ['70-nan-72', 72],
    ['70-999', 70],
    ['', undefined],
  ])('with sensors %j have %s °C', (temp_chip1, tempChipC) => {
    expect(stats({ chain_acn1: 1, temp_chip1 }).boards[0]?.tempChipC).toBe(tempChipC);
  });

  test('with a hundred thousand sensors are read like others', () => {
    expect(stats({ chain_acn1: 1, temp_chip1: '70-'.repeat(500_000) }).boards[0]?.tempChipC).toBe(70);
  });
});

test('fans are those that are counted, and those that turn', () => {
  const rpms = (fields: object) => stats(fields).fans.map(({ rpm }) => rpm);
  expect(rpms({ fan_num: 2, fan1: 6_000, fan2: 0, fan3: 0, fan4: 0 })).toEqual([6_000, 0]);
  expect(rpms({ fan1: 6_000, fan2: 0, fan10: 5_000, fan3: 5_800 })).toEqual([6_000, 5_800, 5_000]);
});

test('a best share of 2^64 − 1 is unset, and a power of 0 is not measured', () => {
  const summary = { SUMMARY: [JSON.parse('{"Best Share":18446744073709551615,"Elapsed":5}')] };
  expect(snapshot({ summary }).reading.bestShare).toBeUndefined();
  expect(stats({ total_power: 0 }).powerW).toBeUndefined();
});

test('sections of pools in the stats are not those of the device', () => {
  const sections = [
    { ID: 'POOL0', Elapsed: 7, 'GHS 5s': 1 },
    { ID: 'BTM0', Elapsed: 9, 'GHS 5s': 2 },
  ];
  expect(snapshot({ stats: { STATS: sections } }).reading).toMatchObject({ uptimeS: 9, hashrateHs: 2e9 });
});

describe('the web side', () => {
  const { systemInfo, ...api } = S19;
  const read = (web: Parameters<typeof scriptedDevice>[0]['web']) =>
    cgminer.read(scriptedDevice({ api, ...(web ? { web } : {}) }), { nowMs: () => AT_MS });
  const path = '/cgi-bin/get_system_info.cgi';

  test('gives name and MAC where it answers without a password', async () => {
    const { identity } = await read({ [path]: jsonReply(systemInfo) });
    expect(identity).toMatchObject({ hostname: 'antMiner', mac: '02:00:5E:10:00:01' });
  });

  test.each([
    ['wants one', webReply('', { status: 401 })],
    ['answers a web page', webReply('<html>')],
    ['answers a list', jsonReply([systemInfo])],
    ['is not there', new DeviceError('unreachable', 'refused')],
    ['is silent', new DeviceError('timeout', 'silent')],
  ])('may be without them: it %s', async (_, reply) => {
    const { identity, reading } = await read({ [path]: reply });
    expect(identity.mac).toBeUndefined();
    expect(reading.hashrateHs).toBeCloseTo(110_566.89e9, 0);
  });

  test('never hides that the helper is gone', async () => {
    await expect(read({ [path]: new DeviceError('no-proxy', 'gone') })).rejects.toMatchObject({
      kind: 'no-proxy',
    });
  });
});

test('a cgminer that is silent about its devices is read without them', async () => {
  const api = {
    version: { VERSION: [{ CGMiner: '4.10.0' }] },
    summary: { SUMMARY: [{ 'MHS 5s': 600, Elapsed: 5 }] },
    stats: { STATS: [{ ID: 'GSF0', Elapsed: 5 }] },
    pools: { POOLS: [] },
    devs: new DeviceError('timeout', 'silent'),
  };
  const device = scriptedDevice({ api });
  const { reading } = await cgminer.read(device, { nowMs: () => AT_MS });
  expect(reading).toMatchObject({ hashrateHs: 600e6, boards: [] });
  expect(device.asked).toContain('rpc devs');
});

test('an Antminer is not asked for devices: its stats tell of its boards', async () => {
  const { systemInfo: _, ...api } = S19;
  const device = scriptedDevice({ api });
  await cgminer.read(device, { nowMs: () => AT_MS });
  expect(device.asked).not.toContain('rpc devs');
});
