import type { Reading } from '../reading.ts';

/** Work that a pool accepted in a stretch of time, as a sum of share difficulty. */
export interface AcceptedWork {
  readonly fromMs: number;
  readonly toMs: number;
  readonly shares: number;
  readonly workDifficulty: number;
  /** How far off it may be, in the same unit: the difficulty changed in between, and nobody saw when. */
  readonly uncertainBy: number;
}

/** What is counted of a Reading, or of a stored row. */
export interface WorkCount extends Pick<Reading, 'atMs' | 'poolDifficulty'> {
  readonly shares: Pick<Reading['shares'], 'accepted'>;
}

/**
 * Accepted work from a device's counter and the difficulty that its pool asks, poll after poll: what vardiff changes
 * between two polls lies between both difficulties. After a restart the counter begins at 0, so all it shows is new.
 * Where counter or difficulty are absent nothing is made up: the stretch is missing from the list.
 *
 * @param readings of one miner on one pool, oldest first
 */
export function acceptedWork(readings: readonly WorkCount[]): readonly AcceptedWork[] {
  // A loop, not flatMap: the books of a year pass millions of rows, and each would be an array more.
  const stretches: AcceptedWork[] = [];
  let before: WorkCount | undefined;
  for (const now of readings) {
    const stretch = before && workBetween(before, now);
    if (stretch) stretches.push(stretch);
    before = now;
  }
  return stretches;
}

function workBetween(before: WorkCount, now: WorkCount): AcceptedWork | undefined {
  const [counted, count] = [before.shares.accepted, now.shares.accepted];
  if (counted === undefined || count === undefined || !(now.atMs > before.atMs)) return undefined;
  const shares = count >= counted ? count - counted : count;
  const [first, last] = [before.poolDifficulty, now.poolDifficulty];
  const stretch = { fromMs: before.atMs, toMs: now.atMs, shares };
  if (shares === 0) return { ...stretch, workDifficulty: 0, uncertainBy: 0 };
  if (first === undefined || last === undefined) return undefined;
  return {
    ...stretch,
    workDifficulty: (shares * (first + last)) / 2,
    uncertainBy: (shares * Math.abs(last - first)) / 2,
  };
}
