import { confidenceOf } from '../../../domain/health/watch-finding.ts';
import { silenceThreshold } from '../../../domain/share-arrivals.ts';
import type { Detector } from '../detector.ts';

/**
 * Claims to hash and finds nothing. Poll by poll domain/silent-death.ts finds it sooner; this holds of quarters alone,
 * where only they are kept.
 */
export const flatline: Detector = {
  trouble: 'flatline',
  signals: 1,
  find: ({ gap: { silentDue: nats, silentSinceMs: sinceMs }, atMs }, { perSignalMonth }) => {
    if (sinceMs === undefined || atMs <= sinceMs) return undefined;
    const ratePerS = (1000 * nats) / (atMs - sinceMs);
    if (nats < silenceThreshold(ratePerS, perSignalMonth)) return undefined;
    const charts = ['sharesAccepted', 'hashrateHs'] as const;
    const evidence = [{ figure: 'shares', direction: 'down', nats, sinceMs, charts }] as const;
    return { trouble: 'flatline', sinceMs, confidence: confidenceOf(nats), evidence };
  },
};
