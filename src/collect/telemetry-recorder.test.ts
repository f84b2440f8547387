import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TelemetryRow } from '../domain/series.ts';
import { TelemetryRecorder } from './telemetry-recorder.ts';

const row = (atMs: number): TelemetryRow => ({ minerId: 'm', atMs, values: new Float64Array(1) });
const problemOf = () => ({ kind: 'quota', detail: 'full' }) as const;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('polls that end together are written together', async () => {
  const append = vi.fn(async () => {});
  const recorder = new TelemetryRecorder({ append, onProblem: vi.fn(), problemOf });
  recorder.record([row(1)]);
  recorder.record([row(2)]);
  await vi.advanceTimersByTimeAsync(300);
  expect(append).toHaveBeenCalledExactlyOnceWith([row(1), row(2)]);
});

test('a full disk loses nothing: rows wait and are written when there is room again', async () => {
  let full = true;
  const written: TelemetryRow[] = [];
  const onProblem = vi.fn();
  const recorder = new TelemetryRecorder({
    append: async (rows) => {
      if (full) throw new Error('quota');
      written.push(...rows);
    },
    onProblem,
    problemOf,
  });
  recorder.record([row(1)]);
  await vi.advanceTimersByTimeAsync(300);
  expect(onProblem).toHaveBeenLastCalledWith({ kind: 'quota', detail: 'full' });
  full = false;
  recorder.record([row(2)]);
  await vi.advanceTimersByTimeAsync(300);
  expect(written.map(({ atMs }) => atMs)).toEqual([1, 2]);
  expect(onProblem).toHaveBeenLastCalledWith(undefined);
});

test('while the disk stays full, memory stays bounded and the newest rows are kept', async () => {
  let full = true;
  const written: TelemetryRow[] = [];
  const recorder = new TelemetryRecorder({
    append: async (rows) => {
      if (full) throw new Error('quota');
      written.push(...rows);
    },
    onProblem: vi.fn(),
    problemOf,
  });
  for (let index = 0; index < 20_000; index += 1) recorder.record([row(index)]);
  await recorder.flush();
  full = false;
  await recorder.flush();
  expect(written).toHaveLength(10_800);
  expect(written.at(-1)?.atMs).toBe(19_999);
});
