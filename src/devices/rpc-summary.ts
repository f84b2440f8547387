import type { Reading } from '../domain/reading.ts';
import type { RawRecord } from './raw-record.ts';

/** What cgminer and its descendants count in `summary`: shares by what the pool said, and errors of the chips (%). */
export function summaryCounts(
  summary: RawRecord,
): Pick<Reading, 'shares' | 'bestShare' | 'hwErrors' | 'hwErrorPct'> {
  return {
    shares: {
      accepted: summary.count('Accepted'),
      rejected: summary.count('Rejected'),
      stale: summary.count('Stale'),
    },
    bestShare: summary.difficulty('Best Share'),
    hwErrors: summary.count('Hardware Errors'),
    hwErrorPct: summary.number('Device Hardware%', { min: 0, max: 100 }),
  };
}
