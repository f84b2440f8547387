import type { Page } from '@playwright/test';
import type { ColumnsQuery } from '../../../src/store/telemetry-store.ts';
import type { BundledPage } from '../../support/bundled-page.ts';
import { PRINTED } from '../../support/printing-miner.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { quantile } from '../quantile.ts';
import { inBrowser, storedBytes, withProfile } from './bench-browser.ts';
import type { Stretch } from './printed-past.ts';
import { watchWorkerMemory } from './worker-memory.ts';

/** The limits. */
const BYTES_LIMIT = 2;
const BACK_FILL_LIMIT_PER_S = 500_000;
const CHART_LIMIT_MS = 50;
const FIRST_CHART_LIMIT_MS = 300;
const WORKER_LIMIT_MB = 200;

export const YEAR_DAYS = 365;
const MINERS = 10;
const CHARTS = 200;
const STARTS = 5;
/** More than the widest chart of the app asks for. */
const CHART_POINTS = 1_200;
const CHART_SEED = 51;
const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 0, 31);
const DATABASE = 'bench-year';

/** Ten miners, a reading of 20 fields a minute, as real devices print them, for so many days. */
export function yearFigures(page: BundledPage, days: number) {
  const stretch: Stretch = { miners: MINERS, fromMs: NOW_MS - days * DAY_MS, toMs: NOW_MS, everyMs: 60_000 };
  return withProfile(async (profile) => {
    const written = await inBrowser(profile, page, (tab) => backFill(tab, stretch));
    const bytes = await storedBytes(profile);
    const firstCharts: number[] = [];
    for (let start = 0; start < STARTS; start += 1)
      firstCharts.push(await inBrowser(profile, page, firstChart));
    const read = await inBrowser(profile, page, (tab) => drawCharts(tab, stretch));
    return {
      year_days: days,
      year_rows: written.rows,
      year_values: written.values,
      year_disk_mb: bytes / 1e6,
      year_bytes_per_value: bytes / written.values,
      year_back_fill_values_per_s: written.values / ((written.ms + written.cascadeMs) / 1_000),
      year_import_s: written.ms / 1_000,
      year_cascade_s: written.cascadeMs / 1_000,
      year_first_chart_ms_median: quantile(firstCharts, 0.5),
      year_first_chart_ms_worst: Math.max(...firstCharts),
      year_chart_ms_median: quantile(read.ms, 0.5),
      year_chart_ms_p95: quantile(read.ms, 0.95),
      year_chart_whole_range_ms: read.wholeMs,
      year_worker_peak_mb_writing: written.peakMb,
      year_worker_peak_mb_reading: read.peakMb,
    };
  });
}

async function backFill(page: Page, stretch: Stretch) {
  const watch = await watchWorkerMemory(page);
  const { rows, ms, cascadeMs } = await page.evaluate(
    async ({ database, past }) => {
      await bench.worker.open(database);
      return bench.worker.backFill(past);
    },
    { database: DATABASE, past: stretch },
  );
  const values = rows * PRINTED.length;
  return { rows, ms, cascadeMs, values, peakMb: (await watch.stop()) / 1e6 };
}

/** In a browser that has just started: the database is opened, and the last day of a miner is there. */
function firstChart(page: Page): Promise<number> {
  const query = chart('miner-3', NOW_MS - DAY_MS, NOW_MS);
  return page.evaluate(({ database, asked }) => bench.firstReadTime(database, asked), {
    database: DATABASE,
    asked: query,
  });
}

async function drawCharts(page: Page, { fromMs, toMs }: Stretch) {
  const queries = [...randomCharts(fromMs, toMs), chart('miner-1', fromMs, toMs)];
  const watch = await watchWorkerMemory(page);
  const { ms, rows } = await page.evaluate(
    async ({ database, asked }) => {
      await bench.worker.open(database);
      return bench.readTimes(asked);
    },
    { database: DATABASE, asked: queries },
  );
  if (rows.some((count) => count < 100)) throw new Error(`a chart of ${Math.min(...rows)} rows`);
  return { ms: ms.slice(0, -1), wholeMs: ms.at(-1) ?? Number.NaN, peakMb: (await watch.stop()) / 1e6 };
}

/** From a day to all there is, every length as likely by its logarithm, anywhere, of any miner. */
function randomCharts(fromMs: number, toMs: number): ColumnsQuery[] {
  const random = seededRandom(CHART_SEED);
  return Array.from({ length: CHARTS }, () => {
    const lengthMs = DAY_MS * ((toMs - fromMs) / DAY_MS) ** random();
    const beginMs = Math.floor(fromMs + random() * (toMs - fromMs - lengthMs));
    return chart(`miner-${Math.floor(random() * MINERS)}`, beginMs, Math.floor(beginMs + lengthMs));
  });
}

function chart(minerId: string, fromMs: number, toMs: number): ColumnsQuery {
  return {
    minerId,
    names: ['hashrateHs', 'powerW', 'tempChipMaxC'],
    fromMs,
    toMs,
    maxPoints: CHART_POINTS,
  };
}

/** Which limits the year misses. */
export function yearFailures(figures: Awaited<ReturnType<typeof yearFigures>>): string[] {
  const most: readonly (readonly [keyof typeof figures, number, string])[] = [
    ['year_bytes_per_value', BYTES_LIMIT, 'bytes a value on disk'],
    ['year_chart_ms_p95', CHART_LIMIT_MS, 'ms to a chart (p95)'],
    ['year_first_chart_ms_median', FIRST_CHART_LIMIT_MS, 'ms to the first chart'],
    ['year_worker_peak_mb_writing', WORKER_LIMIT_MB, 'MB in the worker while it writes'],
    ['year_worker_peak_mb_reading', WORKER_LIMIT_MB, 'MB in the worker while it reads'],
  ];
  const failures = most
    .filter(([name, limit]) => !(figures[name] <= limit))
    .map(([name, limit, unit]) => `${figures[name].toPrecision(4)} ${unit}, the limit is ${limit}`);
  const { year_back_fill_values_per_s: perS } = figures;
  if (!(perS >= BACK_FILL_LIMIT_PER_S))
    failures.push(`${Math.round(perS)} values/s filled in, the limit is ${BACK_FILL_LIMIT_PER_S}`);
  return failures;
}
