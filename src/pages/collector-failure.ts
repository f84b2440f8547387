import type { CollectorFailure } from '../domain/fleet-view.ts';

/**
 * What the collector rejected with. Anything that is no {@link CollectorFailure} is a fault of ours: told as such, and
 * written to the console with all that is known of it.
 */
export function collectorFailure(thrown: unknown, nowMs: number): CollectorFailure {
  if (isCollectorFailure(thrown)) return thrown;
  console.error('the collector failed', thrown);
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return { failure: true, kind: 'internal', detail, atMs: nowMs };
}

function isCollectorFailure(thrown: unknown): thrown is CollectorFailure {
  return typeof thrown === 'object' && thrown !== null && 'failure' in thrown && thrown.failure === true;
}
