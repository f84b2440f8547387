import { confidenceOf } from '../../../domain/health/watch-finding.ts';
import { jeffreysInterval } from '../../../numerics/poisson.ts';
import type { Detector } from '../detector.ts';
import { missingShares } from '../share-gap.ts';

/** Fewer shares come than hashrate and difficulty promise: wrong answers that nobody counts, or a rate that is claimed. */
export const shareGap: Detector = {
  trouble: 'share-gap',
  signals: 1,
  find: ({ gap }, { quarterly }) => {
    const score = missingShares(gap, quarterly);
    if (!score || score.sinceMs === undefined) return undefined;
    const { nats, sinceMs } = score;
    const { low, high } = jeffreysInterval(gap.came, 0.95);
    const charts = ['sharesAccepted', 'hashrateHs', 'poolDifficulty'] as const;
    return {
      trouble: 'share-gap',
      sinceMs,
      confidence: confidenceOf(nats),
      size: { value: gap.came / gap.due - 1, low: low / gap.due - 1, high: high / gap.due - 1, unit: 'part' },
      evidence: [{ figure: 'shares', direction: 'down', nats, sinceMs, charts }],
    };
  },
};
