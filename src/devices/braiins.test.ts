import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { braiins } from './braiins.ts';
import { parseBraiinsGraphql } from './braiins-graphql.ts';
import { braiinsMake } from './braiins-make.ts';
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

describe('over REST, since 25.07', () => {
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
});

const solver = (name: string, [boardName, chipName]: readonly [string, string]) => ({
  ...{ name, realHashrate: { mhs5S: 64_000_000 }, nominalMhs: 67_000_000 },
  hwDetails: { chips: 55, frequencyMhz: 601.5, voltageV: 13.4 },
  temperatures: [
    { name: boardName, degreesC: 51.5 },
    { name: chipName, degreesC: 66.5 },
    { name: 'INLET', degreesC: 37.5 },
  ],
});
const NEW_NAMES = ['MAX_BOARD', 'MAX_CHIP'] as const;
const inSolver = (childSolvers: readonly unknown[]) => ({
  bosminer: { info: { workSolver: { childSolvers } } },
});
const GRAPHQL = {
  system: {
    bos: {
      hostname: 'shed',
      info: { version: { full: '2025-06-25-0-45f356ea-25.05.1-plus' } },
      uptime: { durationS: 693_609 },
    },
    bosminer: {
      info: {
        fans: [
          { name: '0', rpm: 6_421, speed: 100 },
          { name: '1', rpm: 0, speed: 100 },
        ],
        summary: { power: { approxConsumptionW: 3_698, limitW: 3_878 } },
        workSolver: { nominalMhs: 134_000_000, realHashrate: { mhs5S: 128_000_000 } },
      },
    },
  },
  boards: inSolver([solver('1', NEW_NAMES), solver('2', NEW_NAMES)]),
  pools: {
    bosminer: {
      info: {
        poolGroups: [
          {
            pools: [
              {
                url: 'stratum+tcp://a.example:3333',
                user: 'me',
                active: true,
                status: 'ALIVE',
                shares: { acceptedSolutions: 31, rejectedSolutions: 2 },
              },
            ],
          },
          {
            pools: [
              {
                url: 'stratum+tcp://b.example:3333',
                user: 'me',
                active: true,
                status: 'DEAD',
                shares: { acceptedSolutions: 18, rejectedSolutions: 0 },
              },
            ],
          },
        ],
      },
    },
  },
  events: {
    events: {
      appeals: [
        { kind: 'ERROR', message: 'Hashboard 2 is too hot' },
        { kind: 'INFO', message: 'welcome' },
      ],
    },
  },
  model: { bosminer: { info: { modelName: 'Bitmain Antminer S21+' } } },
  card: [{ macaddr: '02:00:00:aa:bb:cc' }],
};

describe('over GraphQL, up to 25.05', () => {
  test('everything a miner tells is read, and the shares of all its groups of pools count', () => {
    const { identity, reading } = parseBraiinsGraphql(GRAPHQL, AT_MS);
    expect(identity).toEqual({
      ...{ family: 'braiins', mac: '02:00:00:AA:BB:CC', make: 'Antminer', model: 'Antminer S21+' },
      ...{ firmware: '2025-06-25-0-45f356ea-25.05.1-plus', hostname: 'shed', algorithm: 'sha256' },
    });
    expect(reading).toMatchObject({
      ...{
        hashrateHs: 128e12,
        expectedHashrateHs: 134e12,
        powerW: 3_698,
        powerLimitW: 3_878,
        uptimeS: 693_609,
      },
      ...{ tempChipMaxC: 66.5, tempBoardMaxC: 51.5, mining: true, shares: { accepted: 49, rejected: 2 } },
      ...{
        fans: [
          { rpm: 6_421, percent: 100 },
          { rpm: 0, percent: 100 },
        ],
        oddities: [],
      },
      boards: [
        {
          id: 1,
          hashrateHs: 64e12,
          chips: 55,
          tempChipC: 66.5,
          tempBoardC: 51.5,
          frequencyMhz: 601.5,
          voltageV: 13.4,
        },
        { id: 2 },
      ],
      pools: [
        { active: true, alive: true, accepted: 31 },
        { active: true, alive: false, accepted: 18 },
      ],
      faults: [{ code: 'ERROR', message: 'Hashboard 2 is too hot' }],
    });
  });

  test('before 25.05 sensors had other names', () => {
    const boards = inSolver([solver('6', ['Board', 'Chip'])]);
    expect(parseBraiinsGraphql({ ...GRAPHQL, boards }, AT_MS).reading.boards).toMatchObject([
      { id: 6, tempChipC: 66.5, tempBoardC: 51.5 },
    ]);
  });

  const BOARD = 'boards/bosminer/info/workSolver/childSolvers';
  const FEEDS: Feeds = {
    'system/bos/hostname': 'hostname',
    'system/bos/info': 'firmware',
    'system/bos/uptime': 'uptimeS',
    'system/bosminer/info/fans': 'fans',
    'system/bosminer/info/summary/power/approxConsumptionW': 'powerW',
    'system/bosminer/info/summary/power/limitW': 'powerLimitW',
    'system/bosminer/info/workSolver/nominalMhs': 'expectedHashrateHs',
    'system/bosminer/info/workSolver/realHashrate': 'hashrateHs mining',
    [`${BOARD}/name`]: 'boards.id',
    [`${BOARD}/realHashrate`]: 'boards.hashrateHs',
    [`${BOARD}/hwDetails/chips`]: 'boards.chips',
    [`${BOARD}/hwDetails/frequencyMhz`]: 'boards.frequencyMhz',
    [`${BOARD}/hwDetails/voltageV`]: 'boards.voltageV',
    [`${BOARD}/temperatures`]: 'boards.tempChipC boards.tempBoardC tempChipMaxC tempBoardMaxC',
    pools: 'pools accepted rejected',
    events: 'faults',
    model: 'model make',
    card: 'mac',
  };

  test('any damaged field of any reply empties no other, and nothing impossible is told', () => {
    const whole = parseBraiinsGraphql(GRAPHQL, AT_MS);
    fc.assert(
      fc.property(damaged(GRAPHQL), (damage) => {
        const hurt = parseBraiinsGraphql(damage.reply as typeof GRAPHQL, AT_MS);
        expectPhysical(hurt);
        expectRestUntouched(whole, hurt, damage, FEEDS);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['Antminer S19 XP', 'Antminer'],
  ['Bitmain Antminer S9', 'Antminer'],
  ['S19J PRO', 'Antminer'],
  ['Braiins Mini Miner BMM 101', 'Braiins'],
  ['BMM 101', 'Braiins'],
  ['Whatsminer M50', 'Whatsminer'],
  [undefined, 'Antminer'],
])('a %s is made by %s', (model, make) => {
  expect(braiinsMake(model)).toBe(make);
});

describe('which API a miner has', () => {
  const nowMs = () => AT_MS;
  const notThere = webReply('', { status: 404 });
  const closed = webReply('', { status: 401 });
  const rest = {
    '/api/v1/version': jsonReply({ major: 1, minor: 3, patch: 0 }),
    '/api/v1/miner/details': jsonReply(REST.details),
    '/api/v1/miner/stats': jsonReply(REST.stats),
    '/api/v1/miner/hw/hashboards': jsonReply(REST.hashboards),
    '/api/v1/cooling/state': jsonReply(REST.cooling),
    '/api/v1/pools': jsonReply(REST.pools),
    '/api/v1/performance/tuner-state': notThere,
    '/api/v1/miner/errors': notThere,
  };

  test('its version tells', async () => {
    const device = scriptedDevice({ web: rest });
    await expect(braiins.read(device, { nowMs })).resolves.toMatchObject({ reading: { hashrateHs: 248e12 } });
    expect(device.asked).not.toContain('POST /graphql');
  });

  test('and else that GraphQL answers, though some of its queries fail', async () => {
    const http = ({ path, body }: { path: string; body?: string }) => {
      const name = /query (\w+)/.exec(body ?? '')?.[1];
      if (path !== '/graphql') return Promise.resolve(notThere);
      const data = name === 'system' ? GRAPHQL.system : name === 'boards' ? GRAPHQL.boards : null;
      const errors = data === null ? [{ message: `Unknown field "${name}"` }] : undefined;
      return Promise.resolve(jsonReply({ data, errors }));
    };
    const device = { ...scriptedDevice({}), http };
    await expect(braiins.read(device, { nowMs })).resolves.toMatchObject({
      identity: { hostname: 'shed', make: 'Antminer', model: undefined },
      reading: { hashrateHs: 128e12, boards: [{ id: 1 }, { id: 2 }], pools: [], faults: [] },
    });
  });

  test('behind an unknown password it is read over cgminer’s commands, and says that there is more', async () => {
    const locked = Object.fromEntries(Object.keys(rest).map((path) => [path, closed]));
    const web = {
      ...locked,
      '/api/v1/version': rest['/api/v1/version'],
      '/api/v1/auth/login': closed,
      '/cgi-bin/get_system_info.cgi': notThere,
    };
    const summary = {
      STATUS: [{ STATUS: 'S' }],
      SUMMARY: [{ 'MHS 5s': 128e6, 'MHS av': 127e6, Elapsed: 60, Accepted: 3 }],
    };
    const api = { version: {}, stats: {}, pools: {}, devs: {}, summary };
    await expect(braiins.read(scriptedDevice({ web, api }), { nowMs })).resolves.toMatchObject({
      identity: { family: 'braiins' },
      reading: { hashrateHs: 128e12, oddities: [{ field: 'login' }] },
    });
    await expect(braiins.read(scriptedDevice({ web }), { nowMs })).rejects.toMatchObject({ kind: 'refused' });
  });
});
