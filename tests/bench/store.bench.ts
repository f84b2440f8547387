import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { chromiumLaunch } from '../../playwright.config.ts';
import type { ColumnsQuery } from '../../src/store/telemetry-store.ts';
import { type BundledPage, serveBundledPage } from '../support/bundled-page.ts';
import type { SuiteReport } from '../support/suite-report.ts';
import { FIELDS_PER_READING } from './store/measured-rows.ts';
import type { Stretch } from './store/store-worker.ts';

/** The limits. */
const INGEST_LIMIT_PER_S = 1_000;
const DRAWN_LIMIT_MS = 100;
const BYTES_LIMIT = 12;

const READS = 21;
/** Each takes ten times as long. */
const PEER_READS = 3;
const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const NOW_MS = Date.UTC(2026, 0, 31);
/** Three miners' month, a reading a minute: what the demo lays down for half its fleet. */
const month: Stretch = { miners: 3, fromMs: NOW_MS - 30 * DAY_MS, toMs: NOW_MS, everyMs: MINUTE_MS };
/** Thirty miners' two hours at the pace of the collector: 21,600 readings, over 20 s of them at the limit's pace. */
const evening: Stretch = { miners: 30, fromMs: NOW_MS, toMs: NOW_MS + 120 * MINUTE_MS, everyMs: 10_000 };
const monthOfOne: ColumnsQuery = {
  minerId: 'miner-1',
  names: ['hashrateHs', 'powerW', 'tempChipMaxC'],
  fromMs: month.fromMs,
  toMs: month.toMs,
  maxPoints: Number.POSITIVE_INFINITY,
};

/** How fast telemetry is stored and read in a real Chromium, and what it costs on disk. */
export async function storeSuite(): Promise<SuiteReport> {
  const page = await serveBundledPage(new URL('./store/store-page.ts', import.meta.url));
  const profile = await mkdtemp(join(tmpdir(), 'davylamp-store-bench-'));
  try {
    const figures = {
      ...(await inBrowser(profile, page, layDownMonth)),
      // The browser is closed and its folder at rest.
      bytes_per_reading_field:
        (await diskBytes(join(profile, 'Default', 'IndexedDB'))) / readings(month) / FIELDS_PER_READING,
      ...(await inBrowser(profile, page, readMonth)),
      ...(await inBrowser(profile, page, ingest)),
      ...(await inBrowser(profile, page, readMonthOfRows)),
    };
    const range_read_vs_dexie_rows_ratio =
      figures.range_read_dexie_rows_ms_median / figures.range_read_30d_3fields_ms_median;
    return {
      suite: 'store',
      figures: { ...figures, range_read_vs_dexie_rows_ratio },
      failures: failuresOf(figures),
    };
  } finally {
    await page.close();
    await rm(profile, { recursive: true, force: true });
  }
}

async function layDownMonth(page: Page) {
  const beganMs = performance.now();
  await page.evaluate(async (stretch) => {
    await bench.worker.open('bench-month');
    await bench.worker.layDown(stretch);
  }, month);
  return { history_readings_per_s: readings(month) / ((performance.now() - beganMs) / 1_000) };
}

/** Thirty days of three series, every minute of it, while a compaction's worth of thirty miners' polls is in the tail. */
async function readMonth(page: Page) {
  const { ms, rows, extentMs, drawnMs } = await page.evaluate(
    async ({ query, tail, times }) => {
      await bench.worker.open('bench-month');
      await bench.worker.ingest(tail, false);
      return {
        ...(await bench.readTimes('columns', query, times)),
        drawnMs: await bench.drawTimes(query, times),
        extentMs: await bench.worker.extentTime(),
      };
    },
    { query: monthOfOne, tail: { ...evening, toMs: NOW_MS + 5 * MINUTE_MS }, times: READS },
  );
  const [first = Number.NaN] = ms;
  return {
    range_read_30d_3fields_rows: rows,
    range_read_30d_3fields_ms_first: first,
    range_read_30d_3fields_ms_median: quantile(ms, 0.5),
    range_read_30d_3fields_ms_p95: quantile(ms, 0.95),
    range_drawn_30d_3fields_ms_median: quantile(drawnMs, 0.5),
    extent_ms: extentMs,
  };
}

/** The same month of one miner as a table of objects gives it. */
async function readMonthOfRows(page: Page) {
  const { ms, rows } = await page.evaluate(
    async ({ query, stretch, times }) => {
      await bench.worker.ingestRows(stretch, 1_440);
      return bench.readTimes('columnsOfRows', query, times);
    },
    { query: { ...monthOfOne, minerId: 'miner-0' }, stretch: { ...month, miners: 1 }, times: PEER_READS },
  );
  if (rows !== readings(month) / month.miners) throw new Error(`the peer gave ${rows} rows`);
  return { range_read_dexie_rows_ms_median: quantile(ms, 0.5) };
}

async function ingest(page: Page) {
  const { columnsMs, rowsMs } = await page.evaluate(async (stretch) => {
    await bench.worker.open('bench-ingest');
    const columnsMs = await bench.worker.ingest(stretch, true);
    return { columnsMs, rowsMs: await bench.worker.ingestRows(stretch, 1) };
  }, evening);
  return {
    ingest_readings: readings(evening),
    ingest_readings_per_s: readings(evening) / (columnsMs / 1_000),
    ingest_dexie_rows_readings_per_s: readings(evening) / (rowsMs / 1_000),
    ingest_vs_dexie_rows_ratio: rowsMs / columnsMs,
  };
}

function failuresOf(figures: {
  readonly ingest_readings_per_s: number;
  readonly range_read_30d_3fields_rows: number;
  readonly range_drawn_30d_3fields_ms_median: number;
  readonly bytes_per_reading_field: number;
}): string[] {
  const failures: string[] = [];
  if (figures.ingest_readings_per_s < INGEST_LIMIT_PER_S)
    failures.push(
      `${Math.round(figures.ingest_readings_per_s)} readings/s, the limit is ${INGEST_LIMIT_PER_S}`,
    );
  if (figures.range_read_30d_3fields_rows !== readings(month) / month.miners)
    failures.push(`${figures.range_read_30d_3fields_rows} rows of the month came back`);
  if (figures.range_drawn_30d_3fields_ms_median > DRAWN_LIMIT_MS)
    failures.push(
      `30 days drawn after ${figures.range_drawn_30d_3fields_ms_median} ms, the limit is ${DRAWN_LIMIT_MS}`,
    );
  if (figures.bytes_per_reading_field > BYTES_LIMIT)
    failures.push(`${figures.bytes_per_reading_field} bytes a field, the limit is ${BYTES_LIMIT}`);
  return failures;
}

/** Runs work in a browser of its own over a kept profile. */
async function inBrowser<T>(
  profile: string,
  { url }: BundledPage,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const context: BrowserContext = await chromium.launchPersistentContext(profile, chromiumLaunch);
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction(() => 'bench' in globalThis);
    return await work(page);
  } finally {
    await context.close();
  }
}

function readings({ miners, fromMs, toMs, everyMs }: Stretch): number {
  return (miners * (toMs - fromMs)) / everyMs;
}

async function diskBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
