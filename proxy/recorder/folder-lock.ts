import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hasCode } from '../error-code.ts';

/**
 * Takes a folder for this process, so that two helpers never write into one ring. A lock that a killed process has left
 * is taken over.
 * @returns what gives it back
 * @throws Error with one sentence when another process has it
 */
export function lockFolder(path: string): () => void {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const holder = Number(readFileSync(path, 'utf8'));
    if (isAlive(holder))
      throw new Error(
        `Another Davylamp (process ${holder}) records already. Stop it first; if there is none, delete ${path}.`,
      );
    rmSync(path, { force: true });
  }
  throw new Error(`${path} cannot be taken: another Davylamp starts at the same time.`);
}

/** A container starts as process 1 each time, so a lock of our own number is one of a former life. */
function isAlive(pid: number): boolean {
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, and is somebody else's.
    return hasCode(error, 'EPERM');
  }
}
