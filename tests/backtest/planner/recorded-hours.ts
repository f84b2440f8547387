import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BacktestDataError } from '../bitcoin-days.ts';
import { columnIn, columnOf, filesLike, tableOf } from '../forecast/recorded-table.ts';

export const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Hours of one zone: what a kWh cost, and what a TH/s earned. NaN where missing. */
export interface RecordedHours {
  readonly zone: string;
  readonly timeZone: string;
  readonly startMs: number;
  /** EUR. */
  readonly pricePerKwh: Float64Array;
  /** EUR a day for 1 TH/s, as it could be known when the hour began. */
  readonly earnedPerThDay: Float64Array;
  /** Of Bitcoin. */
  readonly difficulty: Float64Array;
}

/** EUR per USD over a year: 1 / (yearly mean of the ECB's reference rate). */
const EUR_PER_USD: Readonly<Record<number, number>> = {
  2018: 1 / 1.181,
  2019: 1 / 1.1195,
  2020: 1 / 1.1422,
  2021: 1 / 1.1827,
  2022: 1 / 1.053,
  2023: 1 / 1.0813,
  2024: 1 / 1.0824,
};
const USUAL_EUR_PER_USD = 1 / 1.1;

/** Every zone that the folder holds. @throws BacktestDataError where nothing of the kind is found */
export function recordedHours(folder: string): readonly RecordedHours[] {
  const files = filesLike(folder, /day_?ahead.*\.csv(\.gz)?$/i);
  if (files.length === 0) throw new BacktestDataError(`no day-ahead prices in "${folder}"`);
  const earned = earnedByHour(folder);
  return files.map((file) => {
    const { startMs, values } = hourly(file, /eur_per_kwh/);
    const zone = (basename(file).split(/[_.]/)[0] ?? file).toUpperCase();
    return {
      zone,
      timeZone: zoneOf(zone),
      startMs,
      pricePerKwh: values,
      earnedPerThDay: Float64Array.from(values, (_, hour) => earned(startMs + hour * HOUR_MS).money),
      difficulty: Float64Array.from(values, (_, hour) => earned(startMs + hour * HOUR_MS).difficulty),
    };
  });
}

/** Where clocks of a bidding zone stand. */
function zoneOf(zone: string): string {
  const zones: Readonly<Record<string, string>> = {
    SE: 'Europe/Stockholm',
    ES: 'Europe/Madrid',
    DK: 'Europe/Copenhagen',
    NO: 'Europe/Oslo',
    FI: 'Europe/Helsinki',
    DE: 'Europe/Berlin',
    AT: 'Europe/Vienna',
    FR: 'Europe/Paris',
    NL: 'Europe/Amsterdam',
    BE: 'Europe/Brussels',
    PT: 'Europe/Lisbon',
    IT: 'Europe/Rome',
    PL: 'Europe/Warsaw',
  };
  return zones[zone.slice(0, 2)] ?? 'Europe/Berlin';
}

function hourly(file: string, column: RegExp) {
  const table = tableOf(file);
  const seconds = columnIn(table, /^(t|time|timestamp)$/, 't');
  const told = columnIn(table, column, String(column));
  const startMs = (seconds[0] ?? Number.NaN) * 1_000;
  const lastMs = (seconds.at(-1) ?? Number.NaN) * 1_000;
  const values = new Float64Array(Math.floor((lastMs - startMs) / HOUR_MS) + 1).fill(Number.NaN);
  for (const [row, second] of seconds.entries()) {
    const hour = (second * 1_000 - startMs) / HOUR_MS;
    if (Number.isInteger(hour)) values[hour] = told[row] ?? Number.NaN;
  }
  return { startMs, values };
}

/** Price: the hour before's close where hours are recorded, else the day before's. Fees: the day before's, where recorded, else none. */
function earnedByHour(
  folder: string,
): (atMs: number) => { readonly money: number; readonly difficulty: number } {
  const days = new Map<number, { difficulty: number; subsidy: number; fees: number; close: number }>();
  for (const file of filesLike(folder, /^btc(_2020_2024_price_difficulty)?\.csv(\.gz)?$/)) {
    const table = tableOf(file);
    const date = table.columns.indexOf('date');
    const close = columnOf(table, /^(priceusd|close_usd)$/);
    const difficulty = columnOf(table, /^(diffmean|difficulty)$/);
    const [blocks, issued, fees] = [/^blkcnt$/, /^isscontntv$/, /^feetotntv$/].map((name) =>
      columnOf(table, name),
    );
    const subsidy = columnOf(table, /^subsidy_btc$/);
    for (const [row, cells] of table.rows.entries()) {
      const atMs = Date.parse(cells[date] ?? '');
      if (days.has(atMs) && subsidy) continue;
      const count = blocks?.[row] ?? Number.NaN;
      days.set(atMs, {
        difficulty: difficulty?.[row] ?? Number.NaN,
        subsidy: subsidy?.[row] ?? (issued?.[row] ?? Number.NaN) / count,
        fees: fees ? (fees[row] ?? Number.NaN) / count : 0,
        close: close?.[row] ?? Number.NaN,
      });
    }
  }
  const hours = join(folder, 'prices-hourly', 'btcusdt_1h.csv.gz');
  const closes = existsSync(hours) ? hourly(hours, /^close$/) : undefined;
  return (atMs) => {
    const dayMs = Math.floor(atMs / DAY_MS) * DAY_MS;
    const [today, before] = [days.get(dayMs), days.get(dayMs - DAY_MS)];
    if (!today || !before) return { money: Number.NaN, difficulty: Number.NaN };
    const lastHour = closes?.values[(atMs - closes.startMs) / HOUR_MS - 1];
    const usd = lastHour !== undefined && lastHour > 0 ? lastHour : before.close;
    const coins = (86_400 * 1e12 * (today.subsidy + before.fees)) / (today.difficulty * 2 ** 32);
    const money = coins * usd * (EUR_PER_USD[new Date(atMs).getUTCFullYear()] ?? USUAL_EUR_PER_USD);
    return { money, difficulty: today.difficulty };
  };
}
