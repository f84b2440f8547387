import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { apiRecordings, commandOf, isApiAlone } from './api-recordings.ts';

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

test('commands of five families need no mark, one or several in a reply', () => {
  recorded({
    'summary+version.json': '{}',
    'get_version.json': '{}',
    'status.json': '{}',
    'user.json': '{}',
  });
  expect(apiRecordings(folder, 'whatsminer')).toEqual([
    'get_version.json',
    'status.json',
    'summary+version.json',
  ]);
  expect(apiRecordings(folder, 'goldshell')).toEqual(['get_version.json', 'summary+version.json']);
});

test('a message of WhatsMiner’s API v3 is none of the old one, however it is marked', () => {
  recorded({ 'get_device_info.rpc.json': '{}', 'get.miner.status.json': '{}', 'get_psu.rpc.json': '{}' });
  expect(apiRecordings(folder, 'whatsminer')).toEqual(['get_psu.rpc.json']);
});

test('a command is the same in capitals', () => {
  expect(['SUMMARY.rpc.json', 'summary+Version.txt'].map(commandOf)).toEqual(['summary', 'summary+version']);
});

test('a marked reply goes before an unmarked one', () => {
  recorded({ 'summary.json': API, 'summary.rpc.json': API });
  expect(apiRecordings(folder, 'hammer')).toEqual(['summary.rpc.json']);
});
