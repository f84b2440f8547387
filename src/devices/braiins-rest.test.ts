import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { parseBraiinsRest } from './braiins-rest.ts';

const AT_MS = Date.parse('2026-04-17T17:00:00Z');

/** Shaped like 26.04, all values made up. */
const gigahashes = (gigahash_per_second: number) => ({ gigahash_per_second });
const hashboard = (id: string, ghs: number) => ({
  ...{ id, chip_type: 'BM1370', chips_count: 65, board_temp: { degree_c: 50 } },
  ...{ current_frequency: { hertz: 625_000_000 }, current_voltage: { volt: 13.7 } },
  highest_chip_temp: { id: 1, location: 1, temperature: { degree_c: 65 } },
  stats: { real_hashrate: { last_5s: gigahashes(ghs) } },
});
const pool = (url: string, active: boolean, accepted_shares: number) => ({
  ...{ url, user: 'me', active, alive: true, stats: { accepted_shares, rejected_shares: 1 } },
});
const REST = {
  details: {
    ...{
      hostname: 'shed',
      mac_address: '02:00:00:aa:bb:cc',
      status: 2,
      bosminer_uptime_s: 7_039,
      system_uptime_s: 7_206,
    },
    bos_version: { current: '2026-04-14-0-912d084c-26.04-plus' },
    miner_identity: { brand: 1, miner_model: 'Antminer S21 Pro', name: 'Antminer S21 Pro' },
  },
  stats: {
    miner_stats: {
      ...{ best_share: 499_065_300, best_share_str: '499065300', nominal_hashrate: gigahashes(252_000) },
      real_hashrate: { last_5s: gigahashes(248_000), last_1h: gigahashes(249_000) },
    },
    pool_stats: { accepted_shares: 848, rejected_shares: 2, stale_shares: 1, last_difficulty: 524_288 },
    power_stats: { approximated_consumption: { watt: 3_480 } },
  },
  hashboards: { hashboards: [hashboard('1', 83_000), hashboard('2', 86_000)] },
  cooling: { fans: [{ position: 0, rpm: 5_943, target_speed_ratio: 0.92 }] },
  pools: [
    {
      name: 'Default',
      pools: [
        pool('stratum+tcp://a.example:3333', true, 848),
        pool('stratum+tcp://b.example:3333', false, 0),
      ],
    },
  ],
  tuner: { mode_state: { powertargetmodestate: { current_target: { watt: 3_500 } } } },
  errors: { errors: [] as unknown[] },
};

test('everything a miner tells is read', () => {
  const { identity, reading } = parseBraiinsRest(REST, AT_MS);
  expect(identity).toEqual({
    ...{ family: 'braiins', mac: '02:00:00:AA:BB:CC', make: 'Antminer', model: 'Antminer S21 Pro' },
    ...{
      firmware: '2026-04-14-0-912d084c-26.04-plus',
      hostname: 'shed',
      algorithm: 'sha256',
      asicModel: 'BM1370',
    },
  });
  expect(reading).toMatchObject({
    ...{
      hashrateHs: 248e12,
      hashrateAvgHs: 249e12,
      expectedHashrateHs: 252e12,
      powerW: 3_480,
      powerLimitW: 3_500,
    },
    ...{
      tempChipMaxC: 65,
      tempBoardMaxC: 50,
      bestShare: 499_065_300,
      poolDifficulty: 524_288,
      uptimeS: 7_039,
    },
    ...{ fans: [{ rpm: 5_943, percent: 92 }], shares: { accepted: 848, rejected: 2, stale: 1 } },
    ...{ mining: true, paused: false, faults: [], oddities: [] },
    boards: [
      {
        id: 1,
        hashrateHs: 83e12,
        chips: 65,
        tempChipC: 65,
        tempBoardC: 50,
        frequencyMhz: 625,
        voltageV: 13.7,
      },
      { id: 2, hashrateHs: 86e12 },
    ],
    pools: [
      {
        url: 'stratum+tcp://a.example:3333',
        user: 'me',
        active: true,
        alive: true,
        accepted: 848,
        rejected: 1,
      },
      { active: false },
    ],
  });
});

test.each([
  [2, true, false, []],
  [3, false, true, []],
  [4, false, false, ['suspended']],
  [5, true, false, []],
])('status %i hashes: %s, was paused by its owner: %s', (status, mining, paused, codes) => {
  const { reading } = parseBraiinsRest({ ...REST, details: { ...REST.details, status } }, AT_MS);
  expect(reading).toMatchObject({ mining, paused });
  expect(reading.faults.map(({ code }) => code)).toEqual(codes);
});

test('its log of errors is told as far as it is fresh, with codes, and nothing twice', () => {
  const low = {
    code: 'V2',
    reason: 'Overcurrent protection triggered or short circuit',
    hint: 'tighten the screws',
  };
  const at = (minutesAgo: number) => new Date(AT_MS - minutesAgo * 60_000).toISOString();
  const errors = [
    { message: 'Tuner error: Stage 4', error_codes: [low], timestamp: at(5) },
    { message: 'Tuner error: Stage 4 again', error_codes: [low], timestamp: at(4) },
    { message: 'Sensor hb2.1: disabling sensor', error_codes: [], timestamp: at(3) },
    { message: 'Failed to resolve', error_codes: [], timestamp: at(60 * 24) },
    { message: 'before the clock was set', error_codes: [], timestamp: '2015-01-01T00:00:37Z' },
  ];
  expect(parseBraiinsRest({ ...REST, errors: { errors } }, AT_MS).reading.faults).toEqual([
    { code: 'V2', message: 'Overcurrent protection triggered or short circuit' },
    { message: 'Sensor hb2.1: disabling sensor' },
  ]);
});

const FEEDS: Feeds = {
  'details/hostname': 'hostname',
  'details/mac_address': 'mac',
  'details/status': 'mining paused faults',
  'details/bosminer_uptime_s': 'uptimeS',
  'details/bos_version': 'firmware',
  'details/miner_identity/miner_model': 'model make',
  'stats/miner_stats/best_share_str': 'bestShare',
  'stats/miner_stats/nominal_hashrate': 'expectedHashrateHs',
  'stats/miner_stats/real_hashrate/last_5s': 'hashrateHs mining',
  'stats/miner_stats/real_hashrate/last_1h': 'hashrateAvgHs',
  'stats/pool_stats/accepted_shares': 'accepted',
  'stats/pool_stats/rejected_shares': 'rejected',
  'stats/pool_stats/stale_shares': 'stale',
  'stats/pool_stats/last_difficulty': 'poolDifficulty',
  'stats/power_stats': 'powerW',
  'hashboards/hashboards/id': 'boards.id',
  'hashboards/hashboards/chip_type': 'asicModel',
  'hashboards/hashboards/chips_count': 'boards.chips',
  'hashboards/hashboards/board_temp': 'boards.tempBoardC tempBoardMaxC',
  'hashboards/hashboards/current_frequency': 'boards.frequencyMhz',
  'hashboards/hashboards/current_voltage': 'boards.voltageV',
  'hashboards/hashboards/highest_chip_temp': 'boards.tempChipC tempChipMaxC',
  'hashboards/hashboards/stats': 'boards.hashrateHs',
  cooling: 'fans',
  pools: 'pools',
  tuner: 'powerLimitW',
  errors: 'faults',
};

test('any damaged field of any reply empties no other, and nothing impossible is told', () => {
  const whole = parseBraiinsRest(REST, AT_MS);
  fc.assert(
    fc.property(damaged(REST), (damage) => {
      const hurt = parseBraiinsRest(damage.reply as typeof REST, AT_MS);
      expectPhysical(hurt);
      expectRestUntouched(whole, hurt, damage, FEEDS);
    }),
    { numRuns: 500 },
  );
});
