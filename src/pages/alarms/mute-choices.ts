import { nextWallEdgeMs, wallTime } from '../../domain/economics/local-time.ts';
import { LONGEST_MUTE_MS } from '../../domain/mute.ts';

export const MUTE_CHOICES = ['halfHour', 'twoHours', 'eightHours', 'morning', 'custom'] as const;
export type MuteChoice = (typeof MUTE_CHOICES)[number];

const HOUR_MS = 3_600_000;
/** When the morning begins, minutes after midnight. */
const MORNING_MIN = 7 * 60;

/**
 * Until when a choice mutes, epoch ms; undefined where no time, or none within a week to come, was typed.
 * @param custom of `custom`: as a field for date and time writes it, in local time
 */
export function mutedUntil(choice: MuteChoice, nowMs: number, zone: string, custom = ''): number | undefined {
  if (choice === 'halfHour') return nowMs + HOUR_MS / 2;
  if (choice === 'twoHours') return nowMs + 2 * HOUR_MS;
  if (choice === 'eightHours') return nowMs + 8 * HOUR_MS;
  if (choice === 'morning') return nextMorningMs(nowMs, zone);
  const untilMs = custom === '' ? Number.NaN : new Date(custom).getTime();
  return untilMs > nowMs && untilMs <= nowMs + LONGEST_MUTE_MS ? untilMs : undefined;
}

/** The next time that the wall clock shows seven; on its way it may pass midnight and a change of clocks. */
function nextMorningMs(nowMs: number, zone: string): number {
  let edgeMs = nowMs;
  do edgeMs = nextWallEdgeMs(edgeMs, zone, [MORNING_MIN]);
  while (wallTime(edgeMs, zone).minuteOfDay !== MORNING_MIN);
  return edgeMs;
}
