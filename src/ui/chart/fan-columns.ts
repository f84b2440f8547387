import type { ForecastStep } from '../../domain/forecast.ts';
import type { TimeRange } from './chart-data.ts';

/** What a fan chart draws a forecast from. */
export interface FanData {
  readonly past: { readonly atMs: Float64Array; readonly values: Float64Array };
  /** Ascending. */
  readonly steps: readonly ForecastStep[];
  /** Of a forecast of before: what came, by step; NaN where it is not known. */
  readonly came?: readonly number[] | undefined;
}

/** Columns over the same moments; NaN where a line or a band has nothing. */
export interface FanColumns {
  readonly atMs: Float64Array;
  /** What came, and what of the future is known. */
  readonly known: Float64Array;
  readonly foreseen: Float64Array;
  readonly low80: Float64Array;
  readonly high80: Float64Array;
  readonly low95: Float64Array;
  readonly high95: Float64Array;
}

/**
 * Lays past and forecast out over one row of moments. The fan begins at the last known value before its first foreseen step,
 * with no width; steps that are known stand in the line of what is known.
 */
export function fanColumns({ past, steps, came }: FanData): FanColumns {
  const atMs = Float64Array.from(
    new Set([...past.atMs, ...steps.map((step) => step.atMs)].toSorted((a, b) => a - b)),
  );
  const rows = new Map(Array.from(atMs, (moment, row) => [moment, row]));
  const blank = () => new Float64Array(atMs.length).fill(Number.NaN);
  const fan = { low80: blank(), high80: blank(), low95: blank(), high95: blank() };
  const [known, foreseen] = [blank(), blank()];
  past.atMs.forEach((moment, i) => {
    known[rows.get(moment) ?? -1] = past.values[i] ?? Number.NaN;
  });
  steps.forEach((step, i) => {
    const row = rows.get(step.atMs) ?? -1;
    const came1 = came?.[i] ?? Number.NaN;
    const isKnown = came === undefined && step.exact !== undefined;
    if (isKnown || !Number.isNaN(came1)) known[row] = isKnown ? step.value : came1;
    if (isKnown) return;
    foreseen[row] = step.value;
    for (const end of ['low80', 'high80', 'low95', 'high95'] as const) fan[end][row] = step[end];
  });
  const first = foreseen.findIndex((value) => !Number.isNaN(value));
  const start = known.findLastIndex((value, row) => row < first && !Number.isNaN(value));
  if (start >= 0) {
    for (const column of [foreseen, ...Object.values(fan)]) column[start] = known[start] ?? Number.NaN;
  }
  return { atMs, known, foreseen, ...fan };
}

/** The forecast, and before it so many times its length of the past as there is of it. */
export function fanRange({ past, steps }: FanData, pastTimes: number): TimeRange {
  const [from, to] = [steps[0]?.atMs ?? Number.NaN, steps.at(-1)?.atMs ?? Number.NaN];
  const span = Math.max(to - from, 1);
  return { fromMs: Math.max(past.atMs[0] ?? from, from - pastTimes * span), toMs: to };
}
