import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { A2 } from '../../tests/support/bitmain-replies.ts';
import {
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { detect } from './detect.ts';
import { isRecord } from './raw-record.ts';
import { parseSealMiner, sealminer } from './sealminer.ts';

const AT_MS = 1_790_000_000_000;
const options = { nowMs: () => AT_MS };

const FEEDS: Feeds = {
  'stats/STATS/Board Count': 'boards.id',
  'stats/STATS/0 Bad Chip Count': 'faults',
  'stats/STATS/0 Chip Count': 'boards.chips faults',
  'stats/STATS/0 Freq': 'boards.frequencyMhz',
  'stats/STATS/0 MHS(Sample)': 'boards.hashrateHs',
  'stats/STATS/0 Online': 'faults',
  'stats/STATS/0 Speed': 'fans',
  'stats/STATS/1 Speed': 'fans',
  'stats/STATS/0 Temp 0': 'boards.tempChipC tempChipMaxC',
  'stats/STATS/0 Temp 2': 'boards.tempChipC tempChipMaxC',
  'stats/STATS/ASIC': 'asicModel',
  'stats/STATS/Ctrl Board': 'boardVersion',
  'stats/STATS/Elapsed': 'uptimeS',
  'stats/STATS/Error Code': 'faults',
  'stats/STATS/PSU Error': 'faults',
  'stats/STATS/Firmware': 'firmware',
  'stats/STATS/Freq': 'frequencyMhz',
  'stats/STATS/MAC': 'mac',
  'stats/STATS/MHS(Ideal)': 'expectedHashrateHs',
  'stats/STATS/Mining Mode': 'workMode',
  'stats/STATS/Model': 'model',
  'stats/STATS/PM State': 'paused mining',
  'stats/STATS/PSU Input Power': 'powerW powerAtWall',
  'stats/STATS/PSU Output Current': 'currentA',
  'stats/STATS/PSU Output Voltage': 'voltageInV',
  'stats/STATS/Power Limit': 'powerLimitW',
  'stats/STATS/Temp': 'tempChipMaxC',
  'summary/SUMMARY/MHS 1m': 'hashrateHs mining',
  'summary/SUMMARY/MHS av': 'hashrateAvgHs',
  'summary/SUMMARY/Accepted': 'accepted',
  'summary/SUMMARY/Rejected': 'rejected',
  'summary/SUMMARY/Stale': 'stale',
  'summary/SUMMARY/Best Share': 'bestShare',
  'summary/SUMMARY/Hardware Errors': 'hwErrors',
  'summary/SUMMARY/Device Hardware%': 'hwErrorPct',
  'pools/POOLS': 'pools poolDifficulty',
};

function snapshot(raw: unknown) {
  const replies = isRecord(raw) ? raw : {};
  const reply = (body: unknown) => (isRecord(body) ? { failed: false, body } : undefined);
  return parseSealMiner(
    { stats: reply(replies.stats), summary: reply(replies.summary), pools: reply(replies.pools) },
    AT_MS,
  );
}

const stats = (fields: object) =>
  snapshot({ ...A2, stats: { STATS: [{ ...A2.stats.STATS[0], ...fields }] } }).reading;

test('a damaged reply of a SealMiner costs the damaged field and no other', () => {
  const whole = snapshot(A2);
  expectPhysical(whole);
  fc.assert(
    fc.property(damaged(A2), (damage) => {
      const hurt = snapshot(damage.reply);
      expectPhysical(hurt);
      expectRestUntouched(whole, hurt, damage, FEEDS);
    }),
    { numRuns: 1_500 },
  );
});

describe('a SealMiner', () => {
  test('is taken by its minute, since five seconds of shares are luck', () => {
    expect(snapshot(A2).reading).toMatchObject({
      hashrateHs: 73_599_714.1e6,
      hashrateAvgHs: 72_860_473.51e6,
    });
  });

  test('measures power at the wall', () => {
    expect(snapshot(A2).reading).toMatchObject({
      powerW: 1_504,
      powerAtWall: true,
      voltageInV: 15.67,
      currentA: 90,
    });
    expect(stats({ 'PSU Input Power': 0 }).powerAtWall).toBeUndefined();
  });

  test('keeps the code of each trouble', () => {
    expect(stats({ 'Error Code': 'E204', '0 Online': false }).faults).toEqual([
      { code: 'E204', message: 'the miner reports an error' },
      { code: '0x00000004', message: 'the power supply reports an error' },
      { message: 'hash board 0: 2 of 153 chips do not work' },
      { message: 'hash board 0 is offline' },
    ]);
    expect(stats({ 'PSU Error': '0x00000000', '0 Bad Chip Count': 0 }).faults).toEqual([]);
  });

  test('that was suspended is paused', () => {
    expect(stats({ 'PM State': 'Suspend' })).toMatchObject({ paused: true, mining: false });
  });

  test('is known by its API, or by the looks of its web side', async () => {
    const version = {
      STATUS: [{ STATUS: 'S', Description: 'bdminer 4.11.1' }],
      VERSION: [{ BDMiner: '4.11.1' }],
    };
    const device = scriptedDevice({ api: { ...A2, version } });
    expect((await detect(device, options)).adapter).toBe(sealminer);
    expect((await sealminer.read(device, options)).identity).toMatchObject({
      model: 'A2',
      mac: '02:00:5E:10:00:04',
    });
    const page = webReply('<link href="/css/amazeui.min.css">');
    const web = scriptedDevice({ web: { '/api/system/info': page, '/': page } });
    expect((await detect(web, options)).family).toBe('sealminer');
  });
});
