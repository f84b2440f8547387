import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { epic, parseEpic } from './epic.ts';
import { DeviceError } from './transport.ts';

const AT_MS = 1_790_000_000_000;

/** Shaped like PowerPlay 1.5, all values made up. */
const SUMMARY = {
  Hostname: 'shed',
  Software: 'PowerPlay-BMS v1.5.13',
  Mining: { Algorithm: 'SHA-256', Coin: 'BTC' },
  Status: { 'Operating State': 'Mining', 'Last Error': null },
  Session: { Accepted: 1_862, Rejected: 2, 'Average MHs': 90_000_000, Difficulty: 262_144, Uptime: 23_170 },
  'Power Supply Stats': { 'Input Power': 2_166.6, 'Input Voltage': 0 },
  Fans: { 'Fans Speed': 80 },
  'Fans Rpm': { 'Fans Speed 1': 5_971, 'Fans Speed 2': 5_942, 'Fans Speed 10': 5_900, 'Fans Speed 3': null },
  HBStatus: [
    { Index: 0, Detected: true, Enabled: true },
    { Index: 1, Detected: true, Enabled: true },
  ],
  HBs: [
    {
      Index: 0,
      Hashrate: [49_000_000, 103.1, 0.8],
      'Core Clock Avg': 480,
      'Input Voltage': 12.6,
      Temperature: 67,
    },
    {
      Index: 1,
      Hashrate: [50_000_000, 104.1, 0.8],
      'Core Clock Avg': 490,
      'Input Voltage': 12.6,
      Temperature: 64,
    },
  ],
  Stratum: { 'Config Id': 0, IsPoolConnected: true },
  StratumConfigs: [
    { pool: 'stratum+tcp://pool.example:3333', login: 'me.shed', password: 'x' },
    { pool: 'backup.example:3333', login: '' },
  ],
};
const perChip = (Index: number, Data: readonly unknown[]) => ({ Index, Data });
const REPLIES = {
  summary: SUMMARY,
  network: { dhcp: { mac_address: '02:00:00:aa:bb:cc' } },
  capabilities: { Model: 'AntMiner S19 XP', 'Chip Type': 'BM1366' },
  temps: [perChip(0, [55, 67]), perChip(1, [52, 64])],
  chipTemps: [perChip(0, [71, 72]), perChip(1, [0, 0])],
  chipVoltages: [perChip(0, [310, 311]), perChip(1, [0, 0])],
  chipRates: [
    perChip(0, [
      [450_000, 99],
      [451_000, 99],
    ]),
  ],
};

const reading = (over: object) => parseEpic({ ...REPLIES, summary: { ...SUMMARY, ...over } }, AT_MS).reading;

test('everything a miner tells is read', () => {
  const { identity, reading: told } = parseEpic(REPLIES, AT_MS);
  expect(identity).toEqual({
    ...{ family: 'epic', mac: '02:00:00:AA:BB:CC', make: 'Antminer', model: 'Antminer S19 XP' },
    ...{ firmware: 'PowerPlay-BMS v1.5.13', hostname: 'shed', algorithm: 'sha256', asicModel: 'BM1366' },
  });
  expect(told).toMatchObject({
    ...{ hashrateHs: 99e12, hashrateAvgHs: 90e12, powerW: 2_166.6, tempBoardMaxC: 67, frequencyMhz: 485 },
    ...{ voltageInV: undefined, poolDifficulty: 262_144, uptimeS: 23_170, mining: true, faults: [] },
    fans: [
      { rpm: 5_971, percent: 80 },
      { rpm: 5_942, percent: 80 },
      { rpm: 5_900, percent: 80 },
    ],
    shares: { accepted: 1_862, rejected: 2 },
    pools: [
      { url: 'stratum+tcp://pool.example:3333', user: 'me.shed', active: true, alive: true },
      { url: 'stratum+tcp://backup.example:3333', user: '', active: false, alive: undefined },
    ],
    boards: [
      {
        ...{ id: 0, hashrateHs: 49e12, tempChipC: 67, frequencyMhz: 480, voltageV: 12.6 },
        perChip: [
          { tempC: 71, voltageV: 0.31, hashrateHs: 450e9 },
          { tempC: 72, voltageV: 0.311, hashrateHs: 451e9 },
        ],
      },
      { id: 1, hashrateHs: 50e12 },
    ],
  });
  // Chips without sensors report 0: that is no temperature, and a board of such chips tells nothing of them.
  expect(told.boards[1]).not.toHaveProperty('perChip');
});

test('the pool’s password goes nowhere', () => {
  expect(JSON.stringify(parseEpic(REPLIES, AT_MS))).not.toContain('password');
});

describe('trouble is told in words', () => {
  test('a board that is there and not used', () => {
    const HBStatus = [
      { Index: 0, Detected: true, Enabled: false },
      { Index: 1, Detected: false, Enabled: false },
    ];
    expect(reading({ HBStatus }).faults).toEqual([{ message: 'board 0 detected but disabled' }]);
  });
  test('a fan that stands while another turns, but not fans that all stand', () => {
    const turning = { 'Fans Speed 1': 5_971, 'Fans Speed 2': 0 };
    expect(reading({ 'Fans Rpm': turning }).faults).toEqual([{ message: 'fan 2 reports 0 rpm' }]);
    expect(reading({ 'Fans Rpm': { 'Fans Speed 1': 0, 'Fans Speed 2': 0 } }).faults).toEqual([]);
  });
  test('what the firmware says itself', () => {
    const Status = { 'Operating State': 'Idling', 'Last Error': 'Critical temperature' };
    expect(reading({ Status })).toMatchObject({
      mining: false,
      faults: [{ message: 'Critical temperature' }],
    });
  });
});

test('an address that was set by hand has its card under another name', () => {
  const network = { static: { mac_address: '02:00:00:aa:bb:dd' } };
  expect(parseEpic({ ...REPLIES, network }, AT_MS).identity.mac).toBe('02:00:00:AA:BB:DD');
});

const FEEDS: Feeds = {
  'summary/Hostname': 'hostname',
  'summary/Software': 'firmware',
  'summary/Mining/Algorithm': 'algorithm',
  'summary/Status': 'mining faults',
  'summary/Session/Accepted': 'accepted',
  'summary/Session/Rejected': 'rejected',
  'summary/Session/Average MHs': 'hashrateAvgHs',
  'summary/Session/Difficulty': 'poolDifficulty',
  'summary/Session/Uptime': 'uptimeS',
  'summary/Power Supply Stats/Input Power': 'powerW',
  'summary/Power Supply Stats/Input Voltage': 'voltageInV',
  'summary/Fans': 'fans',
  'summary/Fans Rpm': 'fans faults',
  'summary/HBStatus': 'faults',
  'summary/HBs/Index': 'boards.id boards.perChip',
  'summary/HBs/Hashrate': 'hashrateHs boards.hashrateHs mining',
  'summary/HBs/Core Clock Avg': 'frequencyMhz boards.frequencyMhz',
  'summary/HBs/Input Voltage': 'boards.voltageV',
  'summary/HBs/Temperature': 'boards.tempChipC tempBoardMaxC',
  'summary/Stratum': 'pools',
  'summary/StratumConfigs': 'pools',
  'network/dhcp': 'mac',
  'capabilities/Model': 'model make',
  'capabilities/Chip Type': 'asicModel',
  temps: 'tempBoardMaxC',
  chipTemps: 'boards.perChip',
  chipVoltages: 'boards.perChip',
  chipRates: 'boards.perChip',
};

test('any damaged field of any reply empties no other, and nothing impossible is told', () => {
  const whole = parseEpic(REPLIES, AT_MS);
  fc.assert(
    fc.property(damaged(REPLIES), (damage) => {
      const hurt = parseEpic(damage.reply as typeof REPLIES, AT_MS);
      expectPhysical(hurt);
      expectRestUntouched(whole, hurt, damage, FEEDS);
    }),
    { numRuns: 500 },
  );
});

test('a version that knows the summary only is read, and one that does not know it is not', async () => {
  const device = scriptedDevice({
    web: { '/summary': jsonReply(SUMMARY) },
    otherwise: new DeviceError('unreadable-reply', 'not there'),
  });
  const { identity, reading: told } = await epic.read(device, { nowMs: () => AT_MS });
  expect(identity).toMatchObject({ hostname: 'shed', model: undefined });
  expect(told).toMatchObject({ hashrateHs: 99e12, tempBoardMaxC: 67 });
  const page = scriptedDevice({ web: { '/summary': webReply('<html></html>') } });
  await expect(epic.read(page, { nowMs: () => AT_MS })).rejects.toMatchObject({ kind: 'unreadable-reply' });
});
