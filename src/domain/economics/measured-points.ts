import type { SeriesColumns } from '../series.ts';
import type { OperatingPoint } from './operating-point.ts';

/** What a miner has done at one clock, by its own record: means over the time that it ran there. */
export interface MeasuredPoint extends OperatingPoint {
  readonly frequencyMhz: number;
  /** How long, hours. */
  readonly hours: number;
}

export interface MeasuredOptions {
  /** Power at the wall, or as the device tells it: points of the two are never compared. */
  readonly power: 'wallPowerW' | 'powerW';
  /** Clocks nearer to each other than this are one, MHz: many devices tell the mean of their chips. Default 5. */
  readonly widthMhz?: number;
  /** A point with less time is left out, hours; default 1. */
  readonly leastHours?: number;
}

/** A row stands for at most so long: what is not recorded counts for nothing. */
const LONGEST_ROW_MS = 5 * 60_000;

/**
 * The points at which a miner has run, lowest clock first. A row counts where it hashed, and where the rows before and
 * after have the same clock: while it changes, rate and power are of neither.
 *
 * @param columns of `frequencyMhz`, `hashrateHs` and the chosen power
 */
export function measuredPoints(
  { atMs, values }: SeriesColumns,
  { power, widthMhz = 5, leastHours = 1 }: MeasuredOptions,
): readonly MeasuredPoint[] {
  const sums = new Map<number, { ms: number; mhzMs: number; hashMs: number; wattMs: number }>();
  const binAt = (row: number) => Math.round((values.frequencyMhz?.[row] ?? Number.NaN) / widthMhz);
  for (let row = 1; row < atMs.length - 1; row++) {
    const bin = binAt(row);
    const [hashrateHs, powerW] = [values.hashrateHs?.[row] ?? Number.NaN, values[power]?.[row] ?? Number.NaN];
    const isSteady = bin > 0 && Math.abs(binAt(row - 1) - bin) <= 1 && Math.abs(binAt(row + 1) - bin) <= 1;
    if (!isSteady || !(hashrateHs > 0) || !(powerW > 0)) continue;
    const ms = Math.min(LONGEST_ROW_MS, (atMs[row + 1] ?? 0) - (atMs[row] ?? 0));
    const sum = sums.get(bin) ?? { ms: 0, mhzMs: 0, hashMs: 0, wattMs: 0 };
    sum.ms += ms;
    sum.mhzMs += ms * (values.frequencyMhz?.[row] ?? 0);
    sum.hashMs += ms * hashrateHs;
    sum.wattMs += ms * powerW;
    sums.set(bin, sum);
  }
  return [...sums.values()]
    .map(({ ms, mhzMs, hashMs, wattMs }) => ({
      frequencyMhz: mhzMs / ms,
      hashrateHs: hashMs / ms,
      powerW: wattMs / ms,
      hours: ms / 3_600_000,
    }))
    .filter(({ hours }) => hours >= leastHours)
    .sort((a, b) => a.frequencyMhz - b.frequencyMhz);
}
