import { expect, test } from 'vitest';
import { isBackupDue } from './backup-due.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 21);
const ago = (days: number) => NOW_MS - days * DAY_MS;

test('a history that the browser keeps for certain needs no reminder', () => {
  expect(isBackupDue({ oldestAtMs: ago(100) }, true, NOW_MS)).toBe(false);
  expect(isBackupDue({ oldestAtMs: ago(100) }, undefined, NOW_MS)).toBe(false);
});

test('one that it may throw away does after a week without a backup', () => {
  expect(isBackupDue({ oldestAtMs: ago(8) }, false, NOW_MS)).toBe(true);
  expect(isBackupDue({ oldestAtMs: ago(100), atMs: ago(8) }, false, NOW_MS)).toBe(true);
  expect(isBackupDue({ oldestAtMs: ago(100), atMs: ago(6) }, false, NOW_MS)).toBe(false);
});

test('a newcomer has nothing to lose yet', () => {
  expect(isBackupDue({}, false, NOW_MS)).toBe(false);
  expect(isBackupDue({ oldestAtMs: ago(2) }, false, NOW_MS)).toBe(false);
});
