import { afterEach, expect, test } from 'vitest';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import type { DrainState } from '../domain/drain-state.ts';
import type { RecordedStretch } from '../domain/recorded-stream.ts';
import type { TelemetryRow } from '../domain/series.ts';
import { openTelemetry, type TelemetryStore } from '../store/telemetry-store.ts';
import { RecordedDrain } from './recorded-drain.ts';

/** Taking over into the store itself, in Chromium. */

const HOUR_MS = 3_600_000;
const signal = new AbortController().signal;
const NOW = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
let store: TelemetryStore | undefined;
afterEach(() => store?.close());

const opened = async () => {
  store = await openTelemetry(`drain-${crypto.randomUUID()}`);
  return store;
};

/** A poll each ten seconds over the last hours, the number of the poll in its uptime. */
function polls(hours: number, minerId = 'a'): TelemetryRow[] {
  const count = hours * 360;
  return Array.from({ length: count }, (_, poll) =>
    rowAt(minerId, NOW - (count - poll) * 10_000, { uptimeS: poll, powerW: 20 }),
  );
}

function drainOf(telemetry: TelemetryStore, recorded: readonly TelemetryRow[]) {
  let state: DrainState = { browserId: 'browser-one', minerIds: [], clockOffsetMs: 0 };
  const stretches: RecordedStretch[] = [];
  for (let at = 0; at < recorded.length; at += 2_000) {
    const end = Math.min(at + 2_000, recorded.length);
    const mark = { cursor: String(end), remainingBytes: recorded.length - end, nowMs: Date.now() };
    stretches.push({ rows: recorded.slice(at, end), mark });
  }
  const report = async () => ({ ...REPORT, nowMs: Date.now() });
  return {
    forget: () => {
      state = { ...state, cursor: undefined };
    },
    take: async () => {
      const drain = new RecordedDrain({
        nowMs: () => Date.now(),
        client: {
          report,
          recorded: async function* ({ cursor }) {
            yield* stretches.filter(({ mark }) => Number(mark.cursor) > Number(cursor ?? 0));
          },
        },
        telemetry,
        minerIds: () => new Set(['a']),
        load: async () => state,
        save: async (next) => {
          state = next;
        },
        onProgress: () => {},
      });
      await drain.takeAll(await report(), signal);
    },
  };
}

const REPORT = {
  recording: true,
  folder: '/x',
  bytes: 1,
  maxBytes: 2,
  keepDays: 14,
  asked: 1,
  miners: [],
  damaged: 0,
  lostRows: 0,
} as const;

const columns = (telemetry: TelemetryStore, fromMs: number, toMs: number) =>
  telemetry.columns({
    minerId: 'a',
    names: ['uptimeS', 'powerW'],
    fromMs,
    toMs,
    maxPoints: Number.POSITIVE_INFINITY,
  });

test('four days of polls are stored once and without a hole, however often they are taken over', async () => {
  const telemetry = await opened();
  const recorded = polls(96);
  const { take, forget } = drainOf(telemetry, recorded);
  for (let round = 0; round < 3; round += 1) {
    await take();
    await telemetry.compact(Date.now());
    // As after a browser that was killed before it kept how far it was.
    forget();
    const all = await columns(telemetry, NOW - 96 * HOUR_MS, NOW);
    expect(all.atMs).toHaveLength(96 * 60);
    expect(all.values.uptimeS?.every((value) => !Number.isNaN(value))).toBe(true);
    expect(await telemetry.rowCount()).toBe(96 * 60);
    const recent = await columns(telemetry, NOW - HOUR_MS, NOW);
    expect(Array.from(recent.values.uptimeS ?? [])).toEqual(
      recorded.slice(-360).map(({ values }) => values[24]),
    );
  }
  // Of each minute the last poll of the counter, days ago too.
  const old = await columns(telemetry, NOW - 96 * HOUR_MS, NOW - 90 * HOUR_MS);
  expect(Array.from(old.values.uptimeS ?? []).slice(0, 3)).toEqual([5, 11, 17]);
}, 60_000);

test('polls of our own stay, and the hole between them is closed by what was recorded', async () => {
  const telemetry = await opened();
  const recorded = polls(3);
  const own = recorded
    .filter((_, poll) => poll < 360 || poll >= 720)
    .map((row) => ({ ...row, values: row.values.map((value, at) => (at === 3 ? 25 : value)) }));
  await telemetry.append(own);
  await drainOf(telemetry, recorded).take();
  const { atMs, values } = await columns(telemetry, NOW - 3 * HOUR_MS, NOW);
  expect(atMs).toHaveLength(1_080);
  expect(new Set(Array.from(values.powerW ?? []).slice(0, 360))).toEqual(new Set([25]));
  expect(new Set(Array.from(values.powerW ?? []).slice(360, 720))).toEqual(new Set([20]));
  expect(new Set(Array.from(values.powerW ?? []).slice(720))).toEqual(new Set([25]));
});
