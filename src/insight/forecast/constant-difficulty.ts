import type { SeriesTable } from '../../numerics/forecast/learned/forecaster.ts';
import { chainPastOf } from './chain-past.ts';
import type { Competitor, Learnt } from './competitor.ts';
import type { TargetData } from './target-data.ts';

/**
 * Earnings are price · reward ÷ difficulty, and of the difficulty the chain's rule tells what comes ({@link chainPastOf}). So
 * models learn earnings as they would have been at one difficulty, that of the moment at which they learn, and what is known of
 * retargets is put back into what they say:
 *
 *     s(t) = ln e(t) + ln D(t) − ln D(learnt)        said(t + h) = ŝ(t + h) − ln D̂(t + h | t) + ln D(learnt)
 *
 * with D̂ as it was to be foreseen at t. A model that says "same as now" so says the same as the known retarget alone.
 */
export interface ConstantDifficulty {
  /** A table of earnings at the difficulty at the end of so many rows. */
  readonly told: (table: SeriesTable, learntRows: number) => SeriesTable;
  /** One that has learnt from such a table as one who speaks of earnings. */
  readonly spoken: (learnt: Learnt, learntRows: number) => Learnt;
  /** ln of the difficulty now over that at the end of so many rows. */
  readonly grownSince: (learntRows: number) => number;
}

/** Of earnings by the work for a chain whose retargets can be foreseen; undefined of all other targets. */
export function constantDifficulty(data: TargetData): ConstantDifficulty | undefined {
  const { quantity, horizon } = data.target;
  const chain = quantity === 'earnings' ? chainPastOf(data) : undefined;
  const logs = withoutGaps((data.chain?.difficulty ?? new Float64Array()).map(Math.log));
  const rows = data.values.length;
  const logOf = (row: number) => logs[Math.min(row, rows) - 1] as number;
  if (!chain || !Number.isFinite(logOf(rows))) return undefined;
  const nothing = new Float64Array(horizon);
  // Who goes step by step asks behind the last row, too: for all of these it is foreseen from there.
  const ahead = (origin: number, step: number, steps: Float64Array) =>
    logOf(origin) + (steps[Math.min(step + Math.max(0, origin - rows), horizon - 1)] ?? 0);
  const putBack = (said: Float64Array, origin: number, learntRows: number) => {
    const steps = chain.logSteps(Math.min(origin, rows)) ?? nothing;
    return said.map((value, step) => value - ahead(origin, step, steps) + logOf(learntRows));
  };
  const told = (table: SeriesTable, learntRows: number): SeriesTable => {
    const steps = table.target.length > rows ? (chain.logSteps(rows) ?? nothing) : nothing;
    const log = (row: number) => (row < rows ? logOf(row + 1) : ahead(row, 0, steps));
    return {
      ...table,
      target: table.target.map((value, row) => value + log(row) - logOf(learntRows)),
    };
  };
  return {
    told,
    spoken: ({ columns, explain, forecastFrom }, learntRows) => ({
      columns,
      forecastFrom: (table, origins) =>
        forecastFrom(told(table, learntRows), origins).map((said, place) =>
          putBack(said, origins[place] ?? rows, learntRows),
        ),
      explain:
        explain &&
        ((table, step) => {
          const { base, parts } = explain(told(table, learntRows), step);
          const known = putBack(nothing, table.target.length, learntRows);
          return { base: base + (known[step] ?? Number.NaN), parts };
        }),
    }),
    grownSince: (learntRows) => logOf(rows) - logOf(learntRows),
  };
}

/** What a model learns from: of earnings whose retargets are known what these leave. */
export function learnable(at: ConstantDifficulty | undefined, table: SeriesTable): SeriesTable {
  return at?.told(table, table.target.length) ?? table;
}

/** A competitor that learns at constant difficulty where retargets are known. */
export function knowingRetargets(at: ConstantDifficulty | undefined, competitor: Competitor): Competitor {
  if (!at) return competitor;
  return {
    ...competitor,
    *learn(known) {
      return at.spoken(yield* competitor.learn(learnable(at, known)), known.target.length);
    },
  };
}

/** What is missing as it was last, at the beginning as it was first. */
function withoutGaps(values: Float64Array): Float64Array {
  let last = values.find((value) => Number.isFinite(value)) ?? Number.NaN;
  return values.map((value) => {
    if (Number.isFinite(value)) last = value;
    return last;
  });
}
