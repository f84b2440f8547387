import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { mara, parseMara } from './mara.ts';
import { maraRates } from './mara-rates.ts';
import { RawRecord } from './raw-record.ts';
import { DeviceError } from './transport.ts';

const AT_MS = 1_790_000_000_000;

/** Fields as asic-rs and pyasic read them, all values made up. */
const chips = [
  { index: 0, hashrate_avg: 410, voltage: 0.31, frequency: 500 },
  { index: 1, hashrate_avg: 0, voltage: 0.32, frequency: 500 },
];
const REPLIES = {
  brief: {
    ...{ hashrate_realtime: 120.5, hashrate_average: 119, hashrate_ideal: 121_000, hashrate_unit: 'TH/s' },
    ...{ power_consumption_estimated: 2_760, elapsed: 9_000, status: 'Mining' },
  },
  overview: { mac: '02:00:00:aa:bb:cc', version_firmware: '1.0.3', model: 'Antminer S19k Pro' },
  hashboards: {
    hashboards: [
      {
        index: 0,
        hashrate_average: 40_000,
        asic_num: 77,
        temperature_pcb: [45, 52],
        temperature_chip: [60, 66],
      },
      {
        index: 1,
        hashrate_average: 79_000,
        asic_num: 76,
        temperature_pcb: [44, 51],
        temperature_chip: [0, 64],
      },
    ],
  },
  details: {
    hashboard_infos: [
      { index: 0, hashrate_avg: 40_000, voltage: 13.2, frequency_avg: 505, asic_infos: chips },
      { index: 1, hashrate_avg: 79_000, voltage: 13.1, frequency_avg: 510, asic_infos: chips },
    ],
  },
  fans: { fans: [{ current_speed: 5_200 }, { current_speed: 0 }] },
  pools: [
    {
      index: 0,
      url: 'stratum+tcp://a.example:3333',
      user: 'a',
      status: 'Dead',
      priority: 0,
      accepted: 4,
      rejected: 1,
    },
    {
      index: 1,
      url: 'stratum+tcp://b.example:3333',
      user: 'b',
      status: 'Alive',
      priority: 1,
      accepted: 90,
      rejected: 0,
    },
    { index: 2, url: '', user: '', status: 'Dead', priority: 2, accepted: 0, rejected: 0 },
  ],
  networkConfig: { hostname: 'shed' },
  minerConfig: { mode: { 'work-mode-selector': 'Auto', concorde: { 'power-target': 2_800 } } },
  events: { event_flags: [{ level: 'error', message: 'board 1: i2c', timestamp: AT_MS / 1_000 - 60 }] },
};

test('everything a miner tells is read', () => {
  const { identity, reading } = parseMara(REPLIES, AT_MS);
  expect(identity).toEqual({
    ...{ family: 'mara', mac: '02:00:00:AA:BB:CC', make: 'Antminer', model: 'Antminer S19k Pro' },
    ...{ firmware: '1.0.3', hostname: 'shed', algorithm: 'sha256' },
  });
  expect(reading).toMatchObject({
    ...{
      hashrateHs: 120.5e12,
      hashrateAvgHs: 119e12,
      expectedHashrateHs: 121e12,
      powerW: 2_760,
      powerLimitW: 2_800,
    },
    ...{ tempChipMaxC: 66, tempBoardMaxC: 52, uptimeS: 9_000, mining: true, paused: false, workMode: 'Auto' },
    ...{ fans: [{ rpm: 5_200 }, { rpm: 0 }], shares: { accepted: 94, rejected: 1 }, oddities: [] },
    boards: [
      {
        ...{
          id: 0,
          hashrateHs: 40e12,
          chips: 77,
          tempChipC: 66,
          tempBoardC: 52,
          frequencyMhz: 505,
          voltageV: 13.2,
        },
        perChip: [{ hashrateHs: 410e9, voltageV: 0.31 }, { hashrateHs: 0 }],
      },
      { id: 1, hashrateHs: 79e12, tempChipC: 64 },
    ],
    pools: [
      { url: 'stratum+tcp://a.example:3333', active: false, alive: false },
      { url: 'stratum+tcp://b.example:3333', active: true, alive: true, accepted: 90 },
    ],
    faults: [{ message: 'board 1: i2c' }],
  });
});

describe('a rate is read in the unit that makes sense of it', () => {
  const rates = (brief: object) => maraRates(new RawRecord(brief, []));
  const whole = { realtimeHs: 120e12, averageHs: 120e12, idealHs: 121e12 };
  const near = (expected: typeof whole) =>
    Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, expect.closeTo(value, -3)]));
  test.each([
    ['all in GH/s', { hashrate_realtime: 120_000, hashrate_average: 120_000, hashrate_ideal: 121_000 }],
    ['all in TH/s', { hashrate_realtime: 120, hashrate_average: 120, hashrate_ideal: 121 }],
    [
      'the ideal one alone in GH/s',
      { hashrate_realtime: 120, hashrate_average: 120, hashrate_ideal: 121_000 },
    ],
    [
      'in GH/s, and saying so',
      {
        hashrate_realtime: 120_000,
        hashrate_average: 120_000,
        hashrate_ideal: 121_000,
        hashrate_unit: 'GH/s',
      },
    ],
    [
      'in PH/s, and saying so',
      { hashrate_realtime: 0.12, hashrate_average: 0.12, hashrate_ideal: 121_000, hashrate_unit: 'PH/s' },
    ],
  ])('%s', (_, brief) => {
    expect(rates(brief)).toEqual(near(whole));
  });
  test('asleep there is nothing to compare with', () => {
    expect(rates({ hashrate_realtime: 0, hashrate_ideal: 121_000 })).toEqual({
      realtimeHs: 0,
      averageHs: undefined,
      idealHs: 121e12,
    });
  });
});

test('asleep it is paused, and what its log says of last week is past', () => {
  const { reading } = parseMara(
    {
      brief: { ...REPLIES.brief, status: 'Sleeping', hashrate_realtime: 0 },
      minerConfig: { mode: { 'work-mode-selector': 'Sleep' } },
      events: {
        event_flags: [
          { level: 'error', message: 'old', timestamp: AT_MS / 1_000 - 604_800 },
          { level: 'info', message: 'news' },
        ],
      },
    },
    AT_MS,
  );
  expect(reading).toMatchObject({ mining: false, paused: true, faults: [] });
});

describe('a build that tells units, clocks and health of its own', () => {
  const { reading, identity } = parseMara(
    {
      brief: {
        ...{ hashrate_realtime: 9_120.5, hashrate_average: 9_300, hashrate_unit: 'GH/s', status: 'Mining' },
        ...{ hashrate_stock: 14_000, indicator: 'Degraded', indicator_long: 'a board is missing' },
      },
      overview: { model: 'Antminer KS5', model_extended: 'Antminer KS5 (14.0TH)' },
      hashboards: {
        frequency_average: 610.5,
        hashboards: [
          { index: 0, present: false, asic_num: 0, hashrate_average: 0, frequency_average: 0 },
          {
            index: 1,
            asic_num: 92,
            hashrate_average: 4_600,
            hashrate_realtime_10m: 4_550,
            frequency_average: 611,
          },
        ],
      },
      fans: { percent: 43, fans: [{ current_speed: 3_240 }, { rpm: 3_300 }] },
    },
    AT_MS,
  );

  test('is called by its name, without the rate that it was sold with', () => {
    expect(identity).toMatchObject({ model: 'Antminer KS5', algorithm: 'kheavyhash' });
  });

  test('tells the shortest window of each board, and no clock of a board that is not there', () => {
    expect(reading.frequencyMhz).toBe(610.5);
    expect(reading.boards).toMatchObject([
      { id: 0, hashrateHs: 0, chips: 0, frequencyMhz: undefined },
      { id: 1, hashrateHs: 4_550e9, chips: 92, frequencyMhz: 611 },
    ]);
  });

  test('should do what the stock firmware did, where it tells no ideal rate', () => {
    expect(reading.expectedHashrateHs).toBe(14_000e9);
  });

  test('drives all fans at one speed', () => {
    expect(reading.fans).toEqual([
      { rpm: 3_240, percent: 43 },
      { rpm: 3_300, percent: 43 },
    ]);
  });

  test('says in words what its lamp shows', () => {
    expect(reading.faults).toEqual([{ message: 'a board is missing' }]);
    const well = { indicator: 'Fully functional', indicator_long: 'all boards hash' };
    expect(parseMara({ brief: well }, AT_MS).reading.faults).toEqual([]);
  });
});

test('a rate with a unit of its own is in that, beside others in the unit of the page', () => {
  const brief = { hashrate_unit: 'TH/s', hashrate_realtime_10m: 20.5, hashrate_stock: 0.021 };
  const board = { id: 2, hashrate_average: 6.8, hashrate_average_unit: 'TH/s' };
  const told = { brief: { ...brief, hashrate_stock_unit: 'PH/s' }, hashboards: { hashboards: [board] } };
  const { reading } = parseMara(told, AT_MS);
  expect(reading).toMatchObject({ hashrateHs: 20.5e12, expectedHashrateHs: 21e12 });
  expect(reading.boards).toMatchObject([{ id: 2, hashrateHs: 6.8e12 }]);
});

test('where it tells of no board, the hottest of its short page is that of a board', () => {
  expect(parseMara({ brief: { temperature_max: 60.5 } }, AT_MS).reading.tempBoardMaxC).toBe(60.5);
  expect(
    parseMara({ ...REPLIES, brief: { ...REPLIES.brief, temperature_max: 70 } }, AT_MS).reading.tempBoardMaxC,
  ).toBe(52);
});

test('replies may be wrapped in data', () => {
  const wrapped = Object.fromEntries(
    Object.entries(REPLIES).map(([name, reply]) => [name, Array.isArray(reply) ? reply : { data: reply }]),
  );
  expect(parseMara(wrapped, AT_MS)).toEqual(parseMara(REPLIES, AT_MS));
});

const RATES = 'hashrateHs hashrateAvgHs expectedHashrateHs mining boards.hashrateHs';
const FEEDS: Feeds = {
  'brief/hashrate_realtime': RATES,
  'brief/hashrate_average': RATES,
  'brief/hashrate_ideal': RATES,
  'brief/hashrate_unit': RATES,
  'brief/power_consumption_estimated': 'powerW',
  'brief/elapsed': 'uptimeS',
  'brief/status': 'mining',
  'overview/mac': 'mac',
  'overview/version_firmware': 'firmware',
  'overview/model': 'model make algorithm',
  'hashboards/hashboards/index': 'boards.id boards.frequencyMhz boards.voltageV boards.perChip',
  'hashboards/hashboards/hashrate_average': 'boards.hashrateHs',
  'hashboards/hashboards/asic_num': 'boards.chips',
  'hashboards/hashboards/temperature_pcb': 'boards.tempBoardC tempBoardMaxC',
  'hashboards/hashboards/temperature_chip': 'boards.tempChipC tempChipMaxC',
  'details/hashboard_infos/index': 'boards.frequencyMhz boards.voltageV boards.perChip',
  'details/hashboard_infos/voltage': 'boards.voltageV',
  'details/hashboard_infos/frequency_avg': 'boards.frequencyMhz',
  'details/hashboard_infos/asic_infos': 'boards.perChip',
  fans: 'fans',
  pools: 'pools accepted rejected',
  'networkConfig/hostname': 'hostname',
  'minerConfig/mode/work-mode-selector': 'workMode paused',
  'minerConfig/mode/concorde': 'powerLimitW',
  events: 'faults',
};

test('any damaged field of any reply empties no other, and nothing impossible is told', () => {
  const whole = parseMara(REPLIES, AT_MS);
  fc.assert(
    fc.property(damaged(REPLIES), (damage) => {
      const hurt = parseMara(damage.reply as typeof REPLIES, AT_MS);
      expectPhysical(hurt);
      expectRestUntouched(whole, hurt, damage, FEEDS);
    }),
    { numRuns: 500 },
  );
});

test('what a version does not know is not there, and a wrong password is refused', async () => {
  const notThere = new DeviceError('unreadable-reply', 'not there');
  const device = scriptedDevice({
    web: { '/kaonsu/v1/brief': jsonReply(REPLIES.brief) },
    otherwise: notThere,
  });
  await expect(mara.read(device, { nowMs: () => AT_MS })).resolves.toMatchObject({
    reading: { powerW: 2_760 },
  });
  const headers = { 'www-authenticate': 'Digest realm="kaonsu", nonce="1", qop="auth"' };
  const closed = scriptedDevice({ web: { '/kaonsu/v1/brief': webReply('', { status: 401, headers }) } });
  await expect(mara.read(closed, { nowMs: () => AT_MS })).rejects.toMatchObject({ kind: 'refused' });
  expect(closed.asked).toHaveLength(2);
});
