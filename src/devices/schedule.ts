/** When a device is asked next: at its own pace, a little off the beat, and ever more rarely while it is silent. */
export interface PollPace {
  readonly pollMs: number;
  /** Failed polls in a row. */
  readonly failures: number;
}

/** Longest pause between two attempts at a silent device, ms: a miner that returns is seen within a minute. */
const LONGEST_PAUSE_MS = 60_000;
/** Part of the pause by which polls are spread, so that thirty miners are not asked in one burst. */
const JITTER = 0.1;

/**
 * Pause until the next poll, ms. Never shorter than `pollMs`: jitter only adds, because AxeOS devices suffer from
 * faster polling. After the second failure in a row the pause doubles, up to a minute (or `pollMs`, if longer).
 * @param random uniform in [0, 1)
 */
export function pauseMs({ pollMs, failures }: PollPace, random: () => number): number {
  const backOff = 2 ** Math.min(Math.max(failures - 1, 0), 16);
  const pause = Math.min(pollMs * backOff, Math.max(LONGEST_PAUSE_MS, pollMs));
  return Math.round(pause * (1 + JITTER * random()));
}

/**
 * The same for a recorder, which keeps the beat: polls of a device that answers begin `pollMs` apart, whatever its answer
 * took, so that an hour has as many as it should. Between an answer and the next question half a period is left at least.
 * @param tookMs how long the last poll took; a clock that was set meanwhile may tell anything
 */
export function steadyPauseMs({ pollMs, failures }: PollPace, tookMs: number): number {
  if (failures > 1) return pauseMs({ pollMs, failures }, () => 0);
  return Math.min(pollMs, Math.max(pollMs / 2, pollMs - tookMs));
}

/** First poll of a device after the start: all of them spread over `withinMs`. */
export function firstPauseMs(index: number, count: number, withinMs: number): number {
  return Math.round((index / Math.max(count, 1)) * withinMs);
}
