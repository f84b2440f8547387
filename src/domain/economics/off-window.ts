import type { NetSegment } from './net-segment.ts';

/** A time of the day in which the miner had better be off. */
export interface OffWindow {
  readonly fromMs: number;
  /** A window with `toMs` ≤ `fromMs` runs over midnight: it ends at that clock time. */
  readonly toMs: number;
  readonly durationMs: number;
  /** What being off saves, money a day. */
  readonly savesPerDay: number;
}

/** A stretch of time, and what being off saves in it, money an hour. */
type Stretch = Pick<NetSegment, 'fromMs' | 'toMs' | 'offSavesPerHour'>;

export interface OffWindowOptions {
  /** Money a day below which nobody bothers; default 0.01. */
  readonly leastSaving?: number;
  /** Shortest window worth a stop and a start, ms; default 30 min. */
  readonly shortestMs?: number;
  /**
   * The segments are one local day, which comes again: a window that ends at midnight goes on in the one that begins
   * there. Default false.
   */
  readonly daily?: boolean;
}

/**
 * The longest stretches in which each moment off saves money, in order of time. `offSavesPerHour` of a segment is what
 * being off saves: power not paid for, less heat and revenue foregone.
 */
export function offWindows(
  segments: readonly Stretch[],
  { leastSaving = 0.01, shortestMs = 30 * 60_000, daily = false }: OffWindowOptions = {},
): readonly OffWindow[] {
  const windows: OffWindow[] = [];
  for (const { fromMs, toMs, offSavesPerHour } of segments) {
    if (!(offSavesPerHour > 0)) continue;
    const piece = windowOf(fromMs, toMs, offSavesPerHour);
    const last = windows.at(-1);
    if (last?.toMs === fromMs) windows[windows.length - 1] = joined(last, piece);
    else windows.push(piece);
  }
  return (daily ? overMidnight(windows, segments) : windows).filter(
    ({ savesPerDay, durationMs }) => savesPerDay >= leastSaving && durationMs >= shortestMs,
  );
}

function windowOf(fromMs: number, toMs: number, offSavesPerHour: number): OffWindow {
  const durationMs = toMs - fromMs;
  return { fromMs, toMs, durationMs, savesPerDay: (offSavesPerHour * durationMs) / 3_600_000 };
}

/** Two windows as one that begins with the first and ends with the second. */
function joined(first: OffWindow, second: OffWindow): OffWindow {
  return {
    fromMs: first.fromMs,
    toMs: second.toMs,
    durationMs: first.durationMs + second.durationMs,
    savesPerDay: first.savesPerDay + second.savesPerDay,
  };
}

function overMidnight(windows: readonly OffWindow[], day: readonly Stretch[]): readonly OffWindow[] {
  const [morning] = windows;
  const evening = windows.at(-1);
  const meet = morning?.fromMs === day[0]?.fromMs && evening?.toMs === day.at(-1)?.toMs;
  if (!morning || !evening || morning === evening || !meet) return windows;
  return [...windows.slice(1, -1), joined(evening, morning)];
}
