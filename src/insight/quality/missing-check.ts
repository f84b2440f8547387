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

/** Stretches in which no series was told at all, oldest first. */
export interface Outages {
  readonly stretches: readonly Stretch[];
  readonly findings: readonly QualityFinding[];
}

/** Steps up to so many times the usual one are polls that came late: nothing is missing between. */
const LATE_STEPS = 1.5;
/** With more than this part of the values missing, means over the window are no longer quite those of the machine. */
const WATCH_ABOVE = 0.02;

/**
 * How many of the values that should be there are. Counted from the begin of the window for a series that was told
 * before it, else from its first value: what a device does not tell yet is not missing. Up to the end of the window, so
 * that a series that is no longer told is. Of the gaps only those are found here that are its own, outside of `outages`.
 */
export function checkPresence(
  rows: QualityRows,
  name: SeriesName,
  values: Float64Array,
  outages: readonly Stretch[],
): Presence {
  const { expected, present, gaps } = presenceOf(rows, values, rows.toldBefore.has(name));
  const own = without(gaps, outages).filter((gap) => !isLate(gap, rows.stepMs));
  const source = `one value every ${rows.stepMs / 1000} s since the series was first told`;
  return { expected, present, findings: gapFindings(rows, own, { expected, reason: 'gaps', name, source }) };
}

/** When the miner or this program was away: one finding of whole rows, not one beside each series. */
export function checkOutages(rows: QualityRows): Outages {
  const told = new Float64Array(rows.columns.atMs.length).fill(Number.NaN);
  for (const values of Object.values(rows.columns.values))
    for (let row = 0; values && row < told.length; row++)
      if (!Number.isNaN(values[row] ?? Number.NaN)) told[row] = 1;
  const { expected, present, gaps } = presenceOf(rows, told, rows.toldBefore.size > 0);
  const source = `one row every ${rows.stepMs / 1000} s since there are any`;
  // Of a miner that told nothing yet nothing is missing.
  if (present === 0) return { stretches: [], findings: [] };
  return { stretches: gaps, findings: gapFindings(rows, gaps, { expected, reason: 'outage', source }) };
}

function presenceOf(rows: QualityRows, values: Float64Array, isToldBefore: boolean) {
  const { fromMs, stepMs } = rows;
  const { atMs } = rows.columns;
  const endMs = Math.min(rows.toMs, rows.nowMs);
  const gaps: Stretch[] = [];
  let present = 0;
  let firstMs = isToldBefore ? fromMs : Number.NaN;
  let nextMs = firstMs;
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row] ?? Number.NaN)) continue;
    const at = atMs[row] ?? Number.NaN;
    if (!(at >= fromMs && at < endMs)) continue;
    present += 1;
    const gap = { fromMs: nextMs, toMs: at };
    if (Number.isNaN(firstMs)) firstMs = at;
    else if (!isLate(gap, stepMs)) gaps.push(gap);
    nextMs = Number.isNaN(nextMs) ? at + stepMs : Math.max(nextMs, at + stepMs);
  }
  // The poll that is due now may still come.
  if (endMs - nextMs > stepMs) gaps.push({ fromMs: nextMs, toMs: endMs });
  return { expected: Math.max(present, Math.floor((endMs - firstMs) / stepMs) || 0), present, gaps };
}

/** Half a step of grace: polls are not on the beat. */
function isLate({ fromMs, toMs }: Stretch, stepMs: number): boolean {
  return toMs - fromMs <= (LATE_STEPS - 1) * stepMs;
}

/** What of the one is outside of the other; both in the order of time, and each without overlaps. */
function without(gaps: readonly Stretch[], outages: readonly Stretch[]): readonly Stretch[] {
  const left: Stretch[] = [];
  let place = 0;
  for (const gap of gaps) {
    let { fromMs } = gap;
    while ((outages[place]?.toMs ?? Number.POSITIVE_INFINITY) <= fromMs) place += 1;
    for (let next = place; ; next += 1) {
      const outage = outages[next];
      if (!outage || outage.fromMs >= gap.toMs) break;
      if (outage.fromMs > fromMs) left.push({ fromMs, toMs: outage.fromMs });
      fromMs = Math.max(fromMs, outage.toMs);
    }
    if (fromMs < gap.toMs) left.push({ fromMs, toMs: gap.toMs });
  }
  return left;
}

/** Nothing brings values back that nobody took down: there is never anything to do, only something to know. */
function gapFindings(
  { stepMs }: QualityRows,
  gaps: readonly Stretch[],
  {
    expected,
    reason,
    name,
    source,
  }: {
    readonly expected: number;
    readonly reason: 'gaps' | 'outage';
    readonly name?: SeriesName;
    readonly source: string;
  },
): readonly QualityFinding[] {
  if (gaps.length === 0) return [];
  const values = gaps.reduce((sum, gap) => sum + Math.round((gap.toMs - gap.fromMs) / stepMs), 0);
  return [
    {
      kind: 'missing',
      reason,
      series: name,
      severity: values > WATCH_ABOVE * expected ? 'watch' : 'info',
      ...listed(gaps),
      values,
      seen: gaps.reduce((most, gap) => Math.max(most, gap.toMs - gap.fromMs), 0),
      source,
    },
  ];
}
