import type { CauseRanking } from '../../domain/health/cause.ts';
import type { FleetFinding } from '../anomaly/fleet-watch.ts';

/** A finding from when it was found to its end. A plain value. */
export interface BookedFinding {
  /** The same whenever the same past is judged. */
  readonly id: string;
  /** As it stood last. */
  readonly finding: FleetFinding;
  /** The end of the quarter in which the evidence was enough, and of the last one in which it was. */
  readonly foundAtMs: number;
  readonly stoodAtMs: number;
  readonly endedAtMs?: number | undefined;
  /** What is most probably behind it, as it was seen at a moment; of several that are one to the owner one tells. */
  readonly causes?: CauseRanking | undefined;
  readonly causesAtMs?: number | undefined;
}

/** Newest last. */
export type FindingBook = readonly BookedFinding[];

const DAY_MS = 86_400_000;
/** So many that have ended are remembered: years of a fleet within its budget. */
const MOST_ENDED = 500;

/**
 * What is wrong at the end of one more quarter. A finding that is not there any more has ended once it has not been for
 * a day, since scores come and go at their threshold; what a miner tells itself, and what a repair is confirmed to have
 * mended, ends at once. One that is back within a day is the one of before.
 *
 * @param previousMs the end of the last quarter that was judged before: while nothing is heard nothing ends
 * @param mended what a repair has just been confirmed to have mended: its trial has weighed chance already
 */
export function book(
  before: FindingBook,
  previousMs: number,
  atMs: number,
  found: readonly FleetFinding[],
  mended: readonly Pick<FleetFinding, 'minerId' | 'trouble'>[] = [],
): FindingBook {
  const isMended = new Set(mended.map(keyOf));
  const standing = new Map(found.map((finding) => [keyOf(finding), finding]));
  const after = before.map((booked): BookedFinding => {
    const { stoodAtMs } = booked;
    const isOver = stoodAtMs < previousMs && atMs - stoodAtMs > DAY_MS;
    if (isOver) return booked.endedAtMs === undefined ? { ...booked, endedAtMs: stoodAtMs } : booked;
    const key = keyOf(booked.finding);
    const finding = standing.get(key);
    standing.delete(key);
    if (finding) return { ...booked, finding, stoodAtMs: atMs, endedAtMs: undefined };
    return isTold(booked.finding) || isMended.has(key) ? { ...booked, endedAtMs: stoodAtMs } : booked;
  });
  const raised = [...standing].map(([key, finding]) => ({
    id: `${key}:${atMs}`,
    finding,
    foundAtMs: atMs,
    stoodAtMs: atMs,
  }));
  return withoutOldest([...after, ...raised]);
}

/** What comes of no chance: the miner says so itself. */
export function isTold({ evidence }: Pick<FleetFinding, 'evidence'>): boolean {
  return evidence.every(({ figure }) => figure === 'told');
}

/** Whom and what: at most one finding of each stands at a time. */
function keyOf({ minerId, account, trouble }: Pick<FleetFinding, 'minerId' | 'account' | 'trouble'>): string {
  const whom = account ? `${account.provider} ${account.coin}` : (minerId ?? 'place');
  return `${whom}:${trouble}`;
}

function withoutOldest(all: FindingBook): FindingBook {
  const ended = all.filter(({ endedAtMs }) => endedAtMs !== undefined);
  if (ended.length <= MOST_ENDED) return all;
  const goes = new Set(ended.slice(0, ended.length - MOST_ENDED));
  return all.filter((booked) => !goes.has(booked));
}
