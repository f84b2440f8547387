import { ABSENT, isPresent } from './decimal.ts';
import { formatRoughDuration } from './duration.ts';

/** `12 s ago`. An age below zero (a clock was set back) is `0 s ago`. */
export function formatAge(ageMs: number | undefined, locale?: string): string {
  if (!isPresent(ageMs)) return ABSENT;
  return `${formatRoughDuration(Math.max(0, ageMs) / 1000, locale)} ago`;
}
