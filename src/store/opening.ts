import { StoreError } from './store-error.ts';

export interface OpenOptions {
  /** A newer version of the app wants the database: ours was closed, the page should be loaded anew. */
  readonly onSuperseded?: () => void;
}

/** How long an older tab may hold an old database open before the owner is told, ms. */
export const BLOCKED_AFTER_MS = 3_000;

/** What the owner is told then. */
export function blockedByOlderTab(): StoreError {
  return new StoreError('blocked', 'another tab with an older version of Davylamp is open');
}
