import { SourceError } from '../domain/source-error.ts';

/**
 * The points of a history, oldest first and one for each moment: of two that a provider tells for the same moment the
 * later told counts.
 * @throws SourceError `unreadable-reply` where there is none at all
 */
export function inOrder<Point extends { readonly atMs: number }>(points: readonly Point[]): readonly Point[] {
  const byMoment = new Map(points.map((point) => [point.atMs, point]));
  return atLeastOne([...byMoment.values()]).toSorted((a, b) => a.atMs - b.atMs);
}

/**
 * The same rows, if there are any.
 * @throws SourceError `unreadable-reply` where nothing could be read
 */
export function atLeastOne<Row>(rows: readonly Row[]): readonly Row[] {
  if (rows.length === 0) throw new SourceError('unreadable-reply', 'nothing in its answer can be read');
  return rows;
}

/**
 * A thing of which at least one of these figures is known.
 * @throws SourceError `unreadable-reply` where all are absent
 */
export function knowing<Value extends object>(value: Value, figures: readonly (keyof Value)[]): Value {
  if (figures.every((name) => value[name] === undefined))
    throw new SourceError('unreadable-reply', 'its answer holds none of the figures that were asked for');
  return value;
}
