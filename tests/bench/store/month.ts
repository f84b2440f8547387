import type { Page } from '@playwright/test';
import type { ColumnsQuery } from '../../../src/store/telemetry-store.ts';
import type { BundledPage } from '../../support/bundled-page.ts';
import { quantile } from '../quantile.ts';
import { inBrowser, storedBytes, withProfile } from './bench-browser.ts';
import { FIELDS_PER_READING } from './measured-rows.ts';
import type { Stretch } from './printed-past.ts';

/** What a month must hold to: readings stored a second, 30 days drawn, bytes of noise. */
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

/** A month of noise in every digit, which nothing compresses, and an evening of thirty miners' polls as they come. */
export function monthFigures(page: BundledPage) {
  return withProfile(async (profile) => {
    const figures = {
      ...(await inBrowser(profile, page, layDownMonth)),
      // The browser is closed and its folder at rest.
      bytes_per_reading_field: (await storedBytes(profile)) / readings(month) / FIELDS_PER_READING,
      ...(await inBrowser(profile, page, readMonth)),
      ...(await inBrowser(profile, page, ingest)),
      ...(await inBrowser(profile, page, readMonthOfRows)),
    };
    const range_read_vs_dexie_rows_ratio =
      figures.range_read_dexie_rows_ms_median / figures.range_read_30d_3fields_ms_median;
    return { ...figures, range_read_vs_dexie_rows_ratio };
  });
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
    async ({ queries, tail }) => {
      await bench.worker.open('bench-month');
      await bench.worker.ingest(tail, false);
      return {
        ...(await bench.readTimes(queries)),
        drawnMs: await bench.drawTimes(queries),
        extentMs: await bench.worker.extentTime(),
      };
    },
    { queries: times(READS, monthOfOne), tail: { ...evening, toMs: NOW_MS + 5 * MINUTE_MS } },
  );
  return {
    range_read_30d_3fields_rows: Math.min(...rows),
    range_read_30d_3fields_ms_first: ms[0] ?? Number.NaN,
    range_read_30d_3fields_ms_median: quantile(ms, 0.5),
    range_read_30d_3fields_ms_p95: quantile(ms, 0.95),
    range_drawn_30d_3fields_ms_median: quantile(drawnMs, 0.5),
    extent_ms: extentMs,
  };
}

/** The same month of one miner as a table of objects gives it. */
async function readMonthOfRows(page: Page) {
  const { ms, rows } = await page.evaluate(
    async ({ queries, stretch }) => {
      await bench.worker.ingestPeer('dexie-rows', stretch, 1_440);
      return bench.readTimes(queries, 'dexie-rows');
    },
    {
      queries: times(PEER_READS, { ...monthOfOne, minerId: 'miner-0' }),
      stretch: { ...month, miners: 1 },
    },
  );
  if (rows[0] !== readings(month) / month.miners) throw new Error(`the peer gave ${rows[0]} rows`);
  return { range_read_dexie_rows_ms_median: quantile(ms, 0.5) };
}

async function ingest(page: Page) {
  const { columnsMs, rowsMs } = await page.evaluate(async (stretch) => {
    await bench.worker.open('bench-ingest');
    const columnsMs = await bench.worker.ingest(stretch, true);
    return { columnsMs, rowsMs: await bench.worker.ingestPeer('dexie-rows', stretch, 1) };
  }, evening);
  return {
    ingest_readings: readings(evening),
    ingest_readings_per_s: readings(evening) / (columnsMs / 1_000),
    ingest_dexie_rows_readings_per_s: readings(evening) / (rowsMs / 1_000),
    ingest_vs_dexie_rows_ratio: rowsMs / columnsMs,
  };
}

/** Which limits a month misses. */
export function monthFailures(figures: Awaited<ReturnType<typeof monthFigures>>): string[] {
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

function readings({ miners, fromMs, toMs, everyMs }: Stretch): number {
  return (miners * (toMs - fromMs)) / everyMs;
}

function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}
