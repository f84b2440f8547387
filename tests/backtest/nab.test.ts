import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/numerics/random.ts';
import { BacktestDataError } from './bitcoin-days.ts';
import { nabSeries } from './nab/nab-series.ts';
import { nabSuite } from './nab.backtest.ts';

const folder = mkdtempSync(join(tmpdir(), 'davylamp-nab-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ROWS = 900;
const timeAt = (row: number) =>
  new Date(Date.UTC(2014, 3, 1) + row * 900_000).toISOString().slice(0, 19).replace('T', ' ');
const limits = (first: number, last: number) => [`${timeAt(first)}.000000`, `${timeAt(last)}.000000`];

/** Noise with a spike at each of these rows. */
const spiky = (series: string, spikes: readonly number[]) => {
  const random = new Random(series.length);
  return Array.from(
    { length: ROWS },
    (_, row) => `${series},${timeAt(row)},${(spikes.includes(row) ? 40 : 0) + random.normal()}`,
  );
};

function folderWith(name: string, windows: unknown, ...series: readonly (readonly string[])[]): string {
  const inside = join(folder, name, 'nab');
  mkdirSync(inside, { recursive: true });
  writeFileSync(join(inside, 'combined_windows.json'), JSON.stringify(windows));
  const csv = ['series,timestamp,value', ...series.flat()].join('\n');
  writeFileSync(join(inside, 'realOther.csv.gz'), gzipSync(csv));
  return join(folder, name);
}

const windows = {
  'realOther/one.csv': [limits(500, 549)],
  'realOther/other.csv': [limits(450, 499), limits(700, 749)],
};

describe('the backtest on the anomaly benchmark', () => {
  it('judges other series of the same format, and says that nothing was published of them', () => {
    const data = folderWith('other', windows, spiky('one', [510]), spiky('other', [455, 720]));
    const { suite, figures, failures, notes } = nabSuite(data);
    expect({ suite, failures }).toEqual({ suite: 'nab', failures: [] });
    expect(figures).toMatchObject({ series: 2, windows: 3, 'windows found': 3, 'false alarms': 0 });
    expect(figures['standard profile, one threshold']).toBeGreaterThan(80);
    expect(figures['raw score of realOther/other.csv']).toBeGreaterThan(1);
    expect(notes).toEqual([expect.stringContaining('no published scores')]);
  });

  it('fails where the windows are not found', () => {
    const data = folderWith('missed', windows, spiky('one', [420, 700]), spiky('other', [420, 600]));
    expect(nabSuite(data).failures).toEqual([expect.stringMatching(/standard profile.* not at least 61/)]);
  });

  it('reads rows, times and windows, and leaves out series without windows named', () => {
    const data = folderWith('read', { 'realOther/one.csv': [] }, spiky('one', []), spiky('unnamed', []));
    const [one, ...more] = nabSeries(data);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ name: 'realOther/one.csv', windows: [] });
    expect([one?.values.length, one?.atMs[1]]).toEqual([ROWS, Date.UTC(2014, 3, 1, 0, 15)]);
    const placed = nabSeries(folderWith('placed', windows, spiky('other', [])))[0];
    expect(placed?.windows).toEqual([
      { first: 450, last: 499 },
      { first: 700, last: 749 },
    ]);
  });

  it('says what is missing', () => {
    expect(() => nabSuite(join(folder, 'nowhere'))).toThrow(BacktestDataError);
    const off = { 'realOther/one.csv': [['2014-04-01 00:01:00.000000', timeAt(5)]] };
    expect(() => nabSuite(folderWith('off', off, spiky('one', [])))).toThrow(/no row of realOther\/one.csv/);
    expect(() => nabSuite(folderWith('none', {}, spiky('one', [])))).toThrow(/holds no series/);
  });
});
