import { mannWhitney } from '../../numerics/two-sample/mann-whitney.ts';

/** Why a contest should be held again. */
export type RetrainReason =
  | { readonly kind: 'first' }
  | { readonly kind: 'schedule'; readonly days: number }
  | { readonly kind: 'more-data'; readonly rows: number; readonly rowsThen: number }
  /** Forecasts that were kept miss by more than those of the contest did. */
  | { readonly kind: 'errors-grew'; readonly mae: number; readonly usualMae: number };

/** What is known of a target when it is asked. */
export interface RetrainAsk {
  readonly nowMs: number;
  /** Absent before the first contest. */
  readonly heldAtMs?: number | undefined;
  /** Rows of the past, now and when the contest was held. */
  readonly rows: number;
  readonly rowsThen: number;
  /** Sizes of errors one step ahead, on one scale: of forecasts kept since then, and of the contest. NaN is missing. */
  readonly keptErrors: ArrayLike<number>;
  readonly contestErrors: ArrayLike<number>;
}

const DAY_MS = 86_400_000;
const SCHEDULE_DAYS = 7;
const MORE_ROWS = 1.1;
/** One false alarm in a thousand looks, and only for errors that have grown by a quarter: training costs power. */
const DRIFT_P = 0.001;
const DRIFT_GROWTH = 1.25;
const LEAST_ERRORS = 20;

/**
 * Should the contest be held again? By the clock each week; where the past has grown by a tenth; and where errors of late are
 * larger than those it was decided on (Mann and Whitney's test of their sizes, p < 0.001 and a quarter more on the mean).
 * Undefined where there is no need.
 */
export function retrainDue(ask: RetrainAsk): RetrainReason | undefined {
  const { nowMs, heldAtMs, rows, rowsThen } = ask;
  if (heldAtMs === undefined) return { kind: 'first' };
  const grown = grownErrors(ask);
  if (grown) return grown;
  const days = (nowMs - heldAtMs) / DAY_MS;
  if (days >= SCHEDULE_DAYS) return { kind: 'schedule', days };
  return rows >= MORE_ROWS * rowsThen ? { kind: 'more-data', rows, rowsThen } : undefined;
}

function grownErrors({ keptErrors, contestErrors }: RetrainAsk): RetrainReason | undefined {
  const [kept, usual] = [sizes(keptErrors), sizes(contestErrors)];
  if (kept.length < LEAST_ERRORS || usual.length < LEAST_ERRORS) return undefined;
  const [mae, usualMae] = [meanOf(kept), meanOf(usual)];
  if (!(mae > DRIFT_GROWTH * usualMae)) return undefined;
  return mannWhitney(kept, usual).p < DRIFT_P ? { kind: 'errors-grew', mae, usualMae } : undefined;
}

function sizes(errors: ArrayLike<number>): Float64Array {
  return Float64Array.from(errors, Math.abs).filter((size) => !Number.isNaN(size));
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
