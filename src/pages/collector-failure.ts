import type { CollectorFailure } from '../domain/fleet-view.ts';

/**
 * What the collector rejected with. Anything that is no {@link CollectorFailure} means that the collector itself broke,
 * so that it could neither ask nor keep.
 */
export function collectorFailure(thrown: unknown, nowMs: number): CollectorFailure {
  if (isCollectorFailure(thrown)) return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return { failure: true, kind: 'store', detail, atMs: nowMs };
}

function isCollectorFailure(thrown: unknown): thrown is CollectorFailure {
  return typeof thrown === 'object' && thrown !== null && 'failure' in thrown && thrown.failure === true;
}
