import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyValue, damaged } from '../../tests/support/damaged-reply.ts';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { axeosHistory, parseAxeosStatistics } from './axeos-statistics.ts';
import { DeviceError } from './transport.ts';

const RECEIVED_MS = 1_790_000_000_000;
const PATH = '/api/system/statistics';

const table = (labels: readonly unknown[], ...statistics: readonly unknown[]) => ({
  currentTimestamp: 600_000,
  labels,
  statistics,
});

describe('the table of a device', () => {
  test('2.8 and later name their columns differently and mean the same', () => {
    const old = table(
      [
        'hashrate',
        'temp',
        'vrTemp',
        'power',
        'voltage',
        'current',
        'coreVoltageActual',
        'fanspeed',
        'fanrpm',
        'timestamp',
      ],
      [1_072.5, 60, 62, 18.75, 5_093.75, 12_000, 1_144, 48, 3_915, 540_000],
    );
    const late = table(
      [
        'hashrate',
        'asicTemp',
        'vrTemp',
        'asicVoltage',
        'voltage',
        'power',
        'current',
        'fanSpeed',
        'fanRpm',
        'timestamp',
      ],
      [1_072.5, 60, 62, 1_144, 5_093.75, 18.75, 12_000, 48, 3_915, 540_000],
    );
    const moment = {
      atMs: RECEIVED_MS - 60_000,
      hashrateHs: 1_072.5e9,
      tempChipMaxC: 60,
      tempVrC: 62,
      powerW: 18.75,
      voltageInV: 5.09375,
      currentA: 12,
      voltageCoreV: 1.144,
      fans: [{ rpm: 3_915, percent: 48 }],
    };
    expect(parseAxeosStatistics(old, RECEIVED_MS)).toEqual([moment]);
    expect(parseAxeosStatistics(late, RECEIVED_MS)).toEqual([moment]);
  });

  test('is read by its labels, whatever their order', () => {
    const names = [
      'hashrate',
      'power',
      'asicTemp',
      'wifiRssi',
      'responseTime',
      'errorPercentage',
      'timestamp',
    ];
    const values = [1_000, 18, 60, -50, 30, 0.5, 1_000];
    const straight = parseAxeosStatistics(table(names, values), RECEIVED_MS);
    fc.assert(
      fc.property(fc.shuffledSubarray([...names.keys()], { minLength: names.length }), (order) => {
        const shuffled = table(
          order.map((place) => names[place]),
          order.map((place) => values[place]),
        );
        expect(parseAxeosStatistics(shuffled, RECEIVED_MS)).toEqual(straight);
      }),
    );
  });

  test('has columns nobody knows yet: they are passed over', () => {
    const labels = ['moonPhase', 'hashrate', '__proto__', 'constructor', 7, 'timestamp'];
    expect(parseAxeosStatistics(table(labels, [1, 1_000, 2, 3, 4, 0]), RECEIVED_MS)).toEqual([
      { atMs: RECEIVED_MS - 600_000, hashrateHs: 1e12 },
    ]);
  });

  test('without its clock or its labels is nothing', () => {
    expect(parseAxeosStatistics(table(['hashrate'], [1]), RECEIVED_MS)).toEqual([]);
    expect(parseAxeosStatistics({ labels: ['timestamp'], statistics: [[1]] }, RECEIVED_MS)).toEqual([]);
    expect(parseAxeosStatistics({ currentTimestamp: 5, statistics: [[1]] }, RECEIVED_MS)).toEqual([]);
  });
});

describe('a row', () => {
  const labels = ['hashrate', 'asicTemp', 'vrTemp', 'power', 'timestamp'];

  test('that is cut short has lost its time, and is left out', () => {
    const moments = parseAxeosStatistics(
      table(labels, [1_000, 60], [1_000, 60, 62, 18, 500_000], []),
      RECEIVED_MS,
    );
    expect(moments.map(({ atMs }) => atMs)).toEqual([RECEIVED_MS - 100_000]);
  });

  test('whose sensor says −1 or 0 has no temperature, and no power where there is no meter', () => {
    expect(parseAxeosStatistics(table(labels, [0, -1, 0, 0, 600_000]), RECEIVED_MS)).toEqual([
      { atMs: RECEIVED_MS, hashrateHs: 0 },
    ]);
  });

  test('with one value that makes no sense keeps the others', () => {
    for (const bad of [null, 'hot', 1e300, -5, [60], true])
      expect(parseAxeosStatistics(table(labels, [1_000, bad, 62, 18, 600_000]), RECEIVED_MS)).toEqual([
        { atMs: RECEIVED_MS, hashrateHs: 1e12, tempVrC: 62, powerW: 18 },
      ]);
  });

  test('from after the present moment or from before the start belongs to no clock we know', () => {
    const rows = [600_001, -1, 1e300, -1e300, 'now', null].map((time) => [1_000, 60, 62, 18, time]);
    expect(parseAxeosStatistics(table(labels, ...rows), RECEIVED_MS)).toEqual([]);
  });

  test('stands where it stood in time, though the device wrote them out of order', () => {
    const rows = [500_000, 100_000, 600_000].map((time) => [1_000, 60, 62, 18, time]);
    expect(parseAxeosStatistics(table(labels, ...rows), RECEIVED_MS).map(({ atMs }) => atMs)).toEqual([
      RECEIVED_MS - 500_000,
      RECEIVED_MS - 100_000,
      RECEIVED_MS,
    ]);
  });
});

test('a rate far beyond the usual one is a register glitch and left out, the rest of its row is not', () => {
  const rates = [...new Array(12).fill(1_000), 200_000, 0, 4_900];
  const moments = parseAxeosStatistics(
    table(['hashrate', 'power', 'timestamp'], ...rates.map((rate, row) => [rate, 18, row])),
    RECEIVED_MS,
  );
  expect(moments.slice(11).map(({ hashrateHs, powerW }) => [hashrateHs, powerW])).toEqual([
    [1e12, 18],
    [undefined, 18],
    [0, 18],
    [4.9e12, 18],
  ]);
});

test('in the first minutes a rate that rises is no glitch', () => {
  const rows = [10, 20, 30, 900, 1_000].map((rate, row) => [rate, row]);
  const moments = parseAxeosStatistics(table(['hashrate', 'timestamp'], ...rows), RECEIVED_MS);
  expect(moments.map(({ hashrateHs }) => (hashrateHs ?? 0) / 1e9)).toEqual([10, 20, 30, 900, 1_000]);
});

test('after a restart the device counts from zero anew, and its few rows lie within its new uptime', () => {
  const restarted = {
    currentTimestamp: 30_000,
    labels: ['hashrate', 'timestamp'],
    statistics: [
      [900, 15_000],
      [950, 590_000],
    ],
  };
  expect(parseAxeosStatistics(restarted, RECEIVED_MS)).toEqual([
    { atMs: RECEIVED_MS - 15_000, hashrateHs: 900e9 },
  ]);
});

test('an uptime longer than our calendar is no clock', () => {
  const mad = { currentTimestamp: 1e17, labels: ['hashrate', 'timestamp'], statistics: [[900, 1]] };
  expect(parseAxeosStatistics(mad, RECEIVED_MS)).toEqual([]);
});

test('a damaged table costs what is damaged, and never yields a moment that cannot have been', () => {
  const whole = table(
    ['hashrate', 'asicTemp', 'fanSpeed', 'fanRpm', 'wifiRssi', 'timestamp'],
    [1_000, 60, 50, 4_000, -50, 100_000],
    [1_010, 61, 51, 4_100, -51, 200_000],
  );
  const checked = (reply: unknown) => {
    for (const { atMs, fans, wifiRssiDbm, ...rest } of parseAxeosStatistics(reply, RECEIVED_MS)) {
      expect(Number.isSafeInteger(atMs) && atMs >= 0 && atMs <= RECEIVED_MS).toBe(true);
      expect(wifiRssiDbm ?? 0).toBeLessThanOrEqual(0);
      for (const value of [...Object.values(rest), fans?.[0]?.rpm ?? 0, fans?.[0]?.percent ?? 0])
        expect(typeof value === 'number' && Number.isFinite(value) && value >= 0).toBe(true);
    }
  };
  fc.assert(
    fc.property(damaged(whole), ({ reply }) => checked(reply)),
    { numRuns: 500 },
  );
  fc.assert(fc.property(anyValue, checked));
});

describe('asked for its past', () => {
  const ask = (reply: Parameters<typeof scriptedDevice>[0]['web']) =>
    axeosHistory(scriptedDevice(reply ? { web: reply } : {}), {
      sinceMs: RECEIVED_MS - 150_000,
      nowMs: () => RECEIVED_MS,
    });

  test('a device tells what came after the moment we know', async () => {
    const reply = jsonReply(
      table(['hashrate', 'timestamp'], [900, 400_000], [950, 450_000], [1_000, 500_000]),
    );
    await expect(ask({ [PATH]: reply })).resolves.toEqual([
      { atMs: RECEIVED_MS - 100_000, hashrateHs: 1e12 },
    ]);
  });

  test.each([404, 405])('a version before 2.8 answers %d and has none', async (status) => {
    await expect(ask({ [PATH]: webReply('This URI does not exist', { status }) })).resolves.toEqual([]);
  });

  test('a device that answers a web page or nothing fails as such, so that the gap is tried again', async () => {
    await expect(ask({ [PATH]: webReply('<html>') })).rejects.toMatchObject({ kind: 'unreadable-reply' });
    await expect(ask({})).rejects.toBeInstanceOf(DeviceError);
  });
});
