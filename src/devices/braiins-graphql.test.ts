import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { parseBraiinsGraphql } from './braiins-graphql.ts';

const AT_MS = Date.parse('2026-04-17T17:00:00Z');

/** Shaped like 25.05, all values made up. */
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
