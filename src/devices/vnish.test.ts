import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { parseVnish } from './vnish.ts';

const AT_MS = 1_790_000_000_000;

/** Shaped like the API transcript of the facts (section 5), all values made up. */
const INFO = {
  miner: 'Antminer S19',
  fw_name: 'Vnish',
  fw_version: '1.2.6',
  algorithm: 'sha256d',
  hr_measure: 'GH/s',
  system: {
    uptime: '9 days,  3:58',
    network_status: { mac: '02:00:00:aa:bb:cc', hostname: 'shed' },
  },
};
const chain = (id: number, over: object = {}) => ({
  ...{ id, frequency: 675, voltage: 13_800, hashrate_ideal: 32_000, hashrate_rt: 31_500 },
  ...{ pcb_temp: { min: 40, max: 52 }, chip_temp: { min: 55, max: 68 }, status: { state: 'mining' } },
  ...{ chip_statuses: { red: 0, orange: 1, grey: 75 } },
  ...over,
});
const MINER = {
  miner_status: { miner_state: 'mining', miner_state_time: 3_600 },
  miner_type: 'Antminer S19 (Vnish 1.2.6)',
  ...{
    hr_realtime: 94_500,
    instant_hashrate: 94.5,
    hr_average: 95_000,
    average_hashrate: 95,
    hr_nominal: 96_000,
  },
  ...{
    power_consumption: 3_250,
    power_usage: 3_250,
    hw_errors: 7,
    hw_errors_percent: 0.02,
    best_share: 198_441_277,
  },
  ...{ pcb_temp: { min: 40, max: 53 }, chip_temp: { min: 55, max: 69 } },
  cooling: {
    fan_duty: 72,
    fans: [
      { id: 0, rpm: 5_400 },
      { id: 1, rpm: 5_390 },
    ],
  },
  pools: [
    {
      url: 'pool.example:3333',
      pool_type: 'UserPool',
      user: 'me.shed',
      status: 'active',
      diff: '131K',
      accepted: 258,
      rejected: 2,
      stale: 1,
    },
    {
      url: 'backup.example:3333',
      pool_type: 'UserPool',
      user: 'me.shed',
      status: 'offline',
      diff: '',
      accepted: 4,
      rejected: 0,
      stale: 0,
    },
    {
      url: 'DevFee',
      pool_type: 'DevFee',
      user: 'DevFee',
      status: 'working',
      diff: '2.05K',
      accepted: 215,
      rejected: 0,
      stale: 0,
    },
  ],
  chains: [chain(1), chain(2, { hashrate_rt: 31_400 }), chain(3)],
};
const CHAINS = [
  {
    id: 1,
    chips: [
      { hr: 410, temp: 66, volt: 330, errs: 0 },
      { hr: 0, temp: 0, volt: 331, errs: 12 },
    ],
  },
];
const REPLIES = {
  info: INFO,
  summary: { miner: MINER },
  status: { miner_state: 'mining' },
  chains: CHAINS,
  perfSummary: { current_preset: { name: '1500', pretty: '1500 watt ~ 63 TH', status: 'tuned' } },
};

const reading = (over: object) =>
  parseVnish({ ...REPLIES, summary: { miner: { ...MINER, ...over } } }, AT_MS).reading;

test('everything a miner tells is read, and the pool of the firmware’s own fee is none of its owner’s', () => {
  const { identity, reading: told } = parseVnish(REPLIES, AT_MS);
  expect(identity).toEqual({
    ...{ family: 'vnish', mac: '02:00:00:AA:BB:CC', make: 'Antminer', model: 'Antminer S19' },
    ...{ firmware: '1.2.6', hostname: 'shed', algorithm: 'sha256' },
  });
  expect(told).toMatchObject({
    ...{ hashrateHs: 94.5e12, hashrateAvgHs: 95e12, expectedHashrateHs: 96e12, powerW: 3_250 },
    ...{ tempChipMaxC: 69, tempBoardMaxC: 53, hwErrors: 7, hwErrorPct: 0.02, bestShare: 198_441_277 },
    fans: [
      { rpm: 5_400, percent: 72 },
      { rpm: 5_390, percent: 72 },
    ],
    shares: { accepted: 262, rejected: 2, stale: 1 },
    ...{
      poolDifficulty: 131_000,
      uptimeS: 791_880,
      mining: true,
      paused: false,
      workMode: '1500 watt ~ 63 TH',
    },
    pools: [
      {
        url: 'stratum+tcp://pool.example:3333',
        user: 'me.shed',
        active: true,
        alive: true,
        accepted: 258,
        rejected: 2,
      },
      { url: 'stratum+tcp://backup.example:3333', active: false, alive: false, accepted: 4 },
    ],
    ...{ faults: [], oddities: [] },
  });
  expect(told.boards).toMatchObject([
    {
      ...{
        id: 1,
        hashrateHs: 31.5e12,
        chips: 76,
        tempChipC: 68,
        tempBoardC: 52,
        frequencyMhz: 675,
        voltageV: 13.8,
      },
      perChip: [
        { hashrateHs: 410e9, errors: 0, tempC: 66, voltageV: 0.33 },
        { hashrateHs: 0, errors: 12, tempC: undefined, voltageV: 0.331 },
      ],
    },
    { id: 2, hashrateHs: 31.4e12 },
    { id: 3 },
  ]);
});

test('betas of 1.2.0 know the rate in TH/s only, tell the system in the summary, and their sensors one by one', () => {
  const sensors = [
    { status: 'measure', temp: 51 },
    { status: 'measure', temp: 65 },
    { status: 'error', temp: 90 },
  ];
  const { hr_realtime: _, hr_average: __, hr_nominal: ___, ...older } = MINER;
  const chains = [{ id: 1, chip_temp_sens: sensors, hashrate_ideal: 32_000 }, chain(2)];
  const beta = {
    system: { ...INFO.system, uptime: ' 1:00' },
    miner: { ...older, miner_type: 'Antminer S19j Pro (Vnish 1.2.0-rc3)', chains },
  };
  const told = parseVnish({ summary: beta }, AT_MS);
  expect(told.identity).toMatchObject({
    model: 'Antminer S19j Pro',
    firmware: '1.2.0-rc3',
    mac: '02:00:00:AA:BB:CC',
  });
  expect(told.reading).toMatchObject({
    hashrateHs: 94.5e12,
    hashrateAvgHs: 95e12,
    expectedHashrateHs: 64e12,
    uptimeS: 3_600,
  });
  expect(told.reading.boards[0]).toMatchObject({ id: 1, tempChipC: 65 });
});

test('a Scrypt miner counts in MH/s and says so', () => {
  const { identity, reading: told } = parseVnish(
    {
      info: { ...INFO, miner: 'Antminer L9', algorithm: 'scrypt', hr_measure: 'MH/s' },
      summary: { miner: { ...MINER, hr_realtime: 16_200 } },
    },
    AT_MS,
  );
  expect(identity.algorithm).toBe('scrypt');
  expect(told.hashrateHs).toBe(16.2e9);
});

test('a miner with water tells the hottest of its ways in and out', () => {
  const chains = [
    chain(1, { inlet_water_temp: 29, outlet_water_temp: 39 }),
    chain(2, { inlet_water_temp: 30, outlet_water_temp: 38 }),
  ];
  expect(reading({ chains })).toMatchObject({ tempInletC: 30, tempOutletC: 39 });
});

test('a miner that tells no power of its own draws what its boards do', () => {
  const chains = [chain(1, { power_consumption: 1_200 }), chain(2, { power_consumption: 1_150 })];
  const untold = { power_consumption: undefined, power_usage: undefined };
  expect(reading({ ...untold, chains }).powerW).toBe(2_350);
  expect(reading({ chains }).powerW).toBe(3_250);
  expect(reading(untold).powerW).toBeUndefined();
});

describe('a miner that does not hash', () => {
  const state = (miner_status: object) => reading({ hr_realtime: 0, miner_status });
  test('says why, with the code', () => {
    const failed = {
      miner_state: 'failure',
      description: 'Failed to parse miner configuration',
      failure_code: 1_002,
    };
    expect(state(failed)).toMatchObject({
      ...{ mining: false, paused: false, hashrateHs: 0 },
      faults: [{ code: '1002', message: 'Failed to parse miner configuration' }],
    });
  });
  test('was stopped by its owner, unless it says what stopped it', () => {
    expect(state({ miner_state: 'stopped' })).toMatchObject({ mining: false, paused: true });
    expect(state({ miner_state: 'stopped', failure_code: 7 })).toMatchObject({
      mining: false,
      paused: false,
    });
  });
  test('may have one board that failed while the others hash', () => {
    const chains = [chain(1), chain(2, { status: { state: 'failure', description: 'no chips found' } })];
    expect(reading({ chains })).toMatchObject({
      mining: true,
      faults: [{ message: 'board 2: no chips found' }],
    });
  });
  test('hashes while it tunes', () => {
    expect(reading({ miner_status: { miner_state: 'auto-tuning' } }).mining).toBe(true);
  });
});

const RATES = 'hashrateHs hashrateAvgHs expectedHashrateHs boards.hashrateHs boards.perChip';
/** What each field speaks for; a field that is not named speaks for nothing. */
const FEEDS: Feeds = {
  'info/miner': 'model make',
  'info/fw_version': 'firmware',
  'info/algorithm': 'algorithm',
  'info/hr_measure': RATES,
  'info/system/uptime': 'uptimeS',
  'info/system/network_status/mac': 'mac',
  'info/system/network_status/hostname': 'hostname',
  'status/miner_state': '',
  'chains/id': 'boards.id boards.perChip',
  'chains/chips': 'boards.perChip boards.chips',
  'perfSummary/current_preset': 'workMode',
  'summary/miner/miner_status': 'mining paused faults',
  'summary/miner/hr_realtime': 'hashrateHs',
  'summary/miner/hr_average': 'hashrateAvgHs',
  'summary/miner/hr_nominal': 'expectedHashrateHs',
  'summary/miner/power_consumption': 'powerW',
  'summary/miner/hw_errors': 'hwErrors',
  'summary/miner/hw_errors_percent': 'hwErrorPct',
  'summary/miner/best_share': 'bestShare',
  'summary/miner/pcb_temp': 'tempBoardMaxC',
  'summary/miner/chip_temp': 'tempChipMaxC',
  'summary/miner/cooling': 'fans',
  'summary/miner/pools': 'pools accepted rejected stale poolDifficulty',
  'summary/miner/chains/id': 'boards.id boards.perChip boards.chips faults',
  'summary/miner/chains/hashrate_rt': 'boards.hashrateHs',
  'summary/miner/chains/frequency': 'boards.frequencyMhz',
  'summary/miner/chains/voltage': 'boards.voltageV',
  'summary/miner/chains/chip_statuses': 'boards.chips',
  'summary/miner/chains/pcb_temp': 'boards.tempBoardC',
  'summary/miner/chains/chip_temp': 'boards.tempChipC',
  'summary/miner/chains/status': 'faults mining',
};

test('any damaged field of any reply empties no other, and nothing impossible is told', () => {
  const whole = parseVnish(REPLIES, AT_MS);
  fc.assert(
    fc.property(damaged(REPLIES), (damage) => {
      const hurt = parseVnish(damage.reply as typeof REPLIES, AT_MS);
      expectPhysical(hurt);
      expectRestUntouched(whole, hurt, damage, FEEDS);
    }),
    { numRuns: 500 },
  );
});
