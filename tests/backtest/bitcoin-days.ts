import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SuiteCannotRun } from '../support/suite-report.ts';

/** One UTC day of Bitcoin's chain. */
export interface BitcoinDay {
  readonly startMs: number;
  readonly blocks: number;
  /** Mean over the day's blocks. */
  readonly difficulty: number;
}

/** The data that a backtest was pointed at are not there or not of the kind it needs. */
export class BacktestDataError extends SuiteCannotRun {
  override readonly name = 'BacktestDataError';
}

export const DAY_MS = 86_400_000;

/** What the columns are called by those who publish them (Coin Metrics first), in small letters. */
const DATE = ['date', 'day', 'time', 'timestamp', 't'];
const DIFFICULTY = ['diffmean', 'difficulty', 'difficulty_mean', 'diff'];
const BLOCKS = ['blkcnt', 'blocks', 'block_count', 'blockcount', 'n_blocks'];
/** In TH/s, computed from the day's blocks and so their count in disguise. */
const TERAHASHES = /^hashrate(_th_?s.*)?$/;

/**
 * All days of Bitcoin's chain that a data folder (or its `coins-daily`) tells, in order, each once: of the files named
 * btc* or bitcoin*, or, where there is none, of every `.csv` and `.csv.gz` that no other coin is named in. Needed are the
 * day, the mean difficulty, and the blocks or the hash rate in TH/s; files without these columns and rows that say
 * nothing are passed over.
 *
 * @throws BacktestDataError where nothing of the kind is found
 */
export function bitcoinDays(folder: string): readonly BitcoinDay[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new BacktestDataError(`there is no folder "${folder}"`);
  const inside = existsSync(join(folder, 'coins-daily')) ? join(folder, 'coins-daily') : folder;
  const files = bitcoinFiles(readdirSync(inside));
  const days = new Map<number, BitcoinDay>();
  for (const name of files)
    for (const day of daysOf(textOf(join(inside, name))))
      if (!days.has(day.startMs)) days.set(day.startMs, day);
  if (days.size === 0)
    throw new BacktestDataError(
      `no .csv or .csv.gz in "${inside}" tells Bitcoin's difficulty and blocks day by day: ` +
        'columns date, DiffMean, and BlkCnt or hashrate_th_s are needed ' +
        (files.length === 0 ? '(there is no such file)' : `(looked into ${files.join(', ')})`),
    );
  return [...days.values()].sort((one, other) => one.startMs - other.startMs);
}

function bitcoinFiles(names: readonly string[]): readonly string[] {
  const tables = names.filter((name) => /\.csv(\.gz)?$/i.test(name)).sort();
  const named = tables.filter((name) => /^(btc|bitcoin)(?![a-z])/i.test(name) && !/usdt/i.test(name));
  return named.length > 0
    ? named
    : tables.filter((name) => !/^(ltc|doge|bch|bsv|eth|dash|zec|xmr)/i.test(name));
}

function textOf(path: string): string {
  try {
    const bytes = readFileSync(path);
    return (path.toLowerCase().endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw new BacktestDataError(`"${path}" cannot be read`, { cause: error });
  }
}

/** The days of one file; none where its columns are others. */
export function daysOf(csv: string): readonly BitcoinDay[] {
  const [head = '', ...rows] = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = cellsOf(head).map((name) => name.toLowerCase());
  const column = (names: readonly string[]) => columns.findIndex((name) => names.includes(name));
  const [date, difficulty, blocks] = [column(DATE), column(DIFFICULTY), column(BLOCKS)];
  const terahashes = columns.findIndex((name) => TERAHASHES.test(name));
  if (date < 0 || difficulty < 0 || (blocks < 0 && terahashes < 0)) return [];
  return rows.flatMap((row) => {
    const cells = cellsOf(row);
    const number = (index: number) => Number(cells[index] || Number.NaN);
    const startMs = dayOf(cells[date] ?? '');
    const mean = number(difficulty);
    const count = number(blocks) > 0 ? number(blocks) : blocksBehind(number(terahashes), mean);
    return startMs !== undefined && count > 0 && mean > 0 && Number.isFinite(count * mean)
      ? [{ startMs, blocks: count, difficulty: mean }]
      : [];
  });
}

function cellsOf(row: string): readonly string[] {
  return row.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

/** The UTC day of 2020-07-27, of that day's midnight as ISO time, or of epoch seconds or milliseconds. */
function dayOf(text: string): number | undefined {
  const number = Number(text || Number.NaN);
  const atMs = /^\d{4}-\d{2}-\d{2}/.test(text)
    ? Date.parse(text.slice(0, 10))
    : number * (number < 1e11 ? 1000 : 1);
  return Number.isFinite(atMs) && atMs % DAY_MS === 0 ? atMs : undefined;
}

/** The whole number of blocks from which a day's hash rate was computed: H = D · 2³² · n / 86 400 s. */
function blocksBehind(terahashes: number, difficulty: number): number {
  return Math.round((terahashes * 1e12 * 86_400) / (difficulty * 2 ** 32));
}
