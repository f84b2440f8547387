import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Random } from '../../src/numerics/random.ts';
import { BacktestDataError } from './bitcoin-days.ts';
import { lifetimesSuite } from './lifetimes.backtest.ts';

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lifetimes-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
  }
  return folder;
}

/** Engines whose one sensor rises as they wear; the other one never changes. */
function engines(count: number): readonly string[] {
  const random = new Random(2);
  const rows = Array.from({ length: count }, (_, unit) => {
    const life = 60 + Math.floor(60 * random.uniform());
    return Array.from({ length: life }, (_, at) => {
      const wear = 10 * ((at + 1) / life) ** 2 + 0.3 * random.normal();
      return [unit + 1, at + 1, wear.toFixed(4), 100].join(',');
    });
  });
  return ['unit,cycle,s1,s2', ...rows.flat()];
}

describe('the lifetimes suite on a folder of other data', () => {
  it('judges engines of its kind beside the mean by age, and says what is not there', () => {
    const folder = folderOf({ 'machines/cmapss_fd001_train.csv.gz': engines(15).join('\n') });
    const { checks = [], figures, gates, notes } = lifetimesSuite(folder, 5);
    expect(figures['C-MAPSS FD001: engines held out']).toBe(3);
    const [error] = checks;
    expect(error?.value).toBeLessThan(error?.baseline ?? 0);
    expect(gates).toMatchObject([{ rule: 'the mean by age', speaks: true }]);
    expect(notes?.slice(0, 3)).toEqual(
      ['rossi.csv', 'lung.csv', 'gbsg2.csv'].map((name) => expect.stringContaining(`no ${name} in`)),
    );
  });

  it('names an engine that lost a cycle, and judges the rest', () => {
    const lung = [
      'time,status,age,sex,ph.ecog',
      ...[1, 2, 3, 4, 5, 6].map((at) => `${at},${1 + (at % 2)},${50 + at * at},${1 + (at % 2)},1`),
    ];
    const folder = folderOf({
      'cmapss_fd001_train.csv': engines(15)
        .filter((row) => !row.startsWith('4,7,'))
        .join('\n'),
      'lung.csv': lung.join('\n'),
    });
    const { failures } = lifetimesSuite(folder, 1);
    expect(failures).toContainEqual(expect.stringContaining('unit 4 does not run from cycle 1 without gaps'));
    // A functional state that is the same for all tells nothing, and the table is of other people.
    expect(failures).toContainEqual(expect.stringContaining('lung.csv: parameter 2 says nothing'));
  });

  it('refuses a folder that holds nothing of the kind', () => {
    expect(() => lifetimesSuite(folderOf({ 'readme.txt': 'none' }), 1)).toThrow(BacktestDataError);
    expect(() => lifetimesSuite('no/such/folder', 1)).toThrow('there is no folder');
  });
});
