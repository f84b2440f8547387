import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyValue, damaged } from '../../tests/support/damaged-reply.ts';
import { jsonReply } from '../../tests/support/scripted-device.ts';
import { nerdosHistory, parseNerdosHistory } from './nerdos-history.ts';
import type { DeviceTransport } from './transport.ts';

const NOW_MS = 1_790_000_000_000;
const FROM_MS = NOW_MS - 3_600_000;

const HISTORY = {
  hashrate_1m: [545_555, 551_128],
  hashrate_10m: [540_000, 541_000],
  hashrate_1h: [550_909, 550_910],
  vregTemp: [5_593, 5_600],
  asicTemp: [5_987, 6_000],
  timestamps: [5_000, 10_000],
  timestampBase: FROM_MS,
  hasMore: false,
};

const parse = (history: unknown) => parseNerdosHistory({ history }, FROM_MS).moments;

describe('the samples', () => {
  test('are hundredths of GH/s and °C, at times counted from the moment that was asked for', () => {
    const [first, second] = parse(HISTORY);
    expect(first?.atMs).toBe(FROM_MS + 5_000);
    expect(first?.hashrateHs).toBeCloseTo(5_455.55e9, 0);
    expect(first?.hashrateAvgHs).toBeCloseTo(5_509.09e9, 0);
    expect(first?.tempChipMaxC).toBeCloseTo(59.87);
    expect(first?.tempVrC).toBeCloseTo(55.93);
    expect(second?.atMs).toBe(FROM_MS + 10_000);
  });

  test('count from what we asked where the version does not say from where', () => {
    expect(parse({ ...HISTORY, timestampBase: undefined })[0]?.atMs).toBe(FROM_MS + 5_000);
    expect(parse({ ...HISTORY, timestampBase: 'soon' })[0]?.atMs).toBe(FROM_MS + 5_000);
  });

  test('of ten minutes stand in where the version keeps none of one', () => {
    expect(parse({ ...HISTORY, hashrate_1m: undefined })[0]?.hashrateHs).toBeCloseTo(5_400e9, 0);
  });

  test('of a device without sensors have no temperature', () => {
    const [first] = parse({ ...HISTORY, vregTemp: [0, 0], asicTemp: [-100, 0] });
    expect(first).not.toHaveProperty('tempChipMaxC');
    expect(first).not.toHaveProperty('tempVrC');
  });

  test('of a column that is cut short are missing there and nowhere else', () => {
    const [first, second] = parse({ ...HISTORY, asicTemp: [5_987] });
    expect(first?.tempChipMaxC).toBeCloseTo(59.87);
    expect(second).not.toHaveProperty('tempChipMaxC');
    expect(second?.hashrateHs).toBeCloseTo(5_511.28e9, 0);
  });

  test('come in order of time, though the device restarted in between and its uptime jumped back', () => {
    const moments = parse({ ...HISTORY, timestamps: [10_000, 5_000] });
    expect(moments.map(({ atMs }) => atMs)).toEqual([FROM_MS + 5_000, FROM_MS + 10_000]);
    expect(moments[0]?.hashrateHs).toBeCloseTo(5_511.28e9, 0);
  });

  test('in columns nobody knows yet are passed over', () => {
    expect(parse({ ...HISTORY, hashrate_1d: [1, 2], moonPhase: [3, 4] })).toEqual(parse(HISTORY));
  });

  test('a device without history has none', () => {
    expect(parseNerdosHistory({ hashRate: 5_000 }, FROM_MS)).toEqual({ moments: [], hasMore: false });
  });
});

test('a damaged history never yields a number that cannot have been', () => {
  const checked = (reply: unknown) => {
    for (const { atMs, ...rest } of parseNerdosHistory(reply, FROM_MS).moments) {
      expect(Number.isSafeInteger(atMs) && atMs >= 0).toBe(true);
      for (const value of Object.values(rest))
        expect(typeof value === 'number' && Number.isFinite(value) && value >= 0).toBe(true);
    }
  };
  fc.assert(
    fc.property(damaged({ history: HISTORY }), ({ reply }) => checked(reply)),
    { numRuns: 500 },
  );
  fc.assert(fc.property(anyValue, checked));
});

describe('asked for its past', () => {
  /** Answers the pages one after the other, the last one for ever. */
  function pages(...histories: readonly unknown[]): { transport: DeviceTransport; asked: URLSearchParams[] } {
    const asked: URLSearchParams[] = [];
    const transport: DeviceTransport = {
      async http({ path }) {
        asked.push(new URL(path, 'http://device').searchParams);
        return jsonReply({ history: histories[Math.min(asked.length, histories.length) - 1] });
      },
      rpc: () => Promise.reject(new Error('NerdOS has no such port')),
      message: () => Promise.reject(new Error('NerdOS has no such port')),
    };
    return { transport, asked };
  }
  const page = (times: readonly number[], hasMore: boolean) => ({
    timestamps: times.map((atMs) => atMs - FROM_MS),
    timestampBase: FROM_MS,
    hashrate_1m: times.map(() => 500_000),
    hasMore,
  });
  const recall = (transport: DeviceTransport, sinceMs = FROM_MS) =>
    nerdosHistory(transport, { sinceMs, nowMs: () => NOW_MS });

  test('it tells page by page, each from where the last ended', async () => {
    const { transport, asked } = pages(
      page([FROM_MS + 1_000, FROM_MS + 2_000], true),
      page([FROM_MS + 2_000, FROM_MS + 3_000], false),
    );
    const moments = await recall(transport);
    expect(moments.map(({ atMs }) => atMs - FROM_MS)).toEqual([1_000, 2_000, 3_000]);
    expect(asked.map((query) => Number(query.get('ts')) - FROM_MS)).toEqual([0, 2_000]);
    expect(asked.every((query) => query.get('cur') === String(NOW_MS))).toBe(true);
  });

  test('it is never asked for more than its three hours', async () => {
    const { transport, asked } = pages(page([], false));
    await recall(transport, 0);
    expect(asked[0]?.get('ts')).toBe(String(NOW_MS - 10_800_000));
    expect(asked[0]?.get('history_span')).toBe('10800000');
  });

  test('a device that says for ever that there is more is asked no more once it repeats itself', async () => {
    const { transport, asked } = pages(page([FROM_MS + 1_000], true));
    expect(await recall(transport)).toHaveLength(1);
    expect(asked).toHaveLength(2);
  });

  test('a device that always has one more moment is asked a dozen times', async () => {
    const all = Array.from({ length: 40 }, (_, n) => page([FROM_MS + n * 1_000 + 1_000], true));
    const { transport, asked } = pages(...all);
    await recall(transport);
    expect(asked).toHaveLength(12);
  });

  test('moments from the future are left out and do not end the recall', async () => {
    const { transport, asked } = pages(
      page([FROM_MS + 1_000, NOW_MS + 5_000_000], true),
      page([FROM_MS + 2_000], false),
    );
    const moments = await recall(transport);
    expect(moments.map(({ atMs }) => atMs - FROM_MS)).toEqual([1_000, 2_000]);
    expect(asked).toHaveLength(2);
  });
});
