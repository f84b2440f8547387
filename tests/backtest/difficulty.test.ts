import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BITCOIN_LEAN } from '../../src/insight/difficulty-outlook.ts';
import { Random } from '../../src/numerics/random.ts';
import { BacktestDataError, type BitcoinDay, bitcoinDays, DAY_MS, daysOf } from './bitcoin-days.ts';
import { epochsOf } from './bitcoin-epochs.ts';
import { CHOSEN_BEFORE_MS, difficultyReport, POINTS, walkForward } from './difficulty.backtest.ts';

const START_MS = Date.UTC(2019, 0, 1);

/** A chain whose hash rate grows by 0.6 % a day and wanders, block by block, told day by day with 8 digits; and its true epochs. */
function simulatedChain(seed: number, epochs: number) {
  const random = new Random(seed);
  const changes: number[] = [];
  const starts: number[] = [];
  const days: { startMs: number; blocks: number; work: number }[] = [];
  let atMs = START_MS + 0.37 * DAY_MS;
  let paceOfOne = 0.1;
  let difficulty = 1;
  let wander = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const startedAtMs = atMs;
    starts.push(startedAtMs);
    let lastBlockMs = atMs;
    for (let block = 0; block < 2016; block++) {
      const index = Math.floor((atMs - START_MS) / DAY_MS);
      days[index] ??= { startMs: START_MS + index * DAY_MS, blocks: 0, work: 0 };
      const day = days[index];
      lastBlockMs = atMs;
      day.blocks++;
      day.work += difficulty;
      wander += 0.001 * random.normal();
      paceOfOne = 0.1 * Math.exp(wander + (0.006 * (atMs - START_MS)) / DAY_MS);
      atMs += (60_000 * difficulty * random.exponential()) / paceOfOne;
    }
    // Consensus takes the time from the first to the last block: 2015 intervals.
    const change = (2016 * 600_000) / (lastBlockMs - startedAtMs) - 1;
    changes.push(change);
    difficulty = Number((difficulty * (1 + change)).toPrecision(8));
  }
  const told = days.map(
    ({ startMs, blocks, work }): BitcoinDay => ({
      startMs,
      blocks,
      difficulty: Number((work / blocks).toPrecision(8)),
    }),
  );
  return { days: told, changes, starts };
}

const chain = simulatedChain(5, 60);

describe('the epochs of a simulated chain', () => {
  it('are found where they were, with their retargets', () => {
    const found = epochsOf(chain.days).map(({ change }) => change);
    // The first epochs run away from the made-up first difficulty, and the last has no day after it.
    const known = chain.changes.slice(1, -1);
    expect(found.length).toBeGreaterThanOrEqual(known.length - 1);
    for (const change of found.slice(0, -1))
      expect(Math.min(...chain.changes.map((true_) => Math.abs(true_ - change)))).toBeLessThan(1e-6);
  });

  it('begin when their first block came, to half an hour or so, though of a day only the count is told', () => {
    const offMs = epochsOf(chain.days).map(({ startMs }) =>
      Math.min(...chain.starts.map((start) => Math.abs(start - startMs))),
    );
    const median = offMs.toSorted((one, other) => one - other)[Math.floor(offMs.length / 2)];
    expect(median).toBeLessThan(30 * 60_000);
  });

  it('are left out where days are missing, and only there', () => {
    const whole = epochsOf(chain.days).length;
    const torn = chain.days.filter((_, index) => index !== 300);
    expect(epochsOf(torn).length).toBe(whole - 1);
    expect(difficultyReport(torn).figures['at 50 %: epochs']).toBeGreaterThan(40);
  });
});

describe('the retarget backtest', () => {
  it('beats the naive rule on the simulated chain and holds its intervals', () => {
    const { figures, failures } = difficultyReport(chain.days);
    expect(failures).toEqual([]);
    for (const point of POINTS) {
      expect(figures[`at ${100 * point} %: 90 % interval held (%)`]).toBeGreaterThan(80);
    }
  });

  it('looks at nothing that comes after', () => {
    const all = walkForward(chain.days);
    const cut = chain.days.slice(0, 500);
    const early = walkForward(cut);
    expect(early.length).toBeGreaterThan(50);
    expect(early.map(({ outlooks }) => outlooks)).toEqual(
      all.slice(0, early.length).map(({ outlooks }) => outlooks),
    );
  });

  it.each([300, 431, 555])('foretells the same up to day %d, whatever comes afterwards', (day) => {
    const random = new Random(day);
    const turnMs = START_MS + day * DAY_MS;
    // Another future: miners come or go, block by block.
    const other = chain.days.map((one) =>
      one.startMs < turnMs ? one : { ...one, blocks: Math.round(one.blocks * (0.5 + random.uniform())) },
    );
    const earlier = (days: readonly BitcoinDay[]) =>
      walkForward(days)
        .filter(({ epoch }) => epoch.endMs + 2 * DAY_MS < turnMs)
        .map(({ progress, point, outlooks, lean, naive }) => ({ progress, point, outlooks, lean, naive }));
    expect(earlier(other).length).toBeGreaterThan(30);
    expect(earlier(other)).toEqual(earlier(chain.days));
  });

  it('fails where there is too little to judge by', () => {
    expect(difficultyReport(chain.days.slice(0, 200)).failures).toEqual(
      POINTS.map((point) => expect.stringContaining(`whole epochs to judge by at ${100 * point} %`)),
    );
  });

  it('started cold anywhere on the real chain since 2012 loses to the naive rule at most by luck', () => {
    if (!existsSync('../shared/data/coins-daily'))
      return console.log('../shared/data is not here: not started on it');
    const days = bitcoinDays('../shared/data');
    for (let year = 2012; year < 2023; year++) {
      // 36 epochs or so.
      const [fromMs, toMs] = [Date.UTC(year, 4, 1), Date.UTC(year + 1, 8, 20)];
      const { figures } = difficultyReport(
        days.filter(({ startMs }) => startMs >= fromMs && startMs < toMs),
        fromMs,
      );
      for (const point of POINTS) {
        const saved = (what: string) => figures[`at ${100 * point} %: error saved${what}`] ?? Number.NaN;
        expect(saved(', paired 95 % interval to')).toBeGreaterThan(0);
        const naive = figures[`at ${100 * point} %: mean absolute error, naive rule (% points)`] ?? 0;
        expect(saved(' against the naive rule (% points)') / naive).toBeGreaterThan(-0.06);
      }
    }
  });

  it('has taught the lean that the app uses, when what it may learn from ends', () => {
    if (!existsSync('../shared/data/coins-daily'))
      return console.log('../shared/data is not here: not learned from it');
    const learned = walkForward(bitcoinDays('../shared/data'));
    const told = learned.find(({ epoch }) => epoch.startMs >= CHOSEN_BEFORE_MS);
    expect(told?.lean).toBeCloseTo(BITCOIN_LEAN, 2);
    expect(Math.abs((learned.at(-1)?.lean ?? Number.NaN) - BITCOIN_LEAN)).toBeLessThan(0.025);
  });
});

describe('the days of a data folder', () => {
  it('are read from both kinds of file, zipped or not, each day once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'days-'));
    const counted =
      'date,PriceUSD,DiffMean,BlkCnt\n2024-01-01,1,7e13,150\n2024-01-02,1,,149\n2024-01-03,1,7e13,0\n';
    const hashrate = (150 * 7e13 * 2 ** 32) / 86_400 / 1e12;
    const disguised = `date,difficulty,hashrate_th_s_noisy\n2024-01-01,7e13,1\n2024-01-04,7e13,${hashrate.toPrecision(8)}\n`;
    writeFileSync(join(folder, 'btc.csv.gz'), gzipSync(counted));
    writeFileSync(join(folder, 'btc_2024.csv'), disguised);
    writeFileSync(join(folder, 'btc_plateaus.csv'), 'first_full_day,difficulty\n2024-01-05,7e13\n');
    expect(bitcoinDays(folder)).toEqual([
      { startMs: Date.UTC(2024, 0, 1), blocks: 150, difficulty: 7e13 },
      { startMs: Date.UTC(2024, 0, 4), blocks: 150, difficulty: 7e13 },
    ]);
    rmSync(folder, { recursive: true });
  });

  it('are read under any name but another coin’s, from times of any kind, and from fewer columns', () => {
    const folder = mkdtempSync(join(tmpdir(), 'days-'));
    writeFileSync(join(folder, 'ltc.csv'), 'date,DiffMean,BlkCnt\n2024-01-01,3e7,576\n');
    writeFileSync(join(folder, 'network.csv'), '\uFEFF"t","Difficulty","blocks"\r\n1704067200,7e13,150\r\n');
    const exahashes = (140 * 7e13 * 2 ** 32) / 86_400 / 1e18;
    mkdirSync(join(folder, 'chain'));
    writeFileSync(
      join(folder, 'chain', 'more.csv.gz'),
      gzipSync(
        `time,DiffMean,HashRate\n2024-01-02T00:00:00Z,7e13,${exahashes}\n2024-01-03T12:00:00Z,7e13,${exahashes}\n`,
      ),
    );
    expect(bitcoinDays(folder)).toEqual([
      { startMs: Date.UTC(2024, 0, 1), blocks: 150, difficulty: 7e13 },
      { startMs: Date.UTC(2024, 0, 2), blocks: 140, difficulty: 7e13 },
    ]);
    writeFileSync(join(folder, 'network.csv'), 'date,DiffMean,BlkCnt\n2024-01-01,3e7,576\n');
    rmSync(join(folder, 'chain'), { recursive: true });
    expect(() => bitcoinDays(folder)).toThrow(/has 576 blocks: on Bitcoin's chain/);
    writeFileSync(join(folder, 'btc.csv'), 'date,DiffMean\n2024-01-01,7e13\n');
    expect(() => bitcoinDays(folder)).toThrow(/columns date, DiffMean, and BlkCnt .*looked into btc.csv/);
    rmSync(folder, { recursive: true });
  });

  it('are refused with a sentence where there are none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'days-'));
    expect(() => bitcoinDays(folder)).toThrow(BacktestDataError);
    expect(() => bitcoinDays(join(folder, 'nowhere'))).toThrow('there is no folder');
    writeFileSync(join(folder, 'btc.csv.gz'), 'not zipped');
    expect(() => bitcoinDays(folder)).toThrow('cannot be read');
    rmSync(folder, { recursive: true });
    expect(daysOf('')).toEqual([]);
  });
});
