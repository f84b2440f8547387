import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** One UTC day of Bitcoin's chain. */
export interface BitcoinDay {
  readonly startMs: number;
  readonly blocks: number;
  /** Mean over the day's blocks. */
  readonly difficulty: number;
}

/** The data that a backtest was pointed at are not there or not of the kind it needs. */
export class BacktestDataError extends Error {
  override readonly name = 'BacktestDataError';
}

export const DAY_MS = 86_400_000;

/**
 * All days that the `btc*.csv` and `btc*.csv.gz` of a data folder (or of its `coins-daily`) tell, in order, each once.
 * Read are the columns `date, DiffMean, BlkCnt`, or `date, difficulty, hashrate_th_s…`, whose hash rate is the day's
 * count in disguise. Files with other columns and rows that say nothing are passed over.
 *
 * @throws BacktestDataError where nothing of the kind is found
 */
export function bitcoinDays(folder: string): readonly BitcoinDay[] {
  if (!existsSync(folder)) throw new BacktestDataError(`there is no folder "${folder}"`);
  const inside = existsSync(join(folder, 'coins-daily')) ? join(folder, 'coins-daily') : folder;
  const days = new Map<number, BitcoinDay>();
  for (const name of readdirSync(inside).sort()) {
    if (!/^btc.*\.csv(\.gz)?$/.test(name)) continue;
    for (const day of daysOf(textOf(join(inside, name))))
      if (!days.has(day.startMs)) days.set(day.startMs, day);
  }
  if (days.size === 0)
    throw new BacktestDataError(
      `no btc*.csv or btc*.csv.gz in "${inside}" tells blocks and difficulty day by day`,
    );
  return [...days.values()].sort((one, other) => one.startMs - other.startMs);
}

function textOf(path: string): string {
  try {
    const bytes = readFileSync(path);
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw new BacktestDataError(`"${path}" cannot be read`, { cause: error });
  }
}

/** The days of one file; none where its columns are others. */
export function daysOf(csv: string): readonly BitcoinDay[] {
  const [head = '', ...rows] = csv.split(/\r?\n/);
  const columns = head.split(',').map((name) => name.trim());
  const dateColumn = columns.indexOf('date');
  const difficultyColumn = columns.findIndex((name) => name === 'DiffMean' || name === 'difficulty');
  const blocksColumn = columns.indexOf('BlkCnt');
  const hashrateColumn = columns.findIndex((name) => name.startsWith('hashrate_th_s'));
  if (dateColumn < 0 || difficultyColumn < 0 || (blocksColumn < 0 && hashrateColumn < 0)) return [];
  return rows.flatMap((row) => {
    const cells = row.split(',');
    const number = (column: number) => Number(cells[column]?.trim() || Number.NaN);
    const difficulty = number(difficultyColumn);
    const blocks =
      blocksColumn >= 0 ? number(blocksColumn) : blocksBehind(number(hashrateColumn), difficulty);
    const date = cells[dateColumn]?.trim() ?? '';
    const startMs = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
    return Number.isFinite(startMs) && blocks > 0 && difficulty > 0 ? [{ startMs, blocks, difficulty }] : [];
  });
}

/** The whole number of blocks from which a day's hash rate was computed: H = D · 2³² · n / 86 400 s. */
function blocksBehind(terahashes: number, difficulty: number): number {
  return Math.round((terahashes * 1e12 * 86_400) / (difficulty * 2 ** 32));
}
