import { findingCauses } from '../cause/causes-behind.ts';
import type { MachineSize } from '../lifetime/published-rates.ts';
import type { BookedFinding } from './finding-book.ts';
import { shownOf, surest } from './finding-groups.ts';
import type { JudgedPast } from './judged-past.ts';
import { oneTroubles } from './one-trouble.ts';

/**
 * What stands and whose causes were not ranked since a moment, or never: of several that are one to the owner the one that speaks
 * for them.
 */
export function unexplained({ book }: Pick<JudgedPast, 'book'>, sinceMs: number): readonly BookedFinding[] {
  return oneTroubles(book).flatMap(({ group }) => {
    const shown = shownOf(group);
    const isOver = shown.every(({ endedAtMs }) => endedAtMs !== undefined);
    const isRanked = group.some(({ causesAtMs }) => causesAtMs !== undefined && causesAtMs >= sinceMs);
    return isOver || isRanked ? [] : [surest(shown)];
  });
}

/** Ranks the causes of a finding, in steps of a few milliseconds: it takes a tenth of a second. */
export function* explained(
  past: JudgedPast,
  { id, finding }: BookedFinding,
  sizeOf: (minerId: string) => MachineSize,
): Generator<undefined, JudgedPast> {
  const standing = past.book.flatMap((each) => (each.endedAtMs === undefined ? [each.finding] : []));
  const causes = yield* findingCauses(finding, past.watch, standing, sizeOf);
  const book = past.book.map((each) => (each.id === id ? { ...each, causes, causesAtMs: past.toMs } : each));
  return { ...past, book };
}
