import { describe, expect, test } from 'vitest';
import { GAMMA } from '../../tests/support/raw-replies.ts';
import { parseAxeos } from './axeos.ts';

const AT_MS = 1_790_000_000_000;
const reading = (fields: object) => parseAxeos(fields, AT_MS).reading;

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

  test('a fan that was fixed is told by its speed until 2.10, since 2.11 by a field of its own', () => {
    const fanSet = (told: object) =>
      parseAxeos({ ASICModel: 'BM1366', hashRate: 480, ...told }, 0).reading.fanSet;
    expect(fanSet({ autofanspeed: 1, fanspeed: 40 })).toEqual({ auto: true });
    expect(fanSet({ autofanspeed: 0, fanspeed: 40 })).toEqual({ auto: false, percent: 40 });
    expect(fanSet({ autofanspeed: 0, fanspeed: 38, manualFanSpeed: 40 })).toEqual({
      auto: false,
      percent: 40,
    });
    expect(fanSet({ fanspeed: 40 })).toBeUndefined();
  });

  test('2.1 says fanSpeed for turns and fanspeed for percent, 2.2 says fanrpm', () => {
    expect(reading({ fanSpeed: 5_000, fanspeed: 99 }).fans).toEqual([{ rpm: 5_000, percent: 99 }]);
    expect(reading({ fanrpm: 3_900, fanspeed: 50 }).fans).toEqual([{ rpm: 3_900, percent: 50 }]);
  });

  test('a BitForge says fanSpeed for percent, and the temperature of each of its chips', () => {
    const told = reading({ fanrpm: 3_859, fanSpeed: 63, temp: 53.75, chiptemp1: 51.75, chiptemp2: 55.75 });
    expect(told.fans).toEqual([{ rpm: 3_859, percent: 63 }]);
    expect(told.tempChipMaxC).toBe(55.75);
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
