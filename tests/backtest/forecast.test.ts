import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { Random } from '../../src/numerics/random.ts';
import { BacktestDataError } from './bitcoin-days.ts';
import { coinFiles, coinPast, heightOf } from './forecast/coin-days.ts';
import { structuralWalk } from './forecast/hashprice-walk.ts';
import { forecastSuite } from './forecast.backtest.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A data folder with these files; names that end with .gz are zipped. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'forecast-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
  }
  return folder;
}

const judge = (folder: string) => forecastSuite(folder, { every: 1, full: false });

/** Prices of a zone: a day's wave that wanders from day to day. */
function zone(days: number, seed: number): string {
  const random = new Random(seed);
  let level = 0.05;
  const rows = Array.from({ length: days * 24 }, (_, hour) => {
    if (hour % 24 === 0) level += 0.1 * (0.05 - level) + 0.005 * random.normal();
    const price = level + 0.02 * Math.sin((2 * Math.PI * hour) / 24) + 0.002 * random.normal();
    return `${1_600_000_000 + hour * 3600},${price.toFixed(6)}`;
  });
  return ['t,eur_per_kwh', ...rows].join('\n');
}

/** A coin whose price is a random walk, that pays 6 coins a block and changes its difficulty every day. */
function coin(days: number, seed: number): string {
  const random = new Random(seed);
  let [price, difficulty] = [100, 1e9];
  const rows = Array.from({ length: days }, (_, day) => {
    price *= Math.exp(0.03 * random.normal());
    difficulty *= Math.exp(0.01 * random.normal());
    const rate = (difficulty * 2 ** 32 * 144) / 86_400 / 1e12;
    const date = new Date(Date.UTC(2018, 0, 1 + day)).toISOString().slice(0, 10);
    return [date, price, difficulty, rate, 144, 864, 864 * price, 3, 3 * price, 1e6 + 864 * day].join(',');
  });
  return [
    'date,PriceUSD,DiffMean,HashRate,BlkCnt,IssTotNtv,IssTotUSD,FeeTotNtv,FeeTotUSD,SplyCur',
    ...rows,
  ].join('\n');
}

describe('the forecast suite on a folder of other data', () => {
  it('finds zones and coins by their kind, judges each, and says what is not there', () => {
    const folder = folderOf({
      'power/no2_dayahead_hourly.csv.gz': zone(500, 1),
      'coins-daily/xyz.csv': coin(500, 2),
      'coins-daily/xyz_plateaus.csv': 'first_full_day,difficulty\n2020-01-01,1\n',
    });
    const { checks = [], failures, notes, gates = [] } = judge(folder);
    const names = checks.map(({ name }) => name);
    expect(names).toContain('NO2, the newest year: MAE of the day beyond day-ahead (EUR/MWh)');
    expect(names).toContain('XYZ, 7 days: 95 % interval held (%)');
    expect(gates.every(({ target }) => target.startsWith('XYZ'))).toBe(true);
    expect(notes).toEqual([
      expect.stringContaining('no M4 hourly series'),
      expect.stringContaining('no ETTh'),
    ]);
    // Of so few days luck may let an interval miss its limits; nothing else fails.
    expect(failures.filter((failure) => !failure.includes('interval held'))).toEqual([]);
  });

  it('judges the others where one file is damaged, and names that one and what is wrong with it', () => {
    const shuffled = zone(300, 3).split('\n');
    [shuffled[5], shuffled[9]] = [shuffled[9] ?? '', shuffled[5] ?? ''];
    const folder = folderOf({
      'a_dayahead.csv': zone(250, 4),
      'b_dayahead.csv': shuffled.join('\n'),
      'c_dayahead.csv': zone(249, 5),
      'd_dayahead.csv': 't,price\n1,2\n',
      'e_dayahead.csv': zone(300, 6).replace(/,0\.\d+\n/, ',cheap\n'),
      'f_dayahead.csv': '',
    });
    writeFileSync(join(folder, 'g_dayahead.csv.gz'), 'not zipped');
    const { failures, checks = [] } = judge(folder);
    expect(checks.some(({ name }) => name.startsWith('A, the newest year'))).toBe(true);
    const faults = failures.filter((failure) => failure.includes('dayahead'));
    expect(faults).toEqual([
      expect.stringMatching(/b_dayahead.csv", row \d+: times are not whole hours in order/),
      expect.stringContaining('c_dayahead.csv: 249 days are too few to judge by: 250 are needed'),
      expect.stringContaining('d_dayahead.csv" has no column eur_per_kwh (it has t, price)'),
      expect.stringContaining('e_dayahead.csv", row 2: "cheap" is no number'),
      expect.stringContaining('f_dayahead.csv" holds no rows'),
      expect.stringContaining('g_dayahead.csv.gz" cannot be read'),
    ]);
  });

  it('refuses a folder that holds nothing of the kind', () => {
    expect(() => judge(folderOf({ 'readme.txt': 'none' }))).toThrow(BacktestDataError);
    expect(judge('no/such/folder').failures).toEqual([expect.stringContaining('there is no folder')]);
  });
});

describe('the days of a coin', () => {
  it('have the hashprice that the formula gives, and holes where the file leaves days out', () => {
    const lines = coin(40, 7).split('\n');
    const folder = folderOf({ 'xyz.csv': lines.filter((_, line) => line !== 20).join('\n') });
    const [file = ''] = coinFiles(folder);
    const { days, name } = coinPast(file);
    expect([name, days.length]).toEqual(['XYZ', 40]);
    expect(days[19]?.usdPerPhPerDay).toBeNaN();
    const { priceUsd = 0, difficulty = 1, usdPerPhPerDay } = days[3] ?? {};
    // (864 + 3) coins of 144 blocks.
    expect(usdPerPhPerDay).toBeCloseTo(((867 / 144) * priceUsd * 86_400 * 1e15) / (difficulty * 2 ** 32), 6);
  });

  it('tell the height by the coins there are: Bitcoin’s at its halvings', () => {
    const folder = folderOf({ 'btc.csv': coin(40, 8) });
    const [file = ''] = coinFiles(folder);
    const { coin: bitcoin, days } = coinPast(file);
    const [day] = days;
    if (!day) throw new TypeError('there is no day');
    expect(heightOf(bitcoin, { ...day, supply: 10_500_000 })).toBe(210_000);
    expect(heightOf(bitcoin, { ...day, supply: 18_375_000 })).toBe(630_000);
    expect(heightOf(bitcoin, { ...day, supply: Number.NaN })).toBeUndefined();
  });

  it('are foretold in the file’s own unit, whatever it counts hash rates in', () => {
    const inGigahashes = coin(100, 11)
      .split('\n')
      .map((line, at) => {
        const cells = line.split(',');
        return at === 0 ? line : cells.with(3, String(1000 * Number(cells[3]))).join(',');
      });
    const said = ['', inGigahashes.join('\n')].map((text) => {
      const [file = ''] = coinFiles(folderOf({ 'btc.csv': text || coin(100, 11) }));
      return structuralWalk(coinPast(file))[99]?.usdPerPhPerDay[0] ?? Number.NaN;
    });
    expect((said[0] ?? 0) / (said[1] ?? 0)).toBeCloseTo(1000, 6);
  });

  it('are foretold from what came before alone', () => {
    const [file = ''] = coinFiles(folderOf({ 'btc.csv': coin(160, 9) }));
    const past = coinPast(file);
    const told = structuralWalk(past).slice(0, 100);
    const other = past.days.map((day, at) =>
      at < 102 ? day : { ...day, priceUsd: 1, blocks: 9, feesPerBlock: 1 },
    );
    expect(structuralWalk({ ...past, days: other }).slice(0, 100)).toEqual(told);
  });
});
