import type { NetHour } from './net-hours.ts';

/** A part of a day with one net. */
export interface NetStretch {
  readonly fromMs: number;
  readonly toMs: number;
  /** Money an hour while running. */
  readonly netPerHour: number;
}

/** The day in as few pieces as it has: known hours of the same net that follow each other are one. */
export function netStretches(
  hours: readonly Pick<NetHour, 'fromMs' | 'toMs' | 'netPerHour'>[],
): readonly NetStretch[] {
  const stretches: NetStretch[] = [];
  for (const { fromMs, toMs, netPerHour } of hours) {
    if (netPerHour === undefined) continue;
    const last = stretches.at(-1);
    const goesOn = last?.toMs === fromMs && Math.abs(last.netPerHour - netPerHour) < 1e-9;
    if (goesOn) stretches.pop();
    stretches.push({ fromMs: goesOn ? last.fromMs : fromMs, toMs, netPerHour });
  }
  return stretches;
}
