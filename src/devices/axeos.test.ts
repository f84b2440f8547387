import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyValue,
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { GAMMA } from '../../tests/support/raw-replies.ts';
import { type Json, recorded } from '../../tests/support/recorded-shape.ts';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { axeos, parseAxeos, supportsLiveFeed } from './axeos.ts';
import { bitaxeModel } from './axeos-models.ts';
import { DeviceError } from './transport.ts';

const AT_MS = 1_790_000_000_000;

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
  fanspeed: 'fans fanSet',
  manualFanSpeed: 'fanSet',
  autofanspeed: 'fanSet',
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
