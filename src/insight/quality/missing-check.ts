import type { QualityFinding } from '../../domain/data-quality.ts';
import type { SeriesName } from '../../domain/series.ts';
import type { Stretch } from '../../domain/stretch.ts';
import { listed } from './found-rows.ts';
import type { QualityRows } from './quality-rows.ts';

/** What there is of a series, and what there should be. */
export interface Presence {
  readonly expected: number;
  readonly present: number;
  readonly findings: readonly QualityFinding[];
}

/** Steps up to so many times the usual one are polls that came late: nothing is missing between. */
const LATE_STEPS = 1.5;
/** With more than this part of the values missing, means over the window are no longer those of the machine. */
const ACT_ABOVE = 0.2;
const WATCH_ABOVE = 0.02;

/**
 * How many of the values that should be there are. Counted from the begin of the window for a series that was told
 * before it, else from its first value: what a device does not tell yet is not missing. Up to the end of the window, so
 * that a series that is no longer told is.
 */
export function checkPresence(rows: QualityRows, name: SeriesName, values: Float64Array): Presence {
  const { fromMs, stepMs } = rows;
  const { atMs } = rows.columns;
  const endMs = Math.min(rows.toMs, rows.nowMs);
  const gaps: Stretch[] = [];
  let present = 0;
  let firstMs = rows.toldBefore.has(name) ? fromMs : Number.NaN;
  let nextMs = firstMs;
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row] ?? Number.NaN)) continue;
    const at = atMs[row] ?? Number.NaN;
    if (!(at >= fromMs && at < endMs)) continue;
    present += 1;
    if (Number.isNaN(firstMs)) firstMs = at;
    // Half a step of grace: polls are not on the beat.
    else if (at - nextMs > (LATE_STEPS - 1) * stepMs) gaps.push({ fromMs: nextMs, toMs: at });
    nextMs = Number.isNaN(nextMs) ? at + stepMs : Math.max(nextMs, at + stepMs);
  }
  // The poll that is due now may still come.
  if (endMs - nextMs > stepMs) gaps.push({ fromMs: nextMs, toMs: endMs });
  const expected = Math.max(present, Math.floor((endMs - firstMs) / stepMs) || 0);
  const longestMs = gaps.reduce((most, gap) => Math.max(most, gap.toMs - gap.fromMs), 0);
  const share = expected === 0 ? 0 : (expected - present) / expected;
  const finding: QualityFinding = {
    kind: 'missing',
    reason: 'gaps',
    series: name,
    severity: share > ACT_ABOVE ? 'act' : share > WATCH_ABOVE ? 'watch' : 'info',
    ...listed(gaps),
    values: expected - present,
    seen: longestMs,
    source: `one value every ${stepMs / 1000} s since the series was first told`,
  };
  return { expected, present, findings: finding.values > 0 && gaps.length > 0 ? [finding] : [] };
}
