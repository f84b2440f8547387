import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import { DeviceError } from '../devices/transport.ts';
import type { DrainState } from '../domain/drain-state.ts';
import type { RecordedStretch } from '../domain/recorded-stream.ts';
import type { RunningRecorder } from '../domain/recorder-report.ts';
import type { TelemetryRow } from '../domain/series.ts';
import { RecordedDrain } from './recorded-drain.ts';

const NOW = 1_700_000_000_000;
const HOUR_MS = 3_600_000;
const signal = new AbortController().signal;

/** What the recorder holds, and how many rows make a stretch. */
let recorded: TelemetryRow[];
let perStretch: number;
let aheadMs: number;
let breaksAfter: number;
/** What the browser holds: rows as they were appended. */
let stored: TelemetryRow[];
let state: DrainState;
let asked: (string | undefined)[];
/** How often the store was asked what it holds. */
let looked: number;

beforeEach(() => {
  recorded = [];
  perStretch = 1_000;
  aheadMs = 0;
  breaksAfter = Number.POSITIVE_INFINITY;
  stored = [];
  asked = [];
  looked = 0;
  state = { browserId: 'browser-one', minerIds: [], clockOffsetMs: 0 };
});

/** Rows of `count` polls, one each ten seconds, of each miner, up to now by the recorder's clock. */
function record(miners: readonly string[], count: number): void {
  for (let poll = 0; poll < count; poll += 1)
    for (const minerId of miners)
      recorded.push(rowAt(minerId, NOW + aheadMs - (count - poll) * 10_000, { uptimeS: poll, powerW: 20 }));
}

async function* stretches({
  cursor = '0',
  fromMs = 0,
}: {
  cursor?: string | undefined;
  fromMs?: number | undefined;
}) {
  asked.push(cursor);
  let sent = 0;
  for (let at = Number(cursor); ; at += perStretch) {
    if (sent >= breaksAfter) throw new DeviceError('no-proxy', 'the helper stopped answering');
    sent += 1;
    const end = Math.min(at + perStretch, recorded.length);
    const rows = recorded.slice(at, end).filter(({ atMs }) => atMs >= fromMs);
    const mark = { cursor: String(end), remainingBytes: recorded.length - end, nowMs: NOW + aheadMs };
    yield { rows, mark } satisfies RecordedStretch;
    if (end >= recorded.length) return;
  }
}

function drain(minerIds: readonly string[] = ['a', 'b']) {
  const onProgress = vi.fn();
  const taken = new RecordedDrain({
    nowMs: () => NOW,
    client: { recorded: stretches, report: async () => report() },
    telemetry: {
      append: async (rows) => void stored.push(...rows),
      compact: async () => {},
      columns: async ({ minerId, fromMs, toMs }) => {
        looked += 1;
        const rows = stored.filter((row) => row.minerId === minerId && row.atMs >= fromMs && row.atMs < toMs);
        return {
          atMs: Float64Array.from(rows, ({ atMs }) => atMs),
          values: { uptimeS: Float64Array.from(rows, ({ values }) => values[24] ?? Number.NaN) },
        };
      },
    },
    minerIds: () => new Set(minerIds),
    load: async () => state,
    save: async (next) => {
      state = next;
    },
    onProgress,
  });
  return { taken, onProgress };
}

function report(): RunningRecorder {
  const ids = [...new Set(recorded.map(({ minerId }) => minerId))];
  const miners = ids.map((minerId) => ({ minerId, rows: 1, oldestAtMs: 0, newestAtMs: NOW }));
  const limits = { folder: '/x', bytes: 1, maxBytes: 2, keepDays: 14 };
  return { recording: true, nowMs: NOW + aheadMs, ...limits, asked: 2, miners, damaged: 0, lostRows: 0 };
}

const keys = (rows: readonly TelemetryRow[]) => rows.map(({ minerId, atMs }) => `${minerId} ${atMs}`).sort();
const sameRows = () => keys(stored).join() === keys(recorded).join();

test('what was recorded is stored once, with its progress, and not again the next time', async () => {
  record(['a', 'b'], 30_000);
  const { taken, onProgress } = drain();
  await taken.takeAll(report(), signal);
  expect(sameRows()).toBe(true);
  const parts = onProgress.mock.calls.map(([part]) => part);
  expect(parts.at(-1)).toBeUndefined();
  expect(parts.slice(0, -1)).toEqual([...parts.slice(0, -1)].sort());
  expect(parts.length).toBeGreaterThan(3);
  await drain().taken.takeAll(report(), signal);
  expect(stored).toHaveLength(recorded.length);
  expect(asked.at(-1)).toBe(String(recorded.length));
});

test('a drain that broke off anywhere goes on where it was, and stores nothing twice', async () => {
  record(['a', 'b'], 20_000);
  perStretch = 3_000;
  for (let round = 0; round < 20 && asked.at(-1) !== String(recorded.length); round += 1) {
    breaksAfter = 7;
    await drain()
      .taken.takeAll(report(), signal)
      .catch(() => {});
  }
  expect(sameRows()).toBe(true);
  expect(asked.filter((cursor) => cursor === '0').length).toBeLessThanOrEqual(1);
});

test('rows that this browser measured itself stay as they are', async () => {
  record(['a'], 10);
  const own = { ...recorded[4], values: new Float64Array(30).fill(7) };
  stored.push(rowAt('a', own.atMs ?? 0, { uptimeS: 7 }));
  await drain(['a']).taken.takeAll(report(), signal);
  expect(sameRows()).toBe(true);
  expect(stored[0]?.values[24]).toBe(7);
});

test('miners of other browsers are left out; one that is added later comes with its whole past', async () => {
  record(['a', 'b'], 500);
  await drain(['a']).taken.takeAll(report(), signal);
  expect(new Set(stored.map(({ minerId }) => minerId))).toEqual(new Set(['a']));
  await drain(['a', 'b']).taken.takeAll(report(), signal);
  expect(sameRows()).toBe(true);
});

test('the recent past can be had first, and costs nothing twice', async () => {
  record(['a', 'b'], 2_000);
  const { taken } = drain();
  await taken.takeRecent(NOW - HOUR_MS, signal);
  expect(stored).toHaveLength(720);
  await taken.takeAll(report(), signal);
  expect(sameRows()).toBe(true);
});

test('a recorder whose clock is hours ahead tells the same moments as ours, each time', async () => {
  aheadMs = 2 * HOUR_MS + 345;
  record(['a'], 100);
  await drain(['a']).taken.takeAll(report(), signal);
  aheadMs += 900;
  state = { ...state, cursor: undefined };
  await drain(['a']).taken.takeAll(report(), signal);
  expect(stored).toHaveLength(100);
  expect(Math.max(...stored.map(({ atMs }) => atMs))).toBeLessThanOrEqual(NOW);
  expect(state.clockOffsetMs).toBe(-2 * HOUR_MS);
});

test('rows from the future, of a clock that was wrong then, are left out', async () => {
  record(['a'], 5);
  recorded.push(rowAt('a', NOW + 24 * HOUR_MS, { uptimeS: 1 }));
  await drain(['a']).taken.takeAll(report(), signal);
  expect(stored).toHaveLength(5);
});

test('a recorder that began in 1970 and was set right later does not have every year looked through', async () => {
  for (let poll = 0; poll < 5; poll += 1) recorded.push(rowAt('a', poll * 10_000, { uptimeS: poll }));
  record(['a'], 5);
  await drain(['a']).taken.takeAll(report(), signal);
  expect(sameRows()).toBe(true);
  expect(looked).toBeLessThan(10);
});

test('however a drain is cut, each row is stored, once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 400 }),
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }),
      async (size, breaks) => {
        recorded = [];
        stored = [];
        state = { browserId: 'browser-one', minerIds: [], clockOffsetMs: 0 };
        record(['a', 'b', 'c'], 600);
        perStretch = size;
        for (const after of [...breaks, Number.POSITIVE_INFINITY]) {
          breaksAfter = after;
          await drain(['a', 'b', 'c'])
            .taken.takeAll(report(), signal)
            .catch(() => {});
        }
        expect(sameRows()).toBe(true);
      },
    ),
    { numRuns: 30 },
  );
});
