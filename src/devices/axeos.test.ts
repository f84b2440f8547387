import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyValue,
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { type Json, recorded } from '../../tests/support/recorded-shape.ts';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { axeos, parseAxeos, supportsLiveFeed } from './axeos.ts';
import { bitaxeModel } from './axeos-models.ts';
import { DeviceError } from './transport.ts';

const AT_MS = 1_790_000_000_000;

/** A Gamma on 2.12, as small as it can be and still say everything. */
const GAMMA = {
  ASICModel: 'BM1370',
  macAddr: '10:f5:12:33:bb:f0',
  hostname: 'bitaxe',
  version: 'v2.12.2',
  boardVersion: '601',
  power: 18.75,
  voltage: 5_093.75,
  current: 12_015.6,
  temp: 60.125,
  temp2: -1,
  vrTemp: 62,
  hashRate: 1_072.24,
  hashRate_1h: 1_071.87,
  expectedHashrate: 1_071,
  errorPercentage: 0.1,
  bestDiff: 49_224_525,
  bestSessionDiff: 2_038_368,
  poolDifficulty: 1_000,
  networkDifficulty: 146_472_570_619_930,
  isUsingFallbackStratum: 0,
  coreVoltage: 1_150,
  coreVoltageActual: 1_144,
  frequency: 525,
  sharesAccepted: 4_768,
  sharesRejected: 13,
  sharesRejectedReasons: [{ message: 'Stale', count: 13 }],
  uptimeSeconds: 18_574,
  smallCoreCount: 2_040,
  stratumURL: 'public-pool.io',
  stratumPort: 21_496,
  stratumUser: 'bc1q.bitaxe',
  fallbackStratumURL: 'solo.ckpool.org',
  fallbackStratumPort: 3_333,
  fallbackStratumUser: 'bc1q.bitaxe',
  responseTime: 188.5,
  overheat_mode: 0,
  fanspeed: 48.42,
  fanrpm: 3_915,
  fan2rpm: 0,
  wifiRSSI: -44,
  hashrateMonitor: { asics: [{ total: 1_072.24, domains: [273.6, 276.2, 268.5, 253.9], errorCount: 1_415 }] },
} as const;

const RATES = 'hashrateHs hashrateAvgHs mining boards.hashrateHs boards.perChip hwErrors';
/** What each field speaks for; a field that is not named speaks for nothing. */
const FEEDS: Feeds = {
  ASICModel: 'asicModel',
  macAddr: 'mac',
  hostname: 'hostname',
  version: 'firmware',
  axeOSVersion: 'firmware',
  boardVersion: 'boardVersion model',
  deviceModel: 'model',
  power: 'powerW',
  voltage: 'voltageInV',
  current: 'currentA',
  temp: 'tempChipMaxC boards.tempChipC',
  temp2: 'tempChipMaxC boards.tempChipC',
  vrTemp: 'tempVrC',
  hashRate: 'hashrateHs mining boards.hashrateHs',
  hashRate_1h: 'hashrateAvgHs',
  expectedHashrate: `expectedHashrateHs ${RATES}`,
  asicCount: `boards.chips expectedHashrateHs ${RATES}`,
  smallCoreCount: `expectedHashrateHs ${RATES}`,
  errorPercentage: 'hwErrorPct',
  bestDiff: 'bestShare',
  bestSessionDiff: 'bestShareSession',
  poolDifficulty: 'poolDifficulty',
  stratumDiff: 'poolDifficulty',
  networkDifficulty: 'networkDifficulty',
  isUsingFallbackStratum: 'pools',
  coreVoltage: 'voltageCoreSetV',
  coreVoltageActual: 'voltageCoreV boards.voltageV',
  frequency: `frequencyMhz boards.frequencyMhz expectedHashrateHs ${RATES}`,
  sharesAccepted: 'accepted',
  sharesRejected: 'rejected',
  sharesRejectedReasons: 'rejectedReasons',
  uptimeSeconds: 'uptimeS',
  stratumURL: 'pools',
  stratumPort: 'pools',
  stratumUser: 'pools',
  fallbackStratumURL: 'pools',
  fallbackStratumPort: 'pools',
  fallbackStratumUser: 'pools',
  responseTime: 'poolLatencyMs',
  overheat_mode: 'overheated faults',
  fanspeed: 'fans',
  fanSpeed: 'fans',
  fanrpm: 'fans',
  fan2rpm: 'fans',
  wifiRSSI: 'wifiRssiDbm',
  hashrateMonitor: 'boards.perChip hwErrors',
};

const reading = (fields: object) => parseAxeos(fields, AT_MS).reading;
const identity = (fields: object) => parseAxeos(fields, AT_MS).identity;

describe('a damaged reply', () => {
  const recordings = ['ultra-0.11-v2.1.3', 'supra-401-v2.4.5', 'gamma-601-v2.12.2', 'suprahex-702-tch-2.7.0'];
  const replies: [string, Json][] = recordings.flatMap((name) => {
    const reply = recorded(`axeos/${name}/api_system_info.json`);
    return reply ? [[`the recorded ${name}`, reply]] : [];
  });

  test.each([['a Gamma', GAMMA], ...replies] as const)(
    'of %s costs the damaged field and no other',
    (_, reply) => {
      const whole = parseAxeos(reply, AT_MS);
      expectPhysical(whole);
      fc.assert(
        fc.property(damaged(reply), (damage) => {
          const hurt = parseAxeos(damage.reply, AT_MS);
          expectPhysical(hurt);
          expectRestUntouched(whole, hurt, damage, FEEDS);
        }),
        { numRuns: 1_000 },
      );
    },
  );

  test('of nothing we know is refused as unreadable, whatever JSON it is', async () => {
    await fc.assert(
      fc.asyncProperty(anyValue, async (reply) => {
        expectPhysical(parseAxeos(reply, AT_MS));
      }),
    );
    for (const reply of [{}, [], null, 5, 'ok', { error: 'starting' }, [GAMMA]]) {
      const device = scriptedDevice({ web: { '/api/system/info': jsonReply(reply) } });
      await expect(axeos.read(device, { nowMs: () => AT_MS })).rejects.toMatchObject({
        name: 'DeviceError',
        kind: 'unreadable-reply',
      });
    }
  });

  test.each([
    ['a web page', webReply('<!doctype html><title>Router</title>'), 'unreadable-reply', 'Router'],
    ['cut off', webReply('{"ASICModel":"BM13'), 'unreadable-reply', 'cut off'],
    ['empty', webReply(''), 'unreadable-reply', 'empty'],
    ['a refusal', webReply('', { status: 401 }), 'refused', '401'],
    ['a server error', webReply('', { status: 500 }), 'unreadable-reply', '500'],
  ])('that is %s is a typed failure that says so', async (_, reply, kind, said) => {
    const device = scriptedDevice({ web: { '/api/system/info': reply } });
    const failure = await axeos.read(device, { nowMs: () => AT_MS }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DeviceError);
    expect(failure).toMatchObject({ kind, detail: expect.stringContaining(said) });
  });
});

describe('the names and units of each version', () => {
  test('2.0 knows no MAC, no expected rate, no fan percent: they are absent and not 0', () => {
    const { identity: who, reading: what } = parseAxeos(
      { ASICModel: 'BM1366', hashRate: 480.5, power: 11.6, temp: 51, fanSpeed: 4_100, frequency: 485 },
      AT_MS,
    );
    expect(who.mac).toBeUndefined();
    expect(what).toMatchObject({ hashrateHs: 480.5e9, powerW: 11.6, tempChipMaxC: 51, frequencyMhz: 485 });
    expect(what.fans).toEqual([{ rpm: 4_100, percent: undefined }]);
    const absent = ['expectedHashrateHs', 'tempVrC', 'voltageInV', 'bestShare', 'uptimeS', 'wifiRssiDbm'];
    for (const name of absent) expect(what).toHaveProperty(name, undefined);
    expect(what.shares).toEqual({ accepted: undefined, rejected: undefined, rejectedReasons: undefined });
  });

  test('2.1 says fanSpeed for turns and fanspeed for percent, 2.2 says fanrpm', () => {
    expect(reading({ fanSpeed: 5_000, fanspeed: 99 }).fans).toEqual([{ rpm: 5_000, percent: 99 }]);
    expect(reading({ fanrpm: 3_900, fanspeed: 50 }).fans).toEqual([{ rpm: 3_900, percent: 50 }]);
  });

  test('a fan in percent is a float since 2.11', () => {
    expect(reading({ fanrpm: 3_915, fanspeed: 48.4200668 }).fans).toEqual([
      { rpm: 3_915, percent: 48.4200668 },
    ]);
  });

  test('a second fan counts once it turns', () => {
    expect(reading({ fanrpm: 3_000, fanspeed: 50, fan2rpm: 0 }).fans).toHaveLength(1);
    expect(reading({ fanrpm: 3_000, fanspeed: 50, fan2rpm: 2_900 }).fans[1]).toEqual({
      rpm: 2_900,
      percent: 50,
    });
  });

  test('the best difficulty is text as people write it before 2.11, then a number', () => {
    expect(reading({ bestDiff: '2.03 G' }).bestShare).toBeCloseTo(2.03e9);
    expect(reading({ bestSessionDiff: '5.56M' }).bestShareSession).toBeCloseTo(5.56e6);
    expect(reading({ bestDiff: 49_224_525 }).bestShare).toBe(49_224_525);
    expect(reading({ bestDiff: '0' }).bestShare).toBe(0);
  });

  test('before 2.8 the expected rate is clock × cores × chips', () => {
    const before = { frequency: 485, smallCoreCount: 894, asicCount: 1 };
    expect(reading(before).expectedHashrateHs).toBeCloseTo(485e6 * 894);
    expect(reading({ ...before, asicCount: undefined }).expectedHashrateHs).toBeUndefined();
    expect(reading({ ...before, expectedHashrate: 430 }).expectedHashrateHs).toBe(430e9);
  });

  test('poolDifficulty of 2.9 goes before the stratumDiff it replaced', () => {
    expect(reading({ stratumDiff: 512 }).poolDifficulty).toBe(512);
    expect(reading({ stratumDiff: 512, poolDifficulty: 1_000 }).poolDifficulty).toBe(1_000);
  });

  test('millivolts and milliamperes are volts and amperes', () => {
    const { voltageCoreV, voltageCoreSetV, voltageInV, currentA } = reading(GAMMA);
    expect(voltageCoreV).toBeCloseTo(1.144);
    expect(voltageCoreSetV).toBeCloseTo(1.15);
    expect(voltageInV).toBeCloseTo(5.09375);
    expect(currentA).toBeCloseTo(12.0156);
  });

  test('the set core voltage is never taken for a measured one', () => {
    const { voltageCoreSetV, voltageCoreV } = reading({ coreVoltage: 1_150 });
    expect(voltageCoreSetV).toBeCloseTo(1.15);
    expect(voltageCoreV).toBeUndefined();
  });

  test('the hotter of two chip sensors counts; −1 and 0 are no sensor', () => {
    expect(reading({ temp: 58, temp2: 61 }).tempChipMaxC).toBe(61);
    expect(reading({ temp: 58, temp2: -1 }).tempChipMaxC).toBe(58);
    expect(reading({ temp: -1, temp2: 0, vrTemp: 0 })).toMatchObject({
      tempChipMaxC: undefined,
      tempVrC: undefined,
    });
  });

  test('no miner that answers draws 0 W: boards 800 and 801 have no meter (ESP-Miner #1499)', () => {
    expect(reading({ power: 0 }).powerW).toBeUndefined();
    expect(reading({ power: 0 }).oddities).toEqual([]);
  });

  test('since 2.14 the clock that runs goes before the clock that was set', () => {
    expect(reading({ frequency: 600, actualFrequency: 500 }).frequencyMhz).toBe(500);
    expect(reading({ frequency: 600 }).frequencyMhz).toBe(600);
  });

  test('since 2.14 a paused miner does not mine, whatever its last rate was', () => {
    expect(reading({ hashRate: 1_000, miningPaused: true })).toMatchObject({ mining: false, paused: true });
    expect(reading({ hashRate: 1_000, miningPaused: false })).toMatchObject({ mining: true, paused: false });
    expect(reading({ hashRate: 1_000 }).paused).toBeUndefined();
  });

  test('faults are told only while they stand', () => {
    expect(reading({ power_fault: 'Power supply: undervoltage', overheat_mode: 1 }).faults).toEqual([
      { code: 'power_fault', message: 'Power supply: undervoltage' },
      { code: 'overheat_mode', message: expect.any(String) },
    ]);
    expect(reading({ overheat_mode: 0 }).faults).toEqual([]);
  });

  test('a version nobody has seen yet is read as far as its names are known', () => {
    const { reading: what, identity: who } = parseAxeos(
      { ...GAMMA, version: 'v9.0.0', hashRate: undefined, hashrateNow: { ghs: 1_072 }, temp: { c: 60 } },
      AT_MS,
    );
    expect(who).toMatchObject({ mac: '10:F5:12:33:BB:F0', firmware: 'v9.0.0' });
    expect(what).toMatchObject({ hashrateHs: undefined, mining: undefined, powerW: 18.75, uptimeS: 18_574 });
    expect(what.oddities.map(({ field }) => field)).toEqual(['temp']);
  });
});

describe('a hashrate that the clock cannot give', () => {
  test('is a register glitch and left out (ESP-Miner #1445)', () => {
    const { hashrateHs, hashrateAvgHs, mining, oddities } = reading({ ...GAMMA, hashRate: 200_000 });
    expect(hashrateHs).toBeUndefined();
    expect(mining).toBeUndefined();
    expect(hashrateAvgHs).toBeCloseTo(1_071.87e9, 0);
    expect(oddities).toEqual([{ field: 'hashRate', problem: expect.any(String), found: '200000' }]);
  });

  test('up to twice what is expected is luck', () => {
    expect(reading({ expectedHashrate: 1_000, hashRate: 2_000 }).hashrateHs).toBe(2_000e9);
    expect(reading({ expectedHashrate: 1_000, hashRate: 2_000.1 }).hashrateHs).toBeUndefined();
  });

  test('is told apart by clock, cores and chips where the version does not say what it expects', () => {
    const old = { frequency: 485, smallCoreCount: 894, asicCount: 1 };
    expect(reading({ ...old, hashRate: 200_000 }).hashrateHs).toBeUndefined();
    expect(reading({ ...old, hashRate: 480 }).hashrateHs).toBe(480e9);
  });

  test('is taken where nothing tells what to expect', () => {
    expect(reading({ hashRate: 200_000 }).hashrateHs).toBe(200e12);
  });

  test('of one chip is left out and named by its place', () => {
    const glitch = { asics: [{ total: 9e6, domains: [270, 9e6, 260, 250], errorCount: 3 }] };
    const { boards, hwErrors, oddities } = reading({ ...GAMMA, hashrateMonitor: glitch });
    expect(boards[0]?.perChip).toEqual([{ errors: 3 }]);
    expect(hwErrors).toBe(3);
    expect(oddities.map(({ field }) => field)).toEqual([
      'hashrateMonitor.asics[0].domains',
      'hashrateMonitor.asics[0].total',
    ]);
  });
});

describe('who it is', () => {
  test.each(['10:f5:12:33:bb:f0', '10-F5-12-33-BB-F0', '10F51233BBF0'])(
    'the MAC %s is one identity',
    (macAddr) => {
      expect(identity({ macAddr }).mac).toBe('10:F5:12:33:BB:F0');
    },
  );

  test.each(['', '00:00:00:00:00:00', 'unknown', 7, null, ['10:f5:12:33:bb:f0']])(
    '%j is no MAC, and never an identity that two devices share',
    (macAddr) => {
      expect(identity({ macAddr }).mac).toBeUndefined();
    },
  );

  test('is the same under another name, version and address', () => {
    const before = identity(GAMMA);
    const after = identity({ ...GAMMA, hostname: 'garage', version: 'v2.15.0', ipv4: '192.168.1.9' });
    expect(after.mac).toBe(before.mac);
  });

  test.each([
    ['601', 'Gamma'],
    ['401', 'Supra'],
    ['702', 'SupraHex'],
    ['0.11', 'Ultra'],
    ['650', 'GammaDuo'],
    ['999', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
  ])('board %s is a %s', (boardVersion, model) => {
    expect(bitaxeModel(boardVersion)).toBe(model);
  });

  test('a fork that tells its model is believed', () => {
    expect(identity({ boardVersion: '601', deviceModel: 'Piaxe' }).model).toBe('Piaxe');
  });
});

describe('pools', () => {
  test('2.15 keeps them in slots, and says which two are meant', () => {
    const { pools } = reading({
      pools: [
        { id: 0, stratumURL: 'a.example', stratumPort: 3333, stratumUser: 'x' },
        { id: 3, stratumURL: 'b.example', stratumPort: 4444, stratumUser: '' },
        { id: 4, stratumURL: '', stratumPort: 3333 },
      ],
      primaryPoolIndex: 3,
      secondaryPoolIndex: 0,
      isUsingFallbackStratum: 0,
    });
    expect(pools).toEqual([
      { url: 'stratum+tcp://a.example:3333', user: 'x', active: false },
      { url: 'stratum+tcp://b.example:4444', user: '', active: true },
    ]);
  });

  test('on its fallback the second one is in use', () => {
    const active = (isUsingFallbackStratum: number) =>
      reading({ ...GAMMA, isUsingFallbackStratum }).pools.map((pool) => pool.active);
    expect(active(0)).toEqual([true, false]);
    expect(active(1)).toEqual([false, true]);
  });

  test.each([
    ['pool.example', 3333, 'stratum+tcp://pool.example:3333'],
    ['stratum+ssl://pool.example', 443, 'stratum+ssl://pool.example:443'],
    ['pool.example:700', 3333, 'stratum+tcp://pool.example:700'],
    ['fd00::7', 3333, 'stratum+tcp://[fd00::7]:3333'],
    ['[fd00::7]', 3333, 'stratum+tcp://[fd00::7]:3333'],
    ['pool.example', -5, 'stratum+tcp://pool.example'],
    ['pool.example', 1e9, 'stratum+tcp://pool.example'],
  ])('host %s and port %d are %s, in slots as before', (stratumURL, stratumPort, url) => {
    expect(reading({ stratumURL, stratumPort }).pools[0]?.url).toBe(url);
    expect(reading({ pools: [{ id: 0, stratumURL, stratumPort }] }).pools[0]?.url).toBe(url);
  });

  test('a slot that cannot be read leaves the others their places', () => {
    const slot = { stratumURL: 'b.example', stratumPort: 3333 };
    expect(reading({ pools: [null, slot], primaryPoolIndex: 1 }).pools.map(({ active }) => active)).toEqual([
      true,
    ]);
  });
});

test.each([
  ['v2.13.1', false],
  ['v2.14.0', true],
  ['2.14.0b1', true],
  ['v2.15.0', true],
  ['v3.0.0', true],
  ['v10.1.0', true],
  ['nightly', false],
  [undefined, false],
])('firmware %s pushes its state: %s', (firmware, pushes) => {
  expect(supportsLiveFeed({ family: 'axeos', firmware, algorithm: 'sha256' })).toBe(pushes);
  expect(supportsLiveFeed({ family: 'nerdos', firmware, algorithm: 'sha256' })).toBe(false);
});
