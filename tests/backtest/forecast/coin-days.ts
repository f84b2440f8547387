import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Coin, minerSubsidyAt, nextReduction } from '../../../src/domain/coin.ts';
import { SHIPPED_COINS } from '../../../src/domain/shipped-coins.ts';
import { BacktestDataError, DAY_MS } from '../bitcoin-days.ts';
import { columnIn, columnOf, filesLike, type RecordedTable, tableOf } from './recorded-table.ts';

const HASHES_PER_DIFFICULTY = 2 ** 32;
const DAY_S = 86_400;

/** One UTC day of a coin; NaN where the file does not say. */
export interface CoinDay {
  readonly startMs: number;
  readonly priceUsd: number;
  /** Mean over the day's blocks. */
  readonly difficulty: number;
  readonly blocks: number;
  /** Coins a block that day. */
  readonly subsidy: number;
  readonly feesPerBlock: number;
  /** Coins there are at its end. */
  readonly supply: number;
  /** What 1 PH/s earned, free of the luck of its blocks. */
  readonly usdPerPhPerDay: number;
}

export interface CoinPast {
  readonly name: string;
  readonly coin: Coin;
  /** Every day from the first to the last; one that the file leaves out has NaN. */
  readonly days: readonly CoinDay[];
}

/** Files of daily coin data: those of `coins-daily`, else all tables that have a day, a price and a difficulty. */
export function coinFiles(folder: string): readonly string[] {
  const hasOwn = existsSync(join(folder, 'coins-daily'));
  return filesLike(hasOwn ? join(folder, 'coins-daily') : folder, /\.csv(\.gz)?$/i).filter((file) => {
    const columns = headOf(file);
    // What lies there and cannot be read is kept, to be complained of by name.
    if (!columns) return hasOwn;
    return [DATE, PRICE, DIFFICULTY].every((name) => columns.some((each) => name.test(each)));
  });
}

const DATE = /^(date|day)$/;
const PRICE = /price.*usd|close.*usd/;
const DIFFICULTY = /^diff(mean|iculty)?/;

/** The past of one coin, its file being named after it. @throws BacktestDataError where the file is not of the kind */
export function coinPast(file: string): CoinPast {
  const table = tableOf(file);
  const stem = basename(file).replace(/\.csv(\.gz)?$/i, '');
  const symbol = stem.split(/[_-]/)[0]?.toUpperCase() ?? stem;
  const coin = SHIPPED_COINS.find((each) => each.symbol === symbol) ?? unknownCoin(symbol);
  const told = daysOf(table).toSorted((one, other) => one.startMs - other.startMs);
  const [first, last] = [told[0]?.startMs ?? 0, told.at(-1)?.startMs ?? 0];
  const byDay = new Map(told.map((day) => [day.startMs, day]));
  const days = Array.from({ length: (last - first) / DAY_MS + 1 }, (_, at): CoinDay => {
    const startMs = first + at * DAY_MS;
    return byDay.get(startMs) ?? { ...MISSING, startMs };
  });
  const years = `${new Date(first).getUTCFullYear()}–${new Date(last).getUTCFullYear()}`;
  return { name: stem === stem.split(/[_-]/)[0] ? symbol : `${symbol} ${years}`, coin, days };
}

/** The height at the end of a day, by the coins there are then; undefined where the coin's rule or the supply is not known. */
export function heightOf(coin: Coin, { supply, startMs }: CoinDay): number | undefined {
  let [height, coins] = [0, 0];
  for (let step = 0; step < 64; step++) {
    const subsidy = minerSubsidyAt(coin, { height, atMs: startMs });
    const next = nextReduction(coin, height);
    if (!subsidy || Number.isNaN(supply)) return undefined;
    const until = next?.height ?? Number.POSITIVE_INFINITY;
    if (coins + subsidy * (until - height) >= supply) return Math.round(height + (supply - coins) / subsidy);
    coins += subsidy * (until - height);
    height = until;
  }
  return undefined;
}

function daysOf(table: RecordedTable): readonly CoinDay[] {
  const price = columnIn(table, PRICE, 'PriceUSD');
  const difficulty = columnIn(table, DIFFICULTY, 'DiffMean');
  const rateThs = columnOf(table, /^hash_?rate/);
  const counted = columnOf(table, /^blkcnt$|^blocks$/);
  const issued = columnOf(table, /^isstotntv$/) ?? columnOf(table, /^isscontntv$/);
  const [issuedUsd, feesUsd] = [columnOf(table, /^isstotusd$/), columnOf(table, /^feetotusd$/)];
  const fees = columnOf(table, /^feetotntv$/);
  const supply = columnOf(table, /^splycur$/);
  const subsidies = columnOf(table, /^subsidy/);
  if (!subsidies && !(issued ?? issuedUsd))
    throw new BacktestDataError(`"${table.file}" tells neither new coins (IssTotUSD) nor the subsidy`);
  const dateAt = table.columns.findIndex((name) => DATE.test(name));
  return table.rows.map((row, at) => {
    const of = (column: Float64Array | undefined) => column?.[at] ?? Number.NaN;
    const startMs = Date.parse(row[dateAt]?.slice(0, 10) ?? '');
    if (Number.isNaN(startMs))
      throw new BacktestDataError(`"${table.file}", row ${at + 2}: "${row[dateAt]}" is no day`);
    const work = of(difficulty) * HASHES_PER_DIFFICULTY;
    const blocks = counted ? of(counted) : Math.round((of(rateThs) * 1e12 * DAY_S) / work);
    const newCoins = issued ? of(issued) : of(issuedUsd) / of(price);
    const subsidy = subsidies ? of(subsidies) : newCoins / blocks;
    const feesPerBlock = fees ? of(fees) / blocks : 0;
    const paid = issuedUsd && feesUsd && rateThs && !subsidies;
    const usdPerThPerDay = paid
      ? (of(issuedUsd) + of(feesUsd)) / of(rateThs)
      : ((subsidy + feesPerBlock) * of(price) * DAY_S * 1e12) / work;
    const usdPerPhPerDay =
      usdPerThPerDay > 0 && Number.isFinite(usdPerThPerDay) ? 1000 * usdPerThPerDay : Number.NaN;
    return {
      startMs,
      priceUsd: of(price),
      difficulty: of(difficulty),
      blocks,
      subsidy,
      feesPerBlock,
      supply: of(supply),
      usdPerPhPerDay,
    };
  });
}

const MISSING = {
  priceUsd: Number.NaN,
  difficulty: Number.NaN,
  blocks: Number.NaN,
  subsidy: Number.NaN,
  feesPerBlock: Number.NaN,
  supply: Number.NaN,
  usdPerPhPerDay: Number.NaN,
};

/** A coin whose rules we do not have: its difficulty is told in Bitcoin's unit, its subsidy day by day. */
function unknownCoin(symbol: string): Coin {
  return {
    symbol,
    name: symbol,
    algorithmName: '',
    minedBy: [],
    hashesPerDifficulty: HASHES_PER_DIFFICULTY,
    mergeMinedWith: [],
    source: '',
    unverified: [],
  };
}

function headOf(file: string): readonly string[] | undefined {
  try {
    return tableOf(file).columns;
  } catch (error) {
    if (error instanceof BacktestDataError) return undefined;
    throw error;
  }
}
