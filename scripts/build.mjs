/** Builds the PWA into dist/ when it is missing or older than its sources. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, tool } from './setup.mjs';

/** Builds the app into `dist` unless what is there is newer than everything that it is made of. */
export function buildIfStale() {
  const built = join(root, 'dist', 'index.html');
  const sources = ['src', 'models', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'].map(
    (name) => join(root, name),
  );
  if (existsSync(built) && statSync(built).mtimeMs >= Math.max(...sources.map(newest))) return;
  console.log('Building the app …');
  execFileSync(tool('vite'), ['build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

/** Latest change below a path, ms. */
function newest(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
