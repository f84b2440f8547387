import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { parseProto, proto } from './proto.ts';

const AT_MS = 1_790_000_000_000;

/** Shaped like Proto OS 1.8, all values made up. */
const board = (index: number, serial: string, ths: number) => ({
  ...{ index, serial_number: serial, hashrate: { unit: 'TH/s', value: ths } },
  ...{ temperature: { average: 48, inlet: 41, outlet: 55 }, voltage: { unit: 'V', value: 14.5 } },
});
const REPLIES = {
  system: {
    'system-info': {
      manufacturer: 'Proto',
      model: 'Rig',
      board: 'C3',
      os: { version: '1.8.0', hostname: 'shed' },
    },
  },
  network: { 'network-info': { mac: '02:00:00:aa:bb:cc', hostname: 'shed' } },
  mining: {
    'mining-status': {
      ...{
        status: 'Mining',
        hashrate_ghs: 141_000,
        average_hashrate_ghs: 140_000,
        ideal_hashrate_ghs: 145_000,
      },
      ...{ power_usage_watts: 3_447, power_target_watts: 3_400, average_asic_temp_c: 71.9, hw_errors: 4 },
      ...{ mining_uptime_s: 280, reboot_uptime_s: 300 },
    },
  },
  hardware: {
    'hardware-info': {
      'hashboards-info': [
        { hb_sn: 'HB-9', port: 0, chip_id: 'C2', mining_asic_count: 118 },
        { hb_sn: 'HB-4', port: 1, chip_id: 'C2', mining_asic_count: 120 },
      ],
    },
  },
  cooling: { 'cooling-status': { fans: [{ slot: 1, rpm: 4_346, speed_percentage: 60 }] } },
  pools: {
    pools: [
      { url: 'stratum+tcp://a.example:3333', user: 'a', status: 'Active', accepted: 12_345, rejected: 10 },
      { url: 'stratum+tcp://b.example:4444', user: 'b', status: 'Dead', accepted: 5, rejected: 0 },
    ],
  },
  errors: [] as unknown[],
  telemetry: {
    hashboards: [board(0, 'HB-9', 36.4), board(1, 'HB-4', 33.6)],
    miner: { hashrate: { value: 135 }, power: { value: 3_466 } },
  },
};

test('everything a rig tells is read, and a board is known by its serial number', () => {
  const { identity, reading } = parseProto(REPLIES, AT_MS);
  expect(identity).toEqual({
    ...{ family: 'proto', mac: '02:00:00:AA:BB:CC', make: 'Proto', model: 'Rig', firmware: '1.8.0' },
    ...{ hostname: 'shed', algorithm: 'sha256', asicModel: 'C2', boardVersion: 'C3' },
  });
  expect(reading).toMatchObject({
    ...{
      hashrateHs: 141e12,
      hashrateAvgHs: 140e12,
      expectedHashrateHs: 145e12,
      powerW: 3_447,
      powerLimitW: 3_400,
    },
    ...{ tempChipAvgC: 71.9, hwErrors: 4, uptimeS: 280, mining: true, paused: false, oddities: [] },
    ...{ fans: [{ rpm: 4_346, percent: 60 }], shares: { accepted: 12_350, rejected: 10 } },
    boards: [
      { id: 0, hashrateHs: 36.4e12, chips: 118, tempBoardC: 48, voltageV: 14.5 },
      { id: 1, hashrateHs: 33.6e12, chips: 120 },
    ],
    pools: [
      {
        url: 'stratum+tcp://a.example:3333',
        user: 'a',
        active: true,
        alive: true,
        accepted: 12_345,
        rejected: 10,
      },
      { active: false, alive: false },
    ],
  });
});

test.each([
  ['Mining', true, false],
  ['DegradedMining', true, false],
  ['Stopped', false, true],
  ['NoPools', false, false],
  ['PoweringOff', false, false],
])('%s hashes: %s, was stopped by its owner: %s', (status, mining, paused) => {
  const told = { 'mining-status': { ...REPLIES.mining['mining-status'], status } };
  expect(parseProto({ ...REPLIES, mining: told }, AT_MS).reading).toMatchObject({ mining, paused });
});

test('errors keep their code, be it a number or a word', () => {
  const errors = [
    { source: 'hashboard', slot: 2, error_code: 1_024, message: 'Hashboard 2 over temperature' },
    { source: 'psu', slot: 0, error_code: 'PSU_FAULT', message: 'PSU voltage out of range' },
  ];
  expect(parseProto({ ...REPLIES, errors }, AT_MS).reading.faults).toEqual([
    { code: '1024', message: 'Hashboard 2 over temperature' },
    { code: 'PSU_FAULT', message: 'PSU voltage out of range' },
  ]);
});

const FEEDS: Feeds = {
  'system/system-info/manufacturer': 'make',
  'system/system-info/model': 'model',
  'system/system-info/board': 'boardVersion',
  'system/system-info/os/version': 'firmware',
  'network/network-info/mac': 'mac',
  'network/network-info/hostname': 'hostname',
  'mining/mining-status/status': 'mining paused',
  'mining/mining-status/hashrate_ghs': 'hashrateHs mining',
  'mining/mining-status/average_hashrate_ghs': 'hashrateAvgHs',
  'mining/mining-status/ideal_hashrate_ghs': 'expectedHashrateHs',
  'mining/mining-status/power_usage_watts': 'powerW',
  'mining/mining-status/power_target_watts': 'powerLimitW',
  'mining/mining-status/average_asic_temp_c': 'tempChipAvgC',
  'mining/mining-status/hw_errors': 'hwErrors',
  'mining/mining-status/mining_uptime_s': 'uptimeS',
  'hardware/hardware-info/hashboards-info': 'boards.chips asicModel',
  cooling: 'fans',
  pools: 'pools accepted rejected',
  errors: 'faults',
  'telemetry/hashboards/index': 'boards.id',
  'telemetry/hashboards/serial_number': 'boards.chips',
  'telemetry/hashboards/hashrate': 'boards.hashrateHs',
  'telemetry/hashboards/temperature': 'boards.tempBoardC',
  'telemetry/hashboards/voltage': 'boards.voltageV',
};

test('any damaged field of any reply empties no other, and nothing impossible is told', () => {
  const whole = parseProto(REPLIES, AT_MS);
  fc.assert(
    fc.property(damaged(REPLIES), (damage) => {
      const hurt = parseProto(damage.reply as typeof REPLIES, AT_MS);
      expectPhysical(hurt);
      expectRestUntouched(whole, hurt, damage, FEEDS);
    }),
    { numRuns: 500 },
  );
});

test('a rig whose password is unknown refuses', async () => {
  const closed = webReply('', { status: 401 });
  const paths = ['mining', 'telemetry', 'hardware', 'cooling', 'pools', 'errors', 'network', 'auth/login'];
  const web = Object.fromEntries(paths.map((path) => [`/api/v1/${path}`, closed]));
  const system = jsonReply(REPLIES.system);
  const device = scriptedDevice({ web: { ...web, '/api/v1/system': system } });
  await expect(proto.read(device, { nowMs: () => AT_MS })).rejects.toMatchObject({ kind: 'refused' });
  expect(device.asked.filter((each) => each.startsWith('POST'))).toHaveLength(1);
});
