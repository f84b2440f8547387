import type { ShareCounts } from '../../domain/reading.ts';
import { miner as text } from '../../ui/text/en/miner.ts';

/** One reason for which a pool refused shares. */
export interface RejectReason {
  /** The pool's own words, or ours for what came too late or was not told. */
  readonly message: string;
  readonly count: number;
  /** Part of all shares, 0..1; absent where the accepted ones are not counted. */
  readonly share: number | undefined;
  readonly explanation: string;
}

/** Why shares earned nothing, most frequent first, stale ones and those without a told reason as reasons of their own. */
export function rejectReasons(shares: ShareCounts): readonly RejectReason[] {
  const { accepted, rejected = 0, stale = 0 } = shares;
  const all = accepted === undefined ? undefined : accepted + rejected + stale;
  const told = shares.rejectedReasons ?? [];
  const untold = rejected - told.reduce((sum, { count }) => sum + count, 0);
  return [
    ...told,
    { message: text.rejects.stale, count: stale },
    { message: text.rejects.untold, count: untold },
  ]
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .map(({ message, count }) => ({
      message,
      count,
      share: all === undefined || all === 0 ? undefined : count / all,
      explanation: explanation(message),
    }));
}

/** What the pool's words mean and what to do about them. */
function explanation(message: string): string {
  const { explanations, unexplained } = text.rejects;
  return explanations.find(([pattern]) => pattern.test(message))?.[1] ?? unexplained;
}
