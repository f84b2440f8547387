import type { TargetData } from './target-data.ts';

/** Fees of late that count, rows: those of a week of days, or a day and a half of hours. */
const FEE_ROWS = { hour: 36, day: 7 } as const;

/**
 * By how much more (or less) a block pays than now, (S + F) / (S of now + F), on the rows of a target of earnings and of the
 * horizon behind them: what the rule of a coin's subsidy makes certain, at the fees of late. 1 where that is not known; none of
 * other targets.
 */
export function rewardFactors({ target, values, chain }: TargetData): Float64Array {
  if (target.quantity !== 'earnings' || !chain) return new Float64Array();
  const { subsidy, feesPerBlock } = chain;
  const now = lastOf(subsidy.subarray(0, values.length));
  const fees = meanOf(
    feesPerBlock.subarray(Math.max(0, values.length - FEE_ROWS[target.step]), values.length),
  );
  return Float64Array.from({ length: values.length + target.horizon }, (_, row) => {
    const factor = ((subsidy[row] ?? Number.NaN) + fees) / (now + fees);
    return factor > 0 && Number.isFinite(factor) ? factor : 1;
  });
}

function lastOf(values: Float64Array): number {
  return values.findLast((value) => !Number.isNaN(value)) ?? Number.NaN;
}

/** 0 of none: fees that nobody told count for nothing. */
function meanOf(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : 0;
}
