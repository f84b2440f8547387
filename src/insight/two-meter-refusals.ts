import type { RejectedReason } from '../domain/reading.ts';
import type { LossParts } from './two-meter-parts.ts';

/** The words that pools use (ckpool, public-pool, Braiins; see the reasons that AxeOS passes on). */
const TOO_LATE = /stale|job not found|job expired|unknown job|old job/i;
const TOO_EASY = /above target|low difficulty|difficulty too low|high-hash/i;

/**
 * The parts of a loss with what was refused told apart by the pool's words: too late, too easy (found below a difficulty
 * that the pool had just raised), and the rest. A device counts its reasons since it started, so the proportion among
 * them is taken for the one within the loss; the sum of the parts stays.
 *
 * @param reasons absent or empty where the device does not tell them: then all of it stays refused
 */
export function withReasons(
  parts: LossParts,
  reasons: readonly RejectedReason[] | undefined = [],
  rejected = 0,
): LossParts {
  const count = (words: RegExp) =>
    reasons.reduce((sum, reason) => sum + (words.test(reason.message) ? reason.count : 0), 0);
  // Of those without a told reason nobody knows.
  const all = Math.max(
    rejected,
    reasons.reduce((sum, reason) => sum + reason.count, 0),
  );
  if (!(all > 0)) return parts;
  const late = (parts.rejects * count(TOO_LATE)) / all;
  const easy = (parts.rejects * count(TOO_EASY)) / all;
  return {
    ...parts,
    rejects: parts.rejects - late - easy,
    stale: parts.stale + late,
    vardiff: parts.vardiff + easy,
  };
}
