import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LUX } from '../../tests/support/bitmain-replies.ts';
import {
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { scriptedDevice } from '../../tests/support/scripted-device.ts';
import { detect } from './detect.ts';
import { type LuxReplies, luxos, parseLux } from './luxos.ts';
import { isRecord } from './raw-record.ts';
import type { RpcReply } from './rpc-reply.ts';

const AT_MS = 1_790_000_000_000;
const options = { nowMs: () => AT_MS };

const CHIPS = 'boards.perChip tempChipMaxC faults';
// Which boards there are, `devs` says.
const BOARDS =
  'boards.id boards.hashrateHs boards.chips boards.tempBoardC boards.frequencyMhz boards.voltageV';
const FEEDS: Feeds = {
  'version/VERSION/LUXminer': 'firmware',
  'version/VERSION/Type': 'model',
  'summary/SUMMARY/GHS 5s': 'hashrateHs mining',
  'summary/SUMMARY/GHS av': 'hashrateAvgHs',
  'summary/SUMMARY/Accepted': 'accepted',
  'summary/SUMMARY/Rejected': 'rejected',
  'summary/SUMMARY/Stale': 'stale',
  'summary/SUMMARY/Best Share': 'bestShare',
  'summary/SUMMARY/Hardware Errors': 'hwErrors',
  'summary/SUMMARY/Device Hardware%': 'hwErrorPct',
  'stats/STATS/Elapsed': 'uptimeS',
  'stats/STATS/chain_acn1': 'boards.chips',
  'stats/STATS/chain_acn2': 'boards.chips',
  'stats/STATS/freq1': 'boards.frequencyMhz',
  'stats/STATS/freq2': 'boards.frequencyMhz',
  'stats/STATS/frequency': 'frequencyMhz',
  'devs/DEVS/ID': `${BOARDS} ${CHIPS} tempBoardMaxC`,
  'devs/DEVS/MHS 5s': 'boards.hashrateHs',
  'devs/DEVS/Nominal MHS': 'expectedHashrateHs',
  'temps/METADATA': 'tempInletC tempOutletC',
  'temps/TEMPS': 'boards.tempBoardC tempBoardMaxC tempInletC tempOutletC',
  'fans/FANS': 'fans',
  'power/POWER': 'powerW',
  'config/CONFIG/Hostname': 'hostname',
  'config/CONFIG/MACAddr': 'mac',
  'config/CONFIG/Model': 'model algorithm',
  'config/CONFIG/Profile': 'workMode',
  'config/CONFIG/CurtailMode': 'paused',
  'config/CONFIG/ControlBoardType': 'boardVersion',
  'pools/POOLS': 'pools poolDifficulty',
  'events/EVENTS': 'faults',
  'voltageget/VOLTAGE': 'boards.voltageV',
  'healthchipget/CHIPS': CHIPS,
};

function snapshot(raw: unknown) {
  const reply = (body: unknown): RpcReply => ({ failed: false, body: isRecord(body) ? body : {} });
  const replies: LuxReplies = Object.fromEntries(
    Object.entries(isRecord(raw) ? raw : {}).map(([command, body]) => {
      const ofBoards = command === 'voltageget' || command === 'healthchipget';
      return [command, ofBoards ? (Array.isArray(body) ? body.map(reply) : []) : reply(body)];
    }),
  );
  return parseLux(replies, AT_MS);
}

test('a damaged reply of LuxOS costs the damaged field and no other', () => {
  const whole = snapshot(LUX);
  expectPhysical(whole);
  fc.assert(
    fc.property(damaged(LUX), (damage) => {
      const hurt = snapshot(damage.reply);
      expectPhysical(hurt);
      expectRestUntouched(whole, hurt, damage, FEEDS);
    }),
    { numRuns: 1_500 },
  );
});

describe('LuxOS', () => {
  const { voltageget: _v, healthchipget: _h, ...api } = LUX;

  test('puts together each board from the commands that tell a part of it', () => {
    const { identity, reading } = snapshot(LUX);
    expect(identity).toMatchObject({
      family: 'luxos',
      model: 'Antminer S19k Pro',
      firmware: '2025.4.8.220305-57b389c7',
    });
    expect(reading.boards).toMatchObject([
      {
        id: 0,
        hashrateHs: 19_773_825.5e6,
        chips: 77,
        tempBoardC: 47,
        frequencyMhz: 300,
        voltageV: 11.88,
        perChip: [
          { hashrateHs: 250.5e9, tempC: 61 },
          { hashrateHs: 0, tempC: 44 },
        ],
      },
      { id: 1, hashrateHs: 20_751_652.25e6, chips: 76, tempBoardC: 48, frequencyMhz: 305, voltageV: 12 },
    ]);
    expect(reading).toMatchObject({ tempInletC: 34, tempOutletC: 48, tempChipMaxC: 63, workMode: '290MHz' });
  });

  test('tells its boards and fans by stats where devs and fans cannot be had, and no chip by its board', () => {
    const values = {
      ...{ Elapsed: 3_453, 'GHS 5s': 40_756, fan_num: 2, fan1: 1_920, fan2: 2_340 },
      ...{ chain_acn1: 77, chain_rate1: '18910.25', freq1: 300, temp_pcb1: '47-34', temp_chip1: '47-34' },
      ...{
        chain_acn2: 76,
        chain_rate2: '19067.50',
        freq2: 305,
        temp_pcb2: '48-33',
        temp2_2: 48,
        chain_acn4: 0,
      },
    };
    const { reading } = snapshot({ stats: { STATS: [{ Type: 'Antminer S19k Pro' }, values] } });
    expect(reading.boards).toEqual([
      { id: 0, hashrateHs: 18_910.25e9, chips: 77, tempBoardC: 47, frequencyMhz: 300 },
      { id: 1, hashrateHs: 19_067.5e9, chips: 76, tempBoardC: 48, frequencyMhz: 305 },
    ]);
    expect(reading).toMatchObject({ tempBoardMaxC: 48, fans: [{ rpm: 1_920 }, { rpm: 2_340 }] });
    expect(reading.tempChipMaxC).toBeUndefined();
  });

  test('tells the whole by summary, not by the rate of one board that stats calls total', () => {
    expect(snapshot(LUX).reading).toMatchObject({
      hashrateHs: 40_756.06e9,
      expectedHashrateHs: 41_302_800e6,
    });
  });

  test('tells its events with their codes, and chips that are not healthy', () => {
    expect(snapshot(LUX).reading.faults).toEqual([
      { code: 'REBOOT_NOT_HASHING', message: 'Board reboot due to it not hashing.' },
      { message: 'hash board 0: 1 of 2 chips are not healthy' },
    ]);
  });

  test('that sleeps is paused by its owner', () => {
    const config = { CONFIG: [{ ...LUX.config.CONFIG[0], CurtailMode: 'Sleep' }] };
    const summary = { SUMMARY: [{ ...LUX.summary.SUMMARY[0], 'GHS 5s': 0 }] };
    expect(snapshot({ ...LUX, config, summary }).reading).toMatchObject({ mining: false, paused: true });
  });

  test('is asked about each board, and no further where it does not know the command', async () => {
    const device = scriptedDevice({
      api: { ...api, voltageget: LUX.voltageget[0], healthchipget: { STATUS: [{ STATUS: 'E' }] } },
    });
    const { reading } = await luxos.read(device, options);
    expect(reading.boards[0]?.voltageV).toBe(11.88);
    expect(device.asked.filter((asked) => asked === 'rpc voltageget')).toHaveLength(2);
    expect(device.asked.filter((asked) => asked === 'rpc healthchipget')).toHaveLength(1);
    expect((await detect(device, options)).adapter).toBe(luxos);
  });
});
