import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { apiRecordings, isApiAlone } from './api-recordings.ts';

const API = '{"STATUS":[{"STATUS":"S","When":1,"Code":70,"Msg":"CGMiner stats"}],"STATS":[{}{}],"id":1}';
const PAGE = '{"STATUS":{"STATUS":"S","Msg":"stats"},"INFO":{"type":"Antminer S21"},"STATS":[{"chain":[]}]}';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recording-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function recorded(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
}

test('a reply of the API is known by its form where its name does not say so', () => {
  recorded({ 'stats.json': API, 'version.txt': 'STATUS=S,When=1,Code=22|VERSION,Type=Antminer S9|' });
  expect(apiRecordings(folder, 'hiveon')).toEqual(['stats.json', 'version.txt']);
  expect(isApiAlone('antminer-stock', join(folder, 'stats.json'))).toBe(true);
});

test('a web page of the same name stays one, and so does what another family answers over the web', () => {
  recorded({ 'stats.json': PAGE, 'summary.json': API, 'stats.cgi.json': API });
  expect(apiRecordings(folder, 'antminer-stock')).toEqual(['summary.json']);
  expect(apiRecordings(folder, 'auradine')).toEqual([]);
});

test('a marked reply goes before an unmarked one', () => {
  recorded({ 'summary.json': API, 'summary.rpc.json': API });
  expect(apiRecordings(folder, 'hammer')).toEqual(['summary.rpc.json']);
});
