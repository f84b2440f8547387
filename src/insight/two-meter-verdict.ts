import { jeffreysInterval } from '../numerics/poisson.ts';
import { meanSharesToDetection } from './two-meter-cusum.ts';
import { type LossParts, splitLoss } from './two-meter-parts.ts';
import { type KnownFees, type MeterSums, paidShares } from './two-meter-shares.ts';
import { callAt, type TwoMeterWatch } from './two-meter-watch.ts';

/** What the two meters say, as data; the words belong to the page. Fractions are of the work that the device claims. */
export type TwoMeterVerdict =
  | { readonly kind: 'nothing-counted' }
  | {
      readonly kind: 'noise';
      /** Counted / due (claimed less known fees) with its interval: the luck so far, nothing more. */
      readonly luck: Estimate;
      /** For each size: how much longer a loss of that size must last on average until it can be told from noise. */
      readonly waits: readonly { readonly loss: number; readonly waitMs: number }[];
    }
  | {
      readonly kind: 'loss';
      /** Of the claimed work, known fees included. Since it began, and as it was called for: a little too large at first. */
      readonly loss: Estimate;
      /** When it most likely began, and when it could be told. */
      readonly sinceMs: number;
      readonly foundAtMs: number;
      readonly parts: LossParts;
    };

export interface Estimate {
  readonly fraction: number;
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}

const YEAR_MS = 365.2425 * 86_400_000;

/**
 * Read the watch.
 *
 * @param fees what is known to be taken, so that it is not laid on the chips
 */
export function twoMeterVerdict(
  watch: TwoMeterWatch,
  fees: KnownFees = {},
  confidence = 0.95,
): TwoMeterVerdict {
  const { found, total } = watch;
  if (found) {
    const luck = luckOf(found.since, confidence);
    const due = found.since.due / found.since.claimed;
    return {
      kind: 'loss',
      loss: {
        fraction: 1 - due * luck.fraction,
        low: 1 - due * luck.high,
        high: 1 - due * luck.low,
        confidence,
      },
      sinceMs: found.sinceMs,
      foundAtMs: found.foundAtMs,
      parts: splitLoss(found.since, fees),
    };
  }
  if (!(total.due > 0)) return { kind: 'nothing-counted' };
  const sharesPerMs = total.due / total.ms;
  const waits = watch.scores.map(({ loss, score }) => {
    const needed = callAt(loss, sharesPerMs * YEAR_MS);
    const shares = meanSharesToDetection(loss, needed) - meanSharesToDetection(loss, Math.min(score, needed));
    return { loss, waitMs: shares / sharesPerMs };
  });
  return { kind: 'noise', luck: luckOf(total, confidence), waits };
}

/**
 * Counted / due, with Jeffreys' interval: it holds the truth in `confidence` of all cases, neither more nor less
 * (numerics/poisson.ts).
 */
export function luckOf(sums: MeterSums, confidence: number): Estimate {
  const paid = paidShares(sums) ?? Number.NaN;
  const { low, high } = jeffreysInterval(paid, confidence);
  return { fraction: paid / sums.due, low: low / sums.due, high: high / sums.due, confidence };
}
