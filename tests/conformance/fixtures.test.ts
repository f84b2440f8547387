import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixturesIn } from './fixtures.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'recordings-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function recording(name: string, ...files: string[]): void {
  mkdirSync(join(root, name), { recursive: true });
  for (const file of files) writeFileSync(join(root, name, file), file === 'expected.json' ? '{}' : '');
}

test('a family with an API of its own is left out, and one that nobody knows is tried', () => {
  recording('volcminer/d1', 'expected.json', 'summary.rpc.json');
  recording('cgminer-generic/usb', 'expected.json', 'summary.rpc.json');
  recording('newcomer/x', 'expected.json', 'summary.rpc.json');
  expect(fixturesIn(root)).toMatchObject([
    { name: 'cgminer-generic/usb', mayBeUnknown: false },
    { name: 'newcomer/x', mayBeUnknown: true },
    { name: 'volcminer/d1', skipped: 'no adapter for this family yet' },
  ]);
  expect(fixturesIn(root).map(({ skipped }) => skipped !== undefined)).toEqual([false, false, true]);
});

test('a stock Antminer is read where it told who it is and how it works', () => {
  recording('antminer-stock/by-stats', 'expected.json', 'stats.rpc.json');
  recording('antminer-stock/in-text', 'expected.json', 'version.rpc.txt', 'summary.rpc.txt');
  recording('antminer-stock/web', 'expected.json', 'stats.cgi.json');
  recording('antminer-stock/web-in-full', 'expected.json', 'cgi-bin_stats.cgi.json');
  recording('antminer-stock/web-summary', 'expected.json', 'summary.cgi.json');
  recording('antminer-stock/who-and-how', 'expected.json', 'summary.rpc.json', 'get_system_info.cgi.json');
  recording('antminer-stock/only-who', 'expected.json', 'get_system_info.cgi.json');
  recording('antminer-stock/only-how', 'expected.json', 'summary.rpc.json');
  const read = fixturesIn(root).filter(({ skipped }) => skipped === undefined);
  expect(read.map(({ name }) => name)).toEqual([
    'antminer-stock/by-stats',
    'antminer-stock/in-text',
    'antminer-stock/web',
    'antminer-stock/web-in-full',
    'antminer-stock/web-summary',
    'antminer-stock/who-and-how',
  ]);
});

test('a folder without expectations is told, and stray files are not fixtures', () => {
  recording('axeos/gamma', 'api_system_info.json');
  writeFileSync(join(root, 'README.md'), '');
  expect(fixturesIn(root)).toMatchObject([{ name: 'axeos/gamma', skipped: 'no expected.json' }]);
});

test('a folder of recordings right below the root tells its family itself', () => {
  recording('bench-unit', 'expected.json');
  writeFileSync(join(root, 'bench-unit', 'expected.json'), '{"family":"axeos"}');
  recording('damaged', 'expected.json');
  writeFileSync(join(root, 'damaged', 'expected.json'), '{"family":');
  expect(fixturesIn(root)).toMatchObject([
    { name: 'bench-unit', mayBeUnknown: false },
    { name: 'damaged', mayBeUnknown: true },
  ]);
});
