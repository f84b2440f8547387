import type { TelemetryRow } from '../../../src/domain/series.ts';
import { rowAt } from '../../support/telemetry-rows.ts';

/** A poll of the store's page comes this much after the last one, ms. */
export const POLL_MS = 20_000;
export const FIRST_POLL_MS = Date.UTC(2026, 2, 1);
export const MINERS = ['gamma', 'nerd'] as const;
/** The miners are silent for four minutes about every three hours, and restart about every day. */
const CYCLE = 500;
const SPOKEN = 488;
const RESTARTED_EVERY = 5_000;

/** Telemetry that tells its own number: from the number of a poll it can be reckoned what must be stored of it. */
export function toldRows(fromPoll: number, toPoll: number): TelemetryRow[] {
  const rows: TelemetryRow[] = [];
  for (let poll = fromPoll; poll < toPoll; poll += 1)
    for (const minerId of isSpoken(poll) ? MINERS : [])
      rows.push(rowAt(minerId, momentOf(poll), told(poll, minerId)));
  return rows;
}

/** Whether the miners answered it. */
export function isSpoken(poll: number): boolean {
  return poll % CYCLE < SPOKEN;
}

export function momentOf(poll: number): number {
  return FIRST_POLL_MS + poll * POLL_MS;
}

/** What a miner says; all of it can be kept exactly. */
export function told(poll: number, minerId: string) {
  const sinceRestart = poll % RESTARTED_EVERY;
  return {
    powerW: 15 + ((poll * 7 + minerId.length) % 64) / 8,
    sharesAccepted: sinceRestart,
    uptimeS: (sinceRestart * POLL_MS) / 1_000,
  };
}
