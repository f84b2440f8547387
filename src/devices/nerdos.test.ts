import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyValue,
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { NERDQAXE } from '../../tests/support/raw-replies.ts';
import { recorded } from '../../tests/support/recorded-shape.ts';
import { jsonReply, scriptedDevice } from '../../tests/support/scripted-device.ts';
import { nerdos, parseNerdos } from './nerdos.ts';

const AT_MS = 1_790_000_000_000;

const RATES = 'expectedHashrateHs hashrateHs hashrateAvgHs mining boards.hashrateHs';
const FEEDS: Feeds = {
  ASICModel: 'asicModel',
  deviceModel: 'model',
  macAddr: 'mac',
  hostname: 'hostname',
  version: 'firmware',
  boardVersion: 'boardVersion',
  asicCount: `boards.chips ${RATES}`,
  smallCoreCount: RATES,
  frequency: `frequencyMhz boards.frequencyMhz ${RATES}`,
  power: 'powerW',
  voltage: 'voltageInV',
  current: 'currentA',
  currentA: 'currentA',
  temp: 'tempChipMaxC boards.tempChipC',
  vrTemp: 'tempVrC',
  asicTemps: 'boards.perChip',
  hashRate: 'hashrateHs mining boards.hashrateHs',
  hashRate_1h: 'hashrateAvgHs',
  coreVoltage: 'voltageCoreSetV',
  coreVoltageActual: 'voltageCoreV boards.voltageV',
  fanspeed: 'fans fanSet',
  manualFanSpeed: 'fanSet',
  autofanspeed: 'fanSet',
  fanrpm: 'fans',
  fanCount: 'fans',
  fanspeed2: 'fans',
  fanrpm2: 'fans',
  shutdown: 'paused mining',
  'stratum/usingFallback': 'pools',
  // Whichever value becomes 1, two pools at once, has both in use.
  'stratum/activePoolMode': 'pools',
  'stratum/pools/poolDifficulty': 'poolDifficulty',
  'stratum/pools/pingRtt': 'poolLatencyMs',
  poolDifficulty: 'poolDifficulty',
  sharesAccepted: 'accepted',
  sharesRejected: 'rejected',
  bestDiff: 'bestShare',
  bestSessionDiff: 'bestShareSession',
  stratumURL: 'pools',
  stratumPort: 'pools',
  stratumUser: 'pools',
  fallbackStratumURL: 'pools',
  fallbackStratumPort: 'pools',
  fallbackStratumUser: 'pools',
  wifiRSSI: 'wifiRssiDbm',
  uptimeSeconds: 'uptimeS',
};

const reading = (fields: object) => parseNerdos(fields, AT_MS).reading;

describe('a damaged reply', () => {
  const recording = recorded('nerdos/nerdqaxe-plusplus-v1.1.0-beta1/api_system_info.json');
  test.each([NERDQAXE, ...(recording ? [recording] : [])])(
    'costs the damaged field and no other (reply %#)',
    (reply) => {
      const whole = parseNerdos(reply, AT_MS);
      expectPhysical(whole);
      fc.assert(
        fc.property(damaged(reply), (damage) => {
          const hurt = parseNerdos(damage.reply, AT_MS);
          expectPhysical(hurt);
          expectRestUntouched(whole, hurt, damage, FEEDS);
        }),
        { numRuns: 1_000 },
      );
    },
  );

  test('of nothing we know is refused as unreadable, whatever JSON it is', async () => {
    fc.assert(fc.property(anyValue, (reply) => expectPhysical(parseNerdos(reply, AT_MS))));
    for (const reply of [{}, [], null, 'ok', { stratum: {} }]) {
      const device = scriptedDevice({ web: { '/api/system/info': jsonReply(reply) } });
      await expect(nerdos.read(device, { nowMs: () => AT_MS })).rejects.toMatchObject({
        kind: 'unreadable-reply',
      });
    }
  });
});

describe('the units of each version', () => {
  test.each([
    ['v1 tells millivolts', { coreVoltage: 1_150, coreVoltageActual: 1_148, voltage: 12_250 }],
    ['v2 tells volts', { coreVoltage: 1.15, coreVoltageActual: 1.148, voltage: 12.25 }],
  ])('%s', (_, fields) => {
    const { voltageCoreSetV, voltageCoreV, voltageInV } = reading(fields);
    expect([voltageCoreSetV, voltageCoreV, voltageInV]).toEqual([1.15, 1.148, 12.25]);
  });

  test('a core of 50 V is neither, and refused', () => {
    const { voltageCoreV, oddities } = reading({ coreVoltageActual: 50 });
    expect(voltageCoreV).toBeUndefined();
    expect(oddities).toEqual([{ field: 'coreVoltageActual', problem: 'out of range', found: '50' }]);
  });

  test('amperes go before milliamperes', () => {
    expect(reading({ current: 8_437.5 }).currentA).toBeCloseTo(8.4375);
    expect(reading({ current: 8_437.5, currentA: 8.5 }).currentA).toBe(8.5);
  });

  test('the best difficulty is text on v1.0, a number since', () => {
    expect(reading({ bestDiff: '270M' }).bestShare).toBe(270e6);
    expect(reading({ bestDiff: 13_790_464_144 }).bestShare).toBe(13_790_464_144);
  });

  test.each([
    [{ isUsingFallbackStratum: true }, [false, true]],
    [{ stratum: { usingFallback: true } }, [false, true]],
    [{ stratum: { usingFallback: false }, isUsingFallbackStratum: true }, [true, false]],
    [{}, [true, false]],
  ])('%j tells which pool is in use', (fields, active) => {
    const pools = { stratumURL: 'a.example', fallbackStratumURL: 'b.example' };
    expect(reading({ ...pools, ...fields }).pools.map((pool) => pool.active)).toEqual(active);
  });

  test('counts of the pool stand in where the device tells none of its own', () => {
    expect(reading({ ...NERDQAXE, sharesAccepted: undefined, sharesRejected: null }).shares).toMatchObject({
      accepted: 3_492,
      rejected: 3,
    });
  });
});

test('switched off by its owner it is paused, not dead: it says 0 GH/s until it is started anew', () => {
  expect(reading({ hashRate: 0, shutdown: true })).toMatchObject({
    paused: true,
    mining: false,
    hashrateHs: 0,
  });
  expect(reading({ hashRate: 5_000, shutdown: false })).toMatchObject({ paused: false, mining: true });
});

test('chip sensors that all say 0 are not there', () => {
  expect(reading({ asicTemps: [0, 0, 0, 0] }).boards[0]).not.toHaveProperty('perChip');
  expect(reading({ asicTemps: [58, 0, 1e300, 57] }).boards[0]?.perChip).toEqual([
    { tempC: 58 },
    {},
    {},
    { tempC: 57 },
  ]);
});

test('a rate far beyond what four chips can do is a glitch', () => {
  expect(reading({ ...NERDQAXE, hashRate: 200_000 }).hashrateHs).toBeUndefined();
  expect(reading({ ...NERDQAXE, hashRate: 200_000 }).hashrateAvgHs).toBeCloseTo(5_509.091e9, 0);
});

describe('fans and pools', () => {
  test('a board with one fan does not have a second that stands still', () => {
    const rpms = (fields: object) =>
      parseNerdos({ ...NERDQAXE, ...fields }, AT_MS).reading.fans.map(({ rpm }) => rpm);
    expect(rpms({ fanCount: 1, fanrpm2: 0 })).toEqual([1_796]);
    expect(rpms({ fanrpm2: 0 })).toEqual([1_796]);
    expect(rpms({ fanCount: 2, fanrpm2: 0 })).toEqual([1_796, 0]);
  });

  test('with two pools at once both are in use, and their shares add up (NerdQAxePlus, IStratum.ts)', () => {
    const pools = [
      { accepted: 10, rejected: 1 },
      { accepted: 5, rejected: 0 },
    ];
    const { sharesAccepted: _, sharesRejected: __, ...rest } = NERDQAXE;
    const { reading } = parseNerdos(
      { ...rest, stratum: { poolMode: 1, activePoolMode: 1, poolBalance: 50, pools } },
      AT_MS,
    );
    expect(reading.pools.map(({ active }) => active)).toEqual([true, true]);
    expect(reading.shares).toMatchObject({ accepted: 15, rejected: 1 });
  });

  test('firmware of 2025 is read: millivolts, best shares as text, no stratum section (hass-miner#543)', () => {
    const { identity, reading } = parseNerdos(
      {
        ...{ asicCount: 4, smallCoreCount: 2_040, deviceModel: 'NerdQAxe++', hostip: '192.168.255.146' },
        ...{ macAddr: 'F0:9E:9E:1F:94:CC', power: 78.25, voltage: 11_765.63, current: 6_679.688 },
        ...{ temp: 54.75, vrTemp: 60, hashRate: 4_756.291, hashRate_1h: 4_756.291, frequency: 600 },
        ...{ bestDiff: '270M', bestSessionDiff: '2.75M', coreVoltage: 1_120, coreVoltageActual: 1_119 },
        ...{
          sharesAccepted: 348,
          sharesRejected: 1,
          isUsingFallbackStratum: false,
          fanspeed: 62,
          fanrpm: 1_924,
        },
        ...{
          lastpingrtt: 34.14285714,
          poolDifficulty: 4_096,
          stratumURL: 'eu.stratum.braiins.com',
          stratumPort: 3_333,
        },
        ...{ stratumUser: 'o.NerdQaxe++', fallbackStratumURL: 'public-pool.io', fallbackStratumPort: 21_496 },
      },
      AT_MS,
    );
    expect(identity).toMatchObject({ family: 'nerdos', make: 'NerdAxe', model: 'NerdQAxe++' });
    expect(reading).toMatchObject({
      expectedHashrateHs: expect.closeTo(4_896e9, 0),
      voltageInV: 11.76563,
      voltageCoreV: 1.119,
      currentA: expect.closeTo(6.679688),
      bestShare: 270e6,
      fans: [{ rpm: 1_924, percent: 62 }],
      pools: [
        { url: 'stratum+tcp://eu.stratum.braiins.com:3333', active: true },
        { url: 'stratum+tcp://public-pool.io:21496', active: false },
      ],
    });
  });
});
