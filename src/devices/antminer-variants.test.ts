import { describe, expect, test } from 'vitest';
import { S19 } from '../../tests/support/raw-replies.ts';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { antminer } from './antminer.ts';
import { cgminer } from './cgminer.ts';
import { detect } from './detect.ts';
import { hammer } from './hammer.ts';
import { hiveon } from './hiveon.ts';
import { mskminer } from './mskminer.ts';

/** Firmware that answers Bitmain's old API, told apart by the names it gives itself. */

const options = { nowMs: () => 1_790_000_000_000 };

/** The first section of stats names who it is; the second says how it works. */
function api(who: object, fields: object = {}) {
  const stats = { STATS: [who, { Elapsed: 805_625, 'GHS 5s': 6_751, 'GHS av': 6_421.51, ...fields }] };
  const unknown = { STATUS: [{ STATUS: 'E', Msg: 'Invalid command' }] };
  return { stats, summary: { SUMMARY: [{ Accepted: 3 }] }, version: unknown, pools: unknown, devs: unknown };
}

describe('Hiveon', () => {
  const replies = api(
    { BMMiner: '4.11.1 rwglr', CompileTime: 'Thu Apr 10 2025', Type: 'Antminer S19x88 Hiveon' },
    {
      total_power: 1_345,
      chain_acn1: 8,
      chain_rate1: 2_264.99,
      chain_acs1: ' xx xo ox xx',
      chain_acn2: 8,
      chain_rate2: 1_781.21,
      chain_acs2: ' oo oo oo oo',
      psu_status: 'PSU power lost',
    },
  );

  test('is known by its stats where it does not answer version, and before the Antminer that it runs on', async () => {
    expect((await detect(scriptedDevice({ api: replies }), options)).adapter).toBe(hiveon);
  });

  test('tells dead chips and a lost supply', async () => {
    const { identity, reading } = await hiveon.read(scriptedDevice({ api: replies }), options);
    expect(identity).toMatchObject({ family: 'hiveon', make: 'Antminer', firmware: 'Thu Apr 10 2025' });
    expect(reading).toMatchObject({ hashrateHs: 6_751e9, powerW: 1_345 });
    expect(reading.faults).toEqual([
      { message: 'PSU power lost' },
      { message: 'hash board 0: 6 of 8 chips do not work' },
    ]);
  });
});

describe('MSKMiner', () => {
  const who = { BMMiner: '4.11.1 rwglr', CompileTime: '10 Dec 2024', Type: 'S19-88 v.2.6.0.39 ' };
  const replies = { ...api(who, { psu_status: 'PSU OK' }), version: { VERSION: [who] } };

  test('is known by the version behind its model, which it tells as its firmware', async () => {
    const info = { network_info: { result: { macaddr: '02:00:5e:10:00:06' } } };
    const device = scriptedDevice({ api: replies, web: { '/api/info_v1': jsonReply(info) } });
    expect((await detect(device, options)).adapter).toBe(mskminer);
    const { identity, reading } = await mskminer.read(device, options);
    expect(identity).toMatchObject({
      family: 'mskminer',
      make: 'Antminer',
      model: 'S19-88 v.2.6.0.39',
      firmware: '2.6.0.39',
      mac: '02:00:5E:10:00:06',
    });
    expect(reading.faults).toEqual([]);
  });

  test('whose web side wants a login is read without its network address', async () => {
    const refusal = webReply('', { status: 401 });
    const device = scriptedDevice({ api: replies, web: { '/api/info_v1': refusal } });
    expect((await mskminer.read(device, options)).identity.mac).toBeUndefined();
  });
});

test('a Hammer tells its name and address behind the login that its maker ships', async () => {
  const challenge = 'Digest realm="Hammer Configuration", nonce="1", qop="auth"';
  const refusal = webReply('', { status: 401, headers: { 'www-authenticate': challenge } });
  const info = jsonReply({ hostname: 'Hammer', macaddr: '02:00:5e:10:00:07' });
  const device = scriptedDevice({
    api: api({ Type: 'Hammer D10', CompileTime: '2023-05-28' }, { 'MHS 5s': '4686.4886' }),
    web: { '/': refusal, '/api/system/info': refusal },
  });
  const guarded = {
    ...device,
    http: async (request: Parameters<typeof device.http>[0]) =>
      request.path.startsWith('/cgi-bin/') && request.headers?.authorization?.includes('username="root"')
        ? info
        : refusal,
  };
  expect((await detect(guarded, options)).adapter).toBe(hammer);
  const { identity } = await hammer.read(guarded, options);
  expect(identity).toMatchObject({ family: 'hammer', hostname: 'Hammer', mac: '02:00:5E:10:00:07' });
});

test('a miner that was stored as plain cgminer is still read as one', async () => {
  const { identity, reading } = await cgminer.read(scriptedDevice({ api: S19 }), options);
  expect(identity).toMatchObject({ family: 'cgminer', model: 'Antminer S19 Pro' });
  expect(reading.hashrateHs).toBe(110_566.89e9);
});

test('stock firmware whose stats name the model in front of their values is known by that', async () => {
  const chain = [{ index: 0, rate_real: 0, asic_num: 120, temp_chip: [30, 41, 0, 0] }];
  const stats = {
    STATS: [
      { Type: 'Antminer S21 XP Hyd', CompileTime: 'Thu Jan 8 2026' },
      { rate_5s: 0, rate_avg: 600_000, rate_unit: 'GH', fan_num: 0, chain_power: '5000 W', chain },
    ],
  };
  const absent = webReply('', { status: 404 });
  const page = (name: string) => `/cgi-bin/${name}.cgi`;
  const web = {
    ...{ [page('stats')]: jsonReply(stats), [page('summary')]: absent, [page('pools')]: absent },
    ...{ [page('get_system_info')]: absent, [page('get_miner_conf')]: absent },
  };
  const { identity, reading } = await antminer.read(scriptedDevice({ web }), options);
  expect(identity).toMatchObject({ model: 'Antminer S21 XP Hyd', firmware: 'Thu Jan 8 2026' });
  // By its model what its sensors measure is water, and no chip.
  expect(reading).toMatchObject({ powerW: 5_000, tempInletC: 30, tempOutletC: 41, mining: false });
  expect(reading.tempChipMaxC).toBeUndefined();
});

test('a KS5 Pro is none of the KS5 that its stats call it; one who is called otherwise is what its stats say', async () => {
  const absent = webReply('', { status: 404 });
  const page = (name: string) => `/cgi-bin/${name}.cgi`;
  const model = async (minertype: string) => {
    const stats = { INFO: { type: 'Antminer KS5' }, STATS: [{ rate_5s: 20_500, rate_unit: 'GH/s' }] };
    const web = {
      ...{ [page('stats')]: jsonReply(stats), [page('summary')]: absent, [page('pools')]: absent },
      [page('get_system_info')]: jsonReply({ minertype }),
    };
    return (await antminer.read(scriptedDevice({ web }), options)).identity.model;
  };
  expect(await model('Antminer KS5 Pro')).toBe('Antminer KS5 Pro');
  expect(await model('Antminer BHB42XXX')).toBe('Antminer KS5');
});

describe('the clock of a whole stock Antminer', () => {
  const absent = webReply('', { status: 404 });
  const page = (name: string) => `/cgi-bin/${name}.cgi`;
  const stats = {
    INFO: { type: 'Antminer S21' },
    STATS: [{ rate_5s: 200_000, rate_unit: 'GH/s', chain: [{ index: 0, freq_avg: 490 }] }],
  };
  const web = {
    ...{ [page('stats')]: jsonReply(stats), [page('summary')]: absent, [page('pools')]: absent },
    [page('get_system_info')]: absent,
  };
  const unknown = { STATUS: [{ STATUS: 'E', Msg: 'Invalid command' }] };

  test('is told by its old API, whatever else that leaves out', async () => {
    const old = { STATS: [{ Type: 'Antminer S21' }, { frequency: 495, total_freqavg: 494 }] };
    const device = scriptedDevice({ web, api: { summary: unknown, pools: unknown, stats: old } });
    expect((await antminer.read(device, options)).reading).toMatchObject({
      frequencyMhz: 495,
      boards: [{ frequencyMhz: 490 }],
    });
  });

  test('is not told where that is closed, and that is asked one question', async () => {
    const device = scriptedDevice({ web });
    expect((await antminer.read(device, options)).reading.frequencyMhz).toBeUndefined();
    expect(device.asked.filter((asked) => asked.startsWith('rpc'))).toEqual(['rpc summary']);
  });
});
