import type { ClockPoint, TuningPoint } from '../../src/domain/tuning.ts';

/** The clock and voltage of a point. @throws RangeError for a rung, which has none */
export function clockOf(point: TuningPoint): ClockPoint {
  if (point.kind !== undefined) throw new RangeError(`a ${point.kind} has no clock`);
  return point;
}
