import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hasCode } from './error-code.ts';

/** Readable by its owner alone. */
const OWNER_ONLY = 0o600;

/**
 * Writes a file that nobody but the owner may read, in one step: whoever reads it sees the old content or the new one.
 * @throws the system's error, for example when the disk is full
 */
export function writePrivateFile(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.new`;
  writeFileSync(beside, content, { mode: OWNER_ONLY, flush: true });
  renameSync(beside, path);
}

/**
 * Reads such a file; undefined where there is none. A file that others might read (copied from elsewhere, perhaps) is
 * closed to them first. Windows keeps no such modes: there the folder of the user decides.
 * @throws the system's error when it cannot be read
 */
export function readPrivateFile(path: string): string | undefined {
  try {
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) chmodSync(path, OWNER_ONLY);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
