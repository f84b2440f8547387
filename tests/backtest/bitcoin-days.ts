import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
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
/** Computed from the day's blocks and so their count in disguise. */
const HASHRATE = /^hash_?rate/;
/** Blocks that a day has on the mean. */
const USUAL_BLOCKS = 144;

/**
 * All days of Bitcoin's chain that a data folder (its `coins-daily`, else all that lies in it) tells, in order, each
 * once: of the files named btc* or bitcoin*, or, where there is none, of every `.csv` and `.csv.gz` that is not named
 * after another coin. Needed are the day, the mean difficulty, and the blocks or the hash rate; files without these
 * columns and rows that say nothing are passed over.
 *
 * @throws BacktestDataError where nothing of the kind is found
 */
export function bitcoinDays(folder: string): readonly BitcoinDay[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new BacktestDataError(`there is no folder "${folder}"`);
  const inside = existsSync(join(folder, 'coins-daily')) ? join(folder, 'coins-daily') : folder;
  const files = bitcoinFiles(readdirSync(inside, { recursive: true, encoding: 'utf8' }));
  const days = new Map<number, BitcoinDay>();
  for (const name of files)
    for (const day of daysOf(textOf(join(inside, name))))
      if (!days.has(day.startMs)) days.set(day.startMs, day);
  if (days.size === 0)
    throw new BacktestDataError(
      `no .csv or .csv.gz in "${inside}" tells Bitcoin's difficulty and blocks day by day: ` +
        'columns date, DiffMean, and BlkCnt or HashRate are needed ' +
        (files.length === 0 ? '(there is no such file)' : `(looked into ${files.join(', ')})`),
    );
  const inOrder = [...days.values()].sort((one, other) => one.startMs - other.startMs);
  const usual =
    inOrder.map(({ blocks }) => blocks).sort((one, other) => one - other)[inOrder.length >> 1] ?? 0;
  if (!(usual > USUAL_BLOCKS / 2 && usual < USUAL_BLOCKS * 2))
    throw new BacktestDataError(
      `a day in "${inside}" has ${usual} blocks: on Bitcoin's chain it has some ${USUAL_BLOCKS} (looked into ${files.join(', ')})`,
    );
  return inOrder;
}

function bitcoinFiles(names: readonly string[]): readonly string[] {
  const tables = names.filter((name) => /\.csv(\.gz)?$/i.test(name)).sort();
  const named = tables.filter((name) => /^(btc|bitcoin)(?![a-z])/i.test(basename(name)));
  return named.length > 0
    ? named
    : tables.filter((name) => !/^(ltc|doge|bch|bsv|eth|dash|zec|xmr)/i.test(basename(name)));
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
  const hashrate = columns.findIndex((name) => HASHRATE.test(name));
  if (date < 0 || difficulty < 0 || (blocks < 0 && hashrate < 0)) return [];
  const told = rows.flatMap((row) => {
    const cells = cellsOf(row);
    const number = (index: number) => Number(cells[index] || Number.NaN);
    const startMs = dayOf(cells[date] ?? '');
    const mean = number(difficulty);
    const count = number(blocks);
    // H = D · 2³² · n / 86 400 s, in a unit that nobody names.
    const disguised = (number(hashrate) * 86_400) / (mean * 2 ** 32);
    return startMs !== undefined && mean > 0 ? [{ startMs, difficulty: mean, count, disguised }] : [];
  });
  const unit = unitOf(told.map(({ disguised }) => disguised));
  return told.flatMap(({ startMs, difficulty: mean, count, disguised }) => {
    const whole = count > 0 ? count : Math.round(disguised * unit);
    return whole > 0 && Number.isFinite(whole * mean) ? [{ startMs, blocks: whole, difficulty: mean }] : [];
  });
}

/** H/s, TH/s or whatever a hash rate is told in: the step of a thousand at which its days have some 144 blocks. */
function unitOf(disguised: readonly number[]): number {
  const known = disguised.filter((one) => one > 0 && Number.isFinite(one)).sort((one, other) => one - other);
  const median = known[Math.floor(known.length / 2)] ?? Number.NaN;
  return 1000 ** Math.round(Math.log(USUAL_BLOCKS / median) / Math.log(1000));
}

function cellsOf(row: string): readonly string[] {
  return row.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

/** The UTC day that begins at 2020-07-27, at that day's midnight as ISO time, or at epoch seconds or milliseconds. */
function dayOf(text: string): number | undefined {
  const number = Number(text || Number.NaN);
  const isDay = /^\d{4}-\d{2}-\d{2}([T ]00:00\b.*)?$/.test(text);
  const atMs = isDay ? Date.parse(text.slice(0, 10)) : number * (number < 1e11 ? 1000 : 1);
  return Number.isFinite(atMs) && atMs % DAY_MS === 0 ? atMs : undefined;
}
