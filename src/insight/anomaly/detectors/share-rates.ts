import { confidenceOf, type Trouble, type WatchFinding } from '../../../domain/health/watch-finding.ts';
import type { SeriesName } from '../../../domain/series.ts';
import type { Detector } from '../detector.ts';
import { type RateWatch, risenRate } from '../rate-watch.ts';

/** The pool refuses more shares than usual. */
export const sharesRejected: Detector = {
  trouble: 'shares-rejected',
  signals: 1,
  find: ({ rejected }, { quarterly }) =>
    risen('shares-rejected', rejected, quarterly, ['sharesRejected', 'sharesAccepted']),
};

/** More shares than usual come too late. */
export const sharesStale: Detector = {
  trouble: 'shares-stale',
  signals: 1,
  find: ({ stale }, { quarterly }) =>
    risen('shares-stale', stale, quarterly, ['sharesStale', 'sharesAccepted']),
};

function risen(
  trouble: Trouble,
  rate: RateWatch,
  callNats: number,
  charts: readonly SeriesName[],
): WatchFinding | undefined {
  const score = risenRate(rate, callNats);
  if (!score || score.sinceMs === undefined) return undefined;
  const { nats, sinceMs } = score;
  const value = rate.events / rate.shares;
  // Wilson's interval (Journal of the American Statistical Association 22, 1927), which holds for few events, too.
  const n = rate.shares;
  const middle = (rate.events + 1.92) / (n + 3.84);
  const half = (1.96 / (n + 3.84)) * Math.sqrt((rate.events * (n - rate.events)) / n + 0.96);
  return {
    trouble,
    sinceMs,
    confidence: confidenceOf(nats),
    size: { value, low: Math.max(0, middle - half), high: middle + half, unit: 'part' },
    evidence: [{ figure: 'shares', direction: 'up', nats, sinceMs, charts }],
  };
}
