import type { DeviceCredentials } from '../domain/credentials.ts';

/** What whoever asks a device brings along. */
export interface ReadOptions {
  /** The caller's clock, epoch milliseconds. */
  readonly nowMs: () => number;
  readonly signal?: AbortSignal;
  /** The owner's password for this device; without it a family tries what its maker ships. */
  readonly credentials?: DeviceCredentials;
  /** What the family keeps between two requests to this device; without it each read logs in anew. */
  readonly session?: DeviceSession;
}

/** Kept in memory only, one a device, and owned by its adapter: a login that still holds. */
export interface DeviceSession {
  token?: string | undefined;
}
