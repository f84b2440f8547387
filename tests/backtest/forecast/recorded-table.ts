import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BacktestDataError } from '../bitcoin-days.ts';

/** Files below a folder whose names fit, in order. @throws BacktestDataError where the folder is not there */
export function filesLike(folder: string, name: RegExp): readonly string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new BacktestDataError(`there is no folder "${folder}"`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .sort()
    .map((file) => join(folder, file));
}

/** The cells of a table of values divided by commas, gzipped or not, quotes taken off. */
export function cellsOf(file: string): readonly (readonly string[])[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(',').map((cell) => cell.trim().replace(/^"|"$/g, '')));
}
