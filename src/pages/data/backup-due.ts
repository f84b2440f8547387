import type { LastBackup } from '../../workers/backup-api.ts';

const WEEK_MS = 7 * 86_400_000;

/**
 * Is it time to back up? Only where the browser has not promised to keep what it stores, and there is a week's history
 * that no backup holds.
 */
export function isBackupDue(
  { atMs, oldestAtMs }: LastBackup,
  isProtected: boolean | undefined,
  nowMs: number,
): boolean {
  if (isProtected !== false || oldestAtMs === undefined) return false;
  return nowMs - Math.max(atMs ?? 0, oldestAtMs) > WEEK_MS;
}
