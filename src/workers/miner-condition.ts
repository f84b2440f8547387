import type { MinerCondition } from '../domain/action.ts';
import type { SeriesColumns, SeriesName } from '../domain/series.ts';

/** What {@link conditionOf} reads. */
export const CONDITION_SERIES = [
  'hashrateHs',
  'hwErrorPct',
  'tempChipMaxC',
  'uptimeS',
  'sharesAccepted',
] as const satisfies readonly SeriesName[];

/** How a miner did over a stretch of its own telemetry. What it did not tell is absent. */
export function conditionOf({ atMs, values }: SeriesColumns, spanMs: number): MinerCondition {
  const told = (name: SeriesName) => [...(values[name] ?? [])].filter((value) => Number.isFinite(value));
  const [hashrates, errors, temps] = [told('hashrateHs'), told('hwErrorPct'), told('tempChipMaxC')];
  const uptimes = told('uptimeS');
  const shares = told('sharesAccepted');
  return {
    readings: atMs.length,
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
