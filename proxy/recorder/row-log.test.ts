import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, open, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { decodeRow } from '../../src/domain/recorded-row.ts';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import { RowLog, type RowLogOptions, SMALLEST_RING_BYTES } from './row-log.ts';

const DAY_MS = 86_400_000;
let folder: string;
let nowMs = 0;
const logs: RowLog[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'davylamp-row-log-'));
  nowMs = 1_700_000_000_000;
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const log of logs.splice(0)) await log.close();
  await rm(folder, { recursive: true, force: true });
});

async function opened(options: Partial<RowLogOptions> = {}): Promise<RowLog> {
  const keep = { maxBytes: 10 * SMALLEST_RING_BYTES, keepMs: 14 * DAY_MS };
  const log = await RowLog.open({ folder: join(folder, 'ring'), nowMs: () => nowMs, ...keep, ...options });
  logs.push(log);
  return log;
}

/** Writes rows of one miner, one a second, numbered in their uptime. */
async function record(log: RowLog, from: number, to: number): Promise<void> {
  for (let row = from; row < to; row += 1) {
    log.append(rowAt('02aabb', nowMs + row * 1000, { uptimeS: row }));
    // As polls do, they leave the disk time between.
    if (row % 1_000 === 999) await log.flush();
  }
  await log.flush();
}

async function read(log: RowLog, cursor?: string) {
  const rows: number[] = [];
  const cursors: { readonly cursor: string; readonly rows: number; readonly remainingBytes: number }[] = [];
  for await (const stretch of log.read(cursor)) {
    rows.push(...stretch.records.map((record) => decodeRow(record)?.values[24] ?? Number.NaN));
    cursors.push({ cursor: stretch.cursor, rows: rows.length, remainingBytes: stretch.remainingBytes });
  }
  return { rows, cursors };
}

const upTo = (end: number, from = 0) => Array.from({ length: end - from }, (_, row) => row + from);
const isUnbroken = (rows: readonly number[]) =>
  rows.every((row, at) => at === 0 || row === (rows[at - 1] ?? 0) + 1);
const files = async () =>
  (await readdir(join(folder, 'ring'))).filter((name) => name.endsWith('.log')).sort();
const fileAt = async (index: number) => join(folder, 'ring', (await files()).at(index) ?? '');

test('what was recorded is read again after the next start, in order, and goes on', async () => {
  const log = await opened();
  await record(log, 0, 500);
  await log.close();
  const again = await opened();
  await record(again, 500, 700);
  expect((await read(again)).rows).toEqual(upTo(700));
  expect(again.state).toMatchObject({
    damaged: 0,
    lostRows: 0,
    miners: [{ minerId: '02aabb', rows: 700, oldestAtMs: nowMs, newestAtMs: nowMs + 699_000 }],
  });
});

test('what was appended is read at once, before the disk has taken it by itself', async () => {
  const log = await opened();
  for (let row = 0; row < 200; row += 1) log.append(rowAt('02aabb', nowMs + row * 1000, { uptimeS: row }));
  expect((await read(log)).rows).toEqual(upTo(200));
});

test('a row that a kill has cut off is cut away, and nothing else is lost', async () => {
  const log = await opened();
  await record(log, 0, 50);
  await log.close();
  const whole = await readFile(await fileAt(-1));
  await appendFile(await fileAt(-1), whole.subarray(0, 17));
  const again = await opened();
  expect((await stat(await fileAt(-1))).size).toBe(whole.length);
  await record(again, 50, 60);
  expect((await read(again)).rows).toEqual(upTo(60));
  expect(again.state.damaged).toBe(0);
});

test('a damaged row in the middle is passed over and counted', async () => {
  const log = await opened();
  await record(log, 0, 50);
  await log.close();
  const bytes = await readFile(await fileAt(0));
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  await writeFile(await fileAt(0), bytes);
  const again = await opened();
  const { rows } = await read(again);
  expect(rows).toHaveLength(49);
  expect(rows).toEqual([...rows].sort((a, b) => a - b));
  expect(again.state.damaged).toBe(1);
});

test('the ring never grows beyond its room, and the oldest rows go first', async () => {
  const log = await opened({ maxBytes: SMALLEST_RING_BYTES });
  await record(log, 0, 60_000);
  const { rows } = await read(log);
  expect(rows.at(-1)).toBe(59_999);
  expect(isUnbroken(rows)).toBe(true);
  expect(log.state.bytes).toBeLessThanOrEqual(SMALLEST_RING_BYTES);
  expect(log.state.bytes).toBeGreaterThan(0.9 * SMALLEST_RING_BYTES);
  let onDisk = 0;
  for (const name of await files()) onDisk += (await stat(join(folder, 'ring', name))).size;
  expect(onDisk).toBe(log.state.bytes);
});

test('rows older than the owner wants go, a day at a time', async () => {
  const log = await opened({ keepMs: 2 * DAY_MS });
  const startMs = nowMs;
  for (let day = 0; day < 5; day += 1) {
    nowMs = startMs + day * 1.01 * DAY_MS;
    await record(log, 0, 10);
  }
  expect(await files()).toHaveLength(2);
  expect(log.state.miners[0]?.oldestAtMs).toBeGreaterThan(nowMs - 2 * DAY_MS);
});

test('a clock that is years ahead for a moment costs one segment, not all', async () => {
  const log = await opened();
  const startMs = nowMs;
  for (let day = 0; day < 5; day += 1) {
    nowMs = startMs + day * 1.01 * DAY_MS;
    await record(log, 0, 10);
  }
  nowMs += 3_650 * DAY_MS;
  await record(log, 0, 1);
  expect(await files()).toHaveLength(5);
});

test('rows that a wrong clock stamped years ahead go when those after them are too old', async () => {
  const log = await opened({ keepMs: 2 * DAY_MS });
  const startMs = nowMs;
  nowMs += 3_650 * DAY_MS;
  await record(log, 0, 10);
  await log.close();
  nowMs = startMs;
  const again = await opened({ keepMs: 2 * DAY_MS });
  for (let day = 0; day < 6; day += 1) {
    nowMs = startMs + day * 1.01 * DAY_MS;
    await record(again, 0, 10);
  }
  expect(again.state.miners[0]?.newestAtMs).toBeLessThan(nowMs + DAY_MS);
  expect(again.state.miners[0]?.oldestAtMs).toBeGreaterThan(nowMs - 3 * DAY_MS);
});

test('a reader goes on from any cursor without a row twice or left out', async () => {
  const log = await opened({ maxBytes: SMALLEST_RING_BYTES });
  await record(log, 0, 9_000);
  const { cursors } = await read(log);
  expect(cursors.length).toBeGreaterThan(3);
  expect(cursors.at(-1)?.remainingBytes).toBe(0);
  for (const { cursor, rows } of cursors) expect((await read(log, cursor)).rows).toEqual(upTo(9_000, rows));
  const end = cursors.at(-1)?.cursor;
  await log.close();
  const again = await opened({ maxBytes: SMALLEST_RING_BYTES });
  await record(again, 9_000, 9_010);
  expect((await read(again, end)).rows).toEqual(upTo(9_010, 9_000));
});

test('a cursor of another ring, or of rows that are gone, begins with the oldest there is', async () => {
  const log = await opened({ maxBytes: SMALLEST_RING_BYTES });
  await record(log, 0, 100);
  const begin = (await read(log)).cursors[0]?.cursor;
  expect((await read(log, 'ABCDEFGHIJK.1.100')).rows).toEqual(upTo(100));
  expect((await read(log, 'nonsense')).rows).toEqual(upTo(100));
  await record(log, 100, 60_000);
  const { rows } = await read(log, begin);
  expect(rows[0]).toBeGreaterThan(100);
  expect(isUnbroken(rows)).toBe(true);
});

test('a cursor behind what a power cut left does not skip rows that come after', async () => {
  const log = await opened();
  await record(log, 0, 20);
  const end = (await read(log)).cursors.at(-1)?.cursor;
  await log.close();
  const file = await open(await fileAt(-1), 'r+');
  await file.truncate(300);
  await file.close();
  const again = await opened();
  await record(again, 20, 40);
  expect((await read(again, end)).rows).toEqual(upTo(40, 20));
});

test('nobody but the owner can read what is recorded', async () => {
  const log = await opened();
  await record(log, 0, 1);
  expect((await stat(join(folder, 'ring'))).mode & 0o777).toBe(0o700);
  expect((await stat(await fileAt(0))).mode & 0o777).toBe(0o600);
});

test('a second helper is told that another records; what a killed one held is taken over', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await (await opened()).close();
  const lock = join(folder, 'ring', 'lock');
  await writeFile(lock, String(other.pid));
  let beats = 0;
  const beating = setInterval(() => {
    beats += 1;
    void utimes(lock, beats, beats);
  }, 20);
  const patience = { lockPatienceMs: 500 };
  await expect(opened(patience)).rejects.toThrow(
    `Another Davylamp (process ${other.pid}) records into this folder already.`,
  );
  clearInterval(beating);
  // A process of that number runs, but it is no Davylamp.
  await (await opened(patience)).close();
  const ended = new Promise((resolve) => other.once('exit', resolve));
  other.kill('SIGKILL');
  await ended;
  await writeFile(lock, String(other.pid));
  await record(await opened(), 0, 1);
});

test('while the disk is full rows wait, the oldest segment makes room, and nothing stops', async () => {
  const log = await opened();
  await record(log, 0, 10);
  const handle = await open(await fileAt(0));
  const prototype = Object.getPrototypeOf(handle) as { write: () => Promise<unknown> };
  await handle.close();
  const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  vi.spyOn(prototype, 'write').mockRejectedValueOnce(full);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await record(log, 10, 20);
  expect(log.state.problem).toBe('ENOSPC');
  expect((await read(log)).rows).toEqual(upTo(10));
  await vi.advanceTimersByTimeAsync(5_000);
  vi.useRealTimers();
  await log.flush();
  expect(log.state).toMatchObject({ problem: undefined, lostRows: 0 });
  expect((await read(log)).rows).toEqual(upTo(20));
});
