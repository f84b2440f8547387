import { ABSENT, isPresent } from './decimal.ts';
import { formatRoughDuration } from './duration.ts';

/**
 * `12 s ago`; older than `staleAfterMs` it is `stale 4 min`, so that an old number never looks live. An age below
 * zero (a clock was set back) is `0 s ago`.
 */
export function formatAge(
  ageMs: number | undefined,
  {
    staleAfterMs = Number.POSITIVE_INFINITY,
    locale,
  }: { readonly staleAfterMs?: number | undefined; readonly locale?: string | undefined } = {},
): string {
  if (!isPresent(ageMs)) return ABSENT;
  const age = formatRoughDuration(Math.max(0, ageMs) / 1000, locale);
  return ageMs > staleAfterMs ? `stale ${age}` : `${age} ago`;
}
