import { closeSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { hasCode } from '../error-code.ts';

/** A folder that is ours. */
export interface FolderLock {
  /** Says that we are still there; to be called every {@link LOCK_BEAT_MS} at least. */
  beat(): void;
  release(): void;
}

/** How often the holder of a lock shows that it lives, ms. */
export const LOCK_BEAT_MS = 10_000;

/**
 * Takes a folder for this process, so that two helpers never write into one ring. The lock of a killed process is taken
 * over: its number may belong to somebody else since (in a container, after a restart), so who seems to live has to show
 * it.
 * @param patienceMs how long the holder may take to show it
 * @throws Error with one sentence when another process has it
 */
export async function lockFolder(path: string, patienceMs = 2.5 * LOCK_BEAT_MS): Promise<FolderLock> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    if (taken(path)) return { beat: () => beat(path), release: () => rmSync(path, { force: true }) };
    const holder = Number(readFileSync(path, 'utf8'));
    if (isRunning(holder) && (await beats(path, patienceMs)))
      throw new Error(
        `Another Davylamp (process ${holder}) records into this folder already. Stop it first.`,
      );
    rmSync(path, { force: true });
  }
  throw new Error(`${path} cannot be taken: another Davylamp starts at the same time.`);
}

function taken(path: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** A lock of our own number is one of a former life. */
function isRunning(pid: number): boolean {
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, and is somebody else's.
    return hasCode(error, 'EPERM');
  }
}

async function beats(path: string, patienceMs: number): Promise<boolean> {
  const before = statSync(path).mtimeMs;
  const untilMs = performance.now() + patienceMs;
  while (performance.now() < untilMs) {
    await pause(patienceMs / 25);
    if (statSync(path, { throwIfNoEntry: false })?.mtimeMs !== before) return true;
  }
  return false;
}

function beat(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch (error) {
    // Somebody deleted it by hand; what is recorded does not depend on it.
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}
