import type { MinerCondition } from './action.ts';

/** What {@link conditionOf} reads; what was not told is absent or NaN. */
export const CONDITION_SERIES = [
  'hashrateHs',
  'hwErrorPct',
  'tempChipMaxC',
  'uptimeS',
  'sharesAccepted',
] as const;

/** One answer of a miner. */
export type ConditionRow = { readonly atMs: number } & {
  readonly [Name in (typeof CONDITION_SERIES)[number]]?: number | undefined;
};

/**
 * How a miner did over a stretch of its own answers, oldest first. What it did not tell is absent.
 * @param spanMs how long the stretch is, whatever of it was told
 */
export function conditionOf(rows: readonly ConditionRow[], spanMs: number): MinerCondition {
  const told = (name: (typeof CONDITION_SERIES)[number]) =>
    rows.map((row) => row[name]).filter((value): value is number => Number.isFinite(value));
  const [hashrates, errors, temps] = [told('hashrateHs'), told('hwErrorPct'), told('tempChipMaxC')];
  const [uptimes, shares] = [told('uptimeS'), told('sharesAccepted')];
  return {
    readings: rows.length,
    spanMs,
    ...(hashrates.length > 0 ? { hashrateHs: mean(hashrates) } : {}),
    ...(errors.length > 0 ? { errorRate: mean(errors) / 100 } : {}),
    ...(temps.length > 0 ? { hottestChipC: Math.max(...temps) } : {}),
    ...(uptimes.length > 1 ? { restarts: falls(uptimes) } : {}),
    ...(shares.length > 1 ? { sharesAccepted: raises(shares) } : {}),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How often a clock that counts up began again. */
function falls(values: readonly number[]): number {
  return values.filter((value, index) => index > 0 && value < (values[index - 1] ?? 0)).length;
}

/** By how much a counter rose, which begins at 0 with each restart. */
function raises(values: readonly number[]): number {
  return values.reduce((sum, value, index) => {
    const before = values[index - 1];
    if (before === undefined) return sum;
    return sum + (value >= before ? value - before : value);
  }, 0);
}
