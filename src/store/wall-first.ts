import type { SeriesColumns, SeriesName } from '../domain/series.ts';

/** The series to read so that {@link wallFirst} can tell a miner's power. */
export function withWallPower(names: readonly SeriesName[]): readonly SeriesName[] {
  return names.includes('powerW') ? [...names, 'wallPowerW'] : names;
}

/** A miner's columns with its power at the wall in place of its own figure, at each moment at which that is known. */
export function wallFirst({ atMs, values }: SeriesColumns): SeriesColumns {
  const { powerW, wallPowerW, ...others } = values;
  if (!wallPowerW) return { atMs, values };
  const counted = wallPowerW.map((wall, row) => (Number.isNaN(wall) ? (powerW?.[row] ?? Number.NaN) : wall));
  return { atMs, values: { ...others, powerW: counted, wallPowerW } };
}
