import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DG1 } from '../../tests/support/bitmain-replies.ts';
import {
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { detect } from './detect.ts';
import { elphapex, parseElphapex } from './elphapex.ts';
import { isRecord } from './raw-record.ts';

const AT_MS = 1_790_000_000_000;
const options = { nowMs: () => AT_MS };

const FEEDS: Feeds = {
  'systemInfo/minertype': 'model',
  'systemInfo/hostname': 'hostname',
  'systemInfo/macaddr': 'mac',
  'systemInfo/system_filesystem_version': 'firmware',
  'stats/INFO': 'model firmware boardVersion',
  'stats/STATS/elapsed': 'uptimeS',
  'stats/STATS/rate_5s': 'hashrateHs mining',
  'stats/STATS/rate_avg': 'hashrateAvgHs',
  'stats/STATS/rate_ideal': 'expectedHashrateHs',
  'stats/STATS/rate_unit': 'hashrateHs hashrateAvgHs expectedHashrateHs mining boards.hashrateHs',
  'stats/STATS/fan_num': 'fans',
  'stats/STATS/fan': 'fans',
  'stats/STATS/hwp_total': 'hwErrorPct',
  'stats/STATS/chain/index': 'boards.id faults',
  'stats/STATS/chain/rate_real': 'boards.hashrateHs',
  'stats/STATS/chain/asic_num': 'boards.chips',
  'stats/STATS/chain/freq_avg': 'boards.frequencyMhz',
  'stats/STATS/chain/temp_chip': 'boards.tempChipC tempChipMaxC',
  'stats/STATS/chain/temp_pcb': 'boards.tempBoardC tempBoardMaxC',
  'stats/STATS/chain/asic': 'faults',
  'summary/SUMMARY/hw_all': 'hwErrors',
  'summary/SUMMARY/bestshare': 'bestShare',
  'summary/SUMMARY/status': 'faults',
  'pools/POOLS': 'pools poolDifficulty',
  'power/power_output': 'powerW',
};

const snapshot = (raw: unknown) => parseElphapex(isRecord(raw) ? raw : {}, AT_MS);

test('a damaged page of an Elphapex costs the damaged field and no other', () => {
  const whole = snapshot(DG1);
  expectPhysical(whole);
  fc.assert(
    fc.property(damaged(DG1), (damage) => {
      const hurt = snapshot(damage.reply);
      expectPhysical(hurt);
      expectRestUntouched(whole, hurt, damage, FEEDS);
    }),
    { numRuns: 1_000 },
  );
});

describe('an Elphapex', () => {
  const web = {
    '/cgi-bin/get_system_info.cgi': jsonReply(DG1.systemInfo),
    '/cgi-bin/stats.cgi': jsonReply(DG1.stats),
    '/cgi-bin/summary.cgi': jsonReply(DG1.summary),
    '/cgi-bin/pools.cgi': jsonReply(DG1.pools),
    '/cgi-bin/get_power.cgi': jsonReply(DG1.power),
  };

  test('counts in MH/s, thousandths of a degree and kHz', async () => {
    const { identity, reading } = await elphapex.read(scriptedDevice({ web }), options);
    expect(identity).toMatchObject({
      family: 'elphapex',
      make: 'Elphapex',
      algorithm: 'scrypt',
      model: 'DG1+',
    });
    expect(reading).toMatchObject({
      hashrateHs: 7_531.88e6,
      powerW: 3_412,
      tempChipMaxC: 56.937,
      fans: [{ rpm: 5_340 }, { rpm: 5_400 }],
      boards: [
        { id: 0, tempChipC: 50.5, frequencyMhz: 62 },
        { id: 3, tempChipC: 56.937, frequencyMhz: 62 },
      ],
      pools: [{ alive: false, accepted: 5 }],
      faults: [],
    });
    expect(reading.pools[0]?.active).toBeUndefined();
  });

  test('that one day counts like Bitmain is still read right', () => {
    const chain = [{ index: 0, temp_chip: [50, 61], freq_avg: 650, rate_real: 3_000, asic_num: 204 }];
    const { reading } = snapshot({ ...DG1, stats: { STATS: [{ rate_unit: 'MH/s', chain }] } });
    expect(reading.boards[0]).toMatchObject({ tempChipC: 61, frequencyMhz: 650 });
  });

  test('is known by the challenge of its web side', async () => {
    const challenge = 'Digest realm="DaogeMiner Configuration", nonce="1", qop="auth"';
    const refusal = webReply('', { status: 401, headers: { 'www-authenticate': challenge } });
    const device = scriptedDevice({ web: { '/api/system/info': refusal, '/': refusal } });
    expect((await detect(device, options)).adapter).toBe(elphapex);
  });

  test('without any password is known by its name', async () => {
    const page = webReply('<html></html>');
    const device = scriptedDevice({ web: { ...web, '/api/system/info': page, '/': page } });
    expect((await detect(device, options)).adapter).toBe(elphapex);
  });
});
