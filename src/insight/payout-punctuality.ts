/** What an account could be paid when it was asked, and the least that its pool sends, in coins. */
export interface PayableLevel {
  readonly heardAtMs: number;
  readonly payable: number;
  readonly least: number;
}

/** A payout that was due, and whether it came in time, as it was known from a moment on. */
export interface PayoutVerdict {
  readonly knownAtMs: number;
  readonly inTime: boolean;
}

/** A pool sends once a day; one that was due just after that waits for a day, and the sending itself takes hours. */
export const PAYOUT_GRACE_MS = 2 * 86_400_000;
/** Where nobody looked for longer than this before, nobody knows since when a payout was due. */
const LONGEST_UNSEEN_MS = 86_400_000;

interface Due {
  readonly sinceMs: number;
  /** It was seen to fall due; else it may have been so for long. */
  readonly isSeen: boolean;
  readonly isJudged: boolean;
}

/**
 * Payouts that fell due, by what an account was heard to hold: one is due when the least sum is reached, and came when
 * what is held has fallen by half of that at least. Late is one that has not come two days after, however long it was
 * due before. Of one that came while nobody looked, across that time, nobody knows; and where the least sum was raised
 * above what is held, nothing is due any more.
 *
 * @param levels oldest first
 */
export function payoutVerdicts(levels: readonly PayableLevel[]): readonly PayoutVerdict[] {
  const verdicts: PayoutVerdict[] = [];
  let due: Due | undefined;
  let before: PayableLevel | undefined;
  for (const level of levels) {
    const { heardAtMs, payable, least } = level;
    const hasCome = before !== undefined && before.payable - payable >= least / 2;
    if (due && !due.isJudged) {
      const isOver = heardAtMs - due.sinceMs > PAYOUT_GRACE_MS;
      if (hasCome ? !isOver && due.isSeen : isOver && payable >= least) {
        verdicts.push({ knownAtMs: heardAtMs, inTime: hasCome });
        due = { ...due, isJudged: true };
      }
    }
    if (hasCome || payable < least) due = undefined;
    if (!due && payable >= least && least > 0) {
      const isSeen = before !== undefined && heardAtMs - before.heardAtMs <= LONGEST_UNSEEN_MS;
      due = { sinceMs: heardAtMs, isSeen, isJudged: false };
    }
    before = level;
  }
  return verdicts;
}
