import type { SourceErrorKind } from '../../domain/source-error.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A provider that names a moment farther off has a mistake in its clock or in its header, or we have one in ours. */
const LONGEST_NAMED_MS = 24 * HOUR_MS;
/** A provider that fails is asked ever more rarely, up to this. */
const LONGEST_PAUSE_MS = 6 * HOUR_MS;

/** The first pause after each kind of failure, ms; it doubles with each further one in a row. */
const FIRST_PAUSE_MS: Readonly<Record<SourceErrorKind, number>> = {
  unreachable: MINUTE_MS,
  'no-helper': MINUTE_MS / 2,
  timeout: MINUTE_MS,
  // A wrong key does not become right by itself: its owner changes it, and then it is asked at once.
  refused: HOUR_MS,
  'rate-limited': 15 * MINUTE_MS,
  'provider-failed': 2 * MINUTE_MS,
  'not-found': HOUR_MS,
  'not-yet': 10 * MINUTE_MS,
  'not-here': LONGEST_PAUSE_MS,
  'unreadable-reply': 15 * MINUTE_MS,
  'too-large': HOUR_MS,
};

/** Part of a pause by which it is lengthened at random, so that homes do not ask in step. */
const JITTER = 0.1;

/** When a provider is asked again after an answer, epoch ms. */
export function nextAfterAnswer(nowMs: number, freshMs: number, random: () => number): number {
  return nowMs + freshMs * (1 + JITTER * random());
}

/**
 * When a provider is asked again after a failure, epoch ms: never before the moment that it named
 * itself, as long as that is within a day.
 * @param failures in a row, this one included
 * @param random uniform in [0, 1)
 */
export function nextAfterFailure(
  nowMs: number,
  { kind, retryAfterMs = 0 }: { readonly kind: SourceErrorKind; readonly retryAfterMs?: number | undefined },
  failures: number,
  random: () => number,
): number {
  const doubled = FIRST_PAUSE_MS[kind] * 2 ** Math.min(Math.max(failures - 1, 0), 16);
  const pause = Math.max(Math.min(doubled, LONGEST_PAUSE_MS), Math.min(retryAfterMs, LONGEST_NAMED_MS));
  return nowMs + pause * (1 + JITTER * random());
}
