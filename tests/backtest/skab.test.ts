import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { Random } from '../../src/numerics/random.ts';
import { confusionOf, f1, falseAlarmPercent, missedPercent, pooled } from './skab/confusion.ts';
import { judgedFile } from './skab/judged-file.ts';
import { normalPieces, skabFiles } from './skab/skab-files.ts';
import { skabSuite } from './skab.backtest.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with these files; names that end with .gz are zipped. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'skab-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
  return folder;
}

/** An experiment of two sensors, of which the flow is low from row 430 to 580. */
function experiment(seed: number, rows = 620): readonly (readonly (string | number)[])[] {
  const random = new Random(seed);
  return Array.from({ length: rows }, (_, row) => {
    const isAnomaly = row >= 430 && row < 580;
    const flow = 32 + random.normal() - (isAnomaly ? 8 : 0);
    const label = isAnomaly ? 1 : 0;
    return [`2020-03-09 10:00:${row}`, flow.toFixed(4), (5 * random.normal()).toFixed(4), label, 0];
  });
}

const HEAD = ['datetime', 'Volume Flow RateRMS', 'Current', 'anomaly', 'changepoint'];
const single = (seed: number, rows?: number) =>
  [HEAD, ...experiment(seed, rows)].map((cells) => cells.join(';')).join('\n');
const several = (seeds: readonly number[]) =>
  [['file', ...HEAD], ...seeds.flatMap((seed) => experiment(seed).map((cells) => [seed, ...cells]))]
    .map((cells) => cells.join(','))
    .join('\n');

describe('the SKAB suite', () => {
  it('judges experiments as they are published and several to a table', async () => {
    const folder = folderOf({ '0.csv': single(1), 'valve9.csv.gz': several([2]) });
    const { figures, failures, checks = [], notes = [] } = await skabSuite(folder, false);
    expect(failures).toEqual([]);
    expect(figures.files).toBe(2);
    expect(figures['level chart: F1']).toBeGreaterThan(0.78);
    expect(figures['level chart: F1 on valve9']).toBeGreaterThan(0.78);
    expect(figures['level chart: MAR (%)']).toBeLessThan(20);
    expect(figures['T² and Q of principal components: F1']).toBeGreaterThan(0.5);
    expect(figures['isolation forest: FAR published of Isolation forest (%)']).toBe(2.56);
    expect(figures['level chart, worst of nine charts: F1']).toBeLessThanOrEqual(
      figures['level chart, best of nine charts: F1'] ?? 0,
    );
    expect(checks[0]).toMatchObject({ published: 0.78, atLeast: 0.78, pass: true });
    expect(notes).toContainEqual(expect.stringContaining('furthest out in "volume flow raterms"'));
  });

  it('judges the others where one is too short, and says so', async () => {
    const { figures, failures } = await skabSuite(
      folderOf({ 'a.csv': single(1), 'b.csv': single(2, 100) }),
      false,
    );
    expect(figures.files).toBe(1);
    expect(failures).toEqual(['b has 100 rows: more than 400 are needed']);
  });

  it('counts what is called where nothing ever is', async () => {
    const free = [HEAD.slice(0, 3), ...experiment(5, 2300).map((cells) => cells.slice(0, 3))]
      .map((cells) => cells.join(';'))
      .join('\n');
    const folder = folderOf({ 'a.csv': single(1), 'anomaly-free.csv': free });
    expect(normalPieces(folder).map(({ name, rows }) => [name, rows.length])).toEqual([
      ['anomaly-free/0', 1100],
      ['anomaly-free/1', 1100],
    ]);
    const { figures } = await skabSuite(folder, false);
    // Its first piece has 150 rows of a low flow after the fit, of 1400.
    const percent = figures['level chart: FAR after the fit, where nothing ever is (%)'] ?? Number.NaN;
    expect(percent).toBeGreaterThan(9);
    expect(percent).toBeLessThan(14);
  });

  it('reads what is missing as missing, and experiments by their own names', () => {
    const gapped = several([4, 7]).replace(/(:0,)[\d.]+,/, '$1,');
    const files = skabFiles(folderOf({ 'valve2.csv': gapped, 'anomaly-free.csv': 'datetime;Current\n1;2' }));
    expect(files.map(({ name }) => name)).toEqual(['valve2/4', 'valve2/7']);
    expect(files[0]?.sensors).toEqual(['volume flow raterms', 'current']);
    expect(files[0]?.rows[0]?.[0]).toBeNaN();
    expect(files[1]?.rows.length).toBe(620);
    expect(files[1]?.anomalies.filter((each) => each).length).toBe(150);
  });

  it('says what is wrong with data that it cannot judge', async () => {
    await expect(skabSuite(folderOf({ 'a.csv': 'datetime,x\n1,2' }), false)).rejects.toThrow(
      'has columns datetime and anomaly',
    );
    await expect(skabSuite(folderOf({ 'a.csv': single(1, 400) }), false)).rejects.toThrow(
      'no experiment is longer than 400 rows',
    );
    const still = single(1).replaceAll(/;[-\d.]+;[-\d.]+;(\d);0$/gm, ';1;2;$1;0');
    await expect(skabSuite(folderOf({ 'a.csv': still }), false)).rejects.toThrow(
      'a: in 400 rows of normal operation no sensor is seen to change',
    );
    const unlabelled = single(1).replace(/;0;0$/m, ';;0');
    await expect(skabSuite(folderOf({ 'a.csv': unlabelled }), false)).rejects.toThrow(
      'row 2: it is not said whether it is an anomaly',
    );
  });

  it('lets no detector see a row before its time', async () => {
    const [file] = skabFiles(folderOf({ 'a.csv': single(3) }));
    if (!file) throw new TypeError('there is no file');
    const seen: number[] = [];
    const published = { name: '', f1: 1, falseAlarmPercent: 0, missedPercent: 0 };
    const { whole, after } = await judgedFile(file, {
      name: 'one that counts',
      published,
      fit(rows) {
        seen.push(rows.length);
        return {
          score(row) {
            seen.push(file.rows.findIndex((each) => Object.is(each, row)));
            return { score: 2, shares: new Float64Array(2) };
          },
        };
      },
    });
    expect(seen).toEqual([400, ...Array.from({ length: 220 }, (_, row) => 400 + row)]);
    expect(after).toEqual({ truePositives: 150, falsePositives: 70, falseNegatives: 0, trueNegatives: 0 });
    expect(whole).toEqual({ ...after, trueNegatives: 400 });
  });
});

it('F1 and the rates are of rows of all files together', () => {
  const one = confusionOf([true, true, false, false], [true, false, true, false]);
  expect(one).toEqual({ truePositives: 1, falsePositives: 1, falseNegatives: 1, trueNegatives: 1 });
  const both = pooled([one, confusionOf([true, true], [true, true])]);
  expect(f1(both)).toBe(3 / 4);
  expect(falseAlarmPercent(both)).toBe(50);
  expect(missedPercent(both)).toBe(25);
});
