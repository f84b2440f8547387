import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { jsonReply, scriptedDevice } from '../../tests/support/scripted-device.ts';
import { auradine, parseAuradine } from './auradine.ts';
import { DeviceError } from './transport.ts';

const AT_MS = 1_790_000_000_000;

/** Shaped like the maker's manual, all values made up. */
const perChip = (ID: number, list: string, name: string, values: readonly number[]) => ({
  ID,
  [list]: values.map((value, chip) => ({ ID: chip, [name]: value })),
});
const REPLIES = {
  summary: {
    SUMMARY: [
      {
        ...{ 'MHS 5s': 160_000_000, 'MHS av': 159_000_000, Accepted: 3_310, Rejected: 1, Elapsed: 56_696 },
        ...{ 'Hardware Errors': 3, Wattage: 2_950 },
      },
    ],
  },
  devs: {
    DEVS: [
      { ID: 1, 'MHS 5s': 80_500_000, Temperature: 48.25 },
      { ID: 2, 'MHS 5s': 79_500_000, Temperature: 49.06 },
    ],
  },
  pools: {
    POOLS: [
      {
        URL: 'stratum+tcp://pool.example:3333',
        User: 'me',
        Status: 'Alive',
        'Stratum Active': true,
        Accepted: 10,
        Rejected: 1,
      },
    ],
  },
  asccount: { ASCCount: [{ AsicCount: 264, BoardCount: 2 }] },
  ipreport: {
    IPReport: [{ hostname: 'shed', mac: '02:00:00:aa:bb:cc', model: 'AT1500', version: '2024-06.11' }],
  },
  fan: {
    Fan: [
      { ID: 1, Speed: 7_080, Max: 7_700 },
      { ID: 2, Speed: 7_020, Max: 7_700 },
    ],
  },
  psu: { PSU: [{ PowerIn: '2958.94W', Vin: '245.00V' }] },
  mode: { Mode: [{ Mode: 'custom', Power: 3_000, Sleep: 'off', Ths: 160 }] },
  led: { LED: [{ Code: 2, Msg: 'Normal' }] },
  temperature: {
    Temperature: [
      perChip(0, 'ChipTemp', 'Temperature', []),
      perChip(1, 'ChipTemp', 'Temperature', [65, 66]),
      perChip(2, 'ChipTemp', 'Temperature', [67, 64]),
    ],
  },
  voltage: {
    Voltage: [
      perChip(1, 'ChipVoltage', 'Voltage', [0.3, 0.31]),
      perChip(2, 'ChipVoltage', 'Voltage', [0.3, 0.31]),
    ],
  },
  frequency: {
    Frequency: [
      perChip(1, 'ChipFrequency', 'Frequency', [300, 310]),
      perChip(2, 'ChipFrequency', 'Frequency', [320, 330]),
    ],
  },
};

const reading = (over: object) => parseAuradine({ ...REPLIES, ...over }, AT_MS).reading;

test('everything a miner tells is read', () => {
  const { identity, reading: told } = parseAuradine(REPLIES, AT_MS);
  expect(identity).toEqual({
    ...{ family: 'auradine', mac: '02:00:00:AA:BB:CC', make: 'Auradine', model: 'AT1500' },
    ...{ firmware: '2024-06.11', hostname: 'shed', algorithm: 'sha256' },
  });
  expect(told).toMatchObject({
    ...{ hashrateHs: 160e12, hashrateAvgHs: 159e12, powerW: 2_950, powerLimitW: 3_000, voltageInV: 245 },
    ...{ tempChipMaxC: 67, tempBoardMaxC: 49.06, hwErrors: 3, uptimeS: 56_696 },
    ...{ mining: true, paused: false, workMode: 'custom', faults: [], oddities: [] },
    ...{ shares: { accepted: 3_310, rejected: 1 }, fans: [{ rpm: 7_080 }, { rpm: 7_020 }] },
    pools: [{ url: 'stratum+tcp://pool.example:3333', active: true, alive: true, accepted: 10 }],
    boards: [
      {
        ...{ id: 1, hashrateHs: 80.5e12, chips: 132, tempChipC: 66, tempBoardC: 48.25, frequencyMhz: 305 },
        perChip: [
          { tempC: 65, voltageV: 0.3 },
          { tempC: 66, voltageV: 0.31 },
        ],
      },
      { id: 2, tempChipC: 67, frequencyMhz: 325 },
    ],
  });
});

test('asleep it is paused, whatever the rate still says', () => {
  const mode = { Mode: [{ Mode: 'normal', Sleep: 'on' }] };
  expect(reading({ mode })).toMatchObject({
    mining: false,
    paused: true,
    workMode: 'normal',
    powerLimitW: undefined,
  });
});

test('older firmware tells the power at the supply only', () => {
  const summary = { SUMMARY: [{ 'MHS 5s': 1 }] };
  expect(reading({ summary }).powerW).toBe(2_958.94);
});

test.each([
  [2, []],
  [3, []],
  [9, [{ code: '9', message: 'Fan fault' }]],
])('light code %i means %j', (Code, faults) => {
  expect(reading({ led: { LED: [{ Code, Msg: 'Fan fault' }] } }).faults).toEqual(faults);
});

const FEEDS: Feeds = {
  'summary/SUMMARY/MHS 5s': 'hashrateHs mining',
  'summary/SUMMARY/MHS av': 'hashrateAvgHs',
  'summary/SUMMARY/Accepted': 'accepted',
  'summary/SUMMARY/Rejected': 'rejected',
  'summary/SUMMARY/Elapsed': 'uptimeS',
  'summary/SUMMARY/Hardware Errors': 'hwErrors',
  'summary/SUMMARY/Wattage': 'powerW',
  'devs/DEVS/ID': 'boards.id boards.tempChipC boards.frequencyMhz boards.perChip tempChipMaxC',
  'devs/DEVS/MHS 5s': 'boards.hashrateHs',
  'devs/DEVS/Temperature': 'boards.tempBoardC tempBoardMaxC',
  'devs/DEVS': 'boards.chips',
  pools: 'pools',
  asccount: 'boards.chips',
  'ipreport/IPReport/hostname': 'hostname',
  'ipreport/IPReport/mac': 'mac',
  'ipreport/IPReport/model': 'model',
  'ipreport/IPReport/version': 'firmware',
  fan: 'fans',
  'psu/PSU/PowerIn': 'powerW',
  'psu/PSU/Vin': 'voltageInV',
  'mode/Mode/Mode': 'workMode powerLimitW',
  'mode/Mode/Power': 'powerLimitW',
  'mode/Mode/Sleep': 'paused mining',
  led: 'faults',
  temperature: 'tempChipMaxC boards.tempChipC boards.perChip',
  voltage: 'boards.perChip',
  frequency: 'boards.frequencyMhz',
};

test('any damaged field of any reply empties no other, and nothing impossible is told', () => {
  const whole = parseAuradine(REPLIES, AT_MS);
  fc.assert(
    fc.property(damaged(REPLIES), (damage) => {
      const hurt = parseAuradine(damage.reply as typeof REPLIES, AT_MS);
      expectPhysical(hurt);
      expectRestUntouched(whole, hurt, damage, FEEDS);
    }),
    { numRuns: 500 },
  );
});

describe('what it mines is asked over the API', () => {
  const nowMs = () => AT_MS;
  const web = { '/ipreport': jsonReply(REPLIES.ipreport) };
  const notThere = new DeviceError('unreadable-reply', 'not there');

  test('and over the web where that is closed', async () => {
    const device = scriptedDevice({
      api: { summary: REPLIES.summary, devs: REPLIES.devs },
      web,
      otherwise: notThere,
    });
    await expect(auradine.read(device, { nowMs })).resolves.toMatchObject({
      identity: { model: 'AT1500' },
      reading: { hashrateHs: 160e12, boards: [{ id: 1 }, { id: 2 }] },
    });
    expect(device.asked).not.toContain('GET /summary');
    const all = Object.fromEntries(
      Object.entries(REPLIES).map(([name, reply]) => [`/${name}`, jsonReply(reply)]),
    );
    await expect(auradine.read(scriptedDevice({ web: all }), { nowMs })).resolves.toMatchObject({
      reading: { hashrateHs: 160e12, tempChipMaxC: 67 },
    });
  });
});
