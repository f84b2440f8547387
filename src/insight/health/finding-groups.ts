import type { BookedFinding, FindingBook } from './finding-book.ts';

/** Troubles of one kind that began within so long may have one cause; as cause/causes-behind.ts has it. */
const TOGETHER_WITHIN_MS = 12 * 3_600_000;

/** Findings that are one to the owner, earliest found first. */
export type FindingGroup = readonly [BookedFinding, ...BookedFinding[]];

/**
 * Findings of several miners that came to the same trouble at the same time, as one: a router that is down is one
 * trouble, not five. What concerns the place is one already. A group keeps its first finding's id, and grows.
 */
export function findingGroups(book: FindingBook): readonly FindingGroup[] {
  const groups: FindingGroup[] = [];
  for (const booked of book) {
    const place = groups.findLastIndex(([first, ...others]) => isTogether(booked, first, others));
    const group = groups[place];
    if (group) groups[place] = [...group, booked];
    else groups.push([booked]);
  }
  return groups;
}

/** Of a group those that still stand; where none does, all. */
export function shownOf(group: FindingGroup): FindingGroup {
  const [first, ...others] = group.filter(({ endedAtMs }) => endedAtMs === undefined);
  return first ? [first, ...others] : group;
}

/** The one that speaks for a group; of several as sure the first. */
export function surest(group: FindingGroup): BookedFinding {
  return group.reduce((best, each) => (each.finding.confidence > best.finding.confidence ? each : best));
}

function isTogether(
  { finding, foundAtMs }: BookedFinding,
  first: BookedFinding,
  others: readonly BookedFinding[],
): boolean {
  const { trouble, minerId, sinceMs } = finding;
  if (minerId === undefined || first.finding.minerId === undefined) return false;
  if (trouble !== first.finding.trouble) return false;
  // The same miner again is another time.
  if ([first, ...others].some((each) => each.finding.minerId === minerId)) return false;
  const isOver = first.endedAtMs !== undefined && first.endedAtMs < sinceMs;
  const began = Math.abs(sinceMs - first.finding.sinceMs) <= TOGETHER_WITHIN_MS;
  return began && !isOver && foundAtMs - first.foundAtMs <= 2 * TOGETHER_WITHIN_MS;
}
