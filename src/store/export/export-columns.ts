import type { Buckets, SeriesBuckets } from '../../domain/buckets.ts';
import { SERIES, type SeriesName } from '../../domain/series.ts';
import type { Tier } from '../telemetry-schema.ts';

/** One column of an exported table. */
export interface ExportColumn {
  readonly series: SeriesName;
  /** With its unit: `powerW mean [W]`; what has none is told in ones, as in UCUM: `powerW count [1]`. */
  readonly name: string;
  readonly statistic: Statistic;
  /**
   * Of 32 bits in the store: more digits than hold them would be noise. A mean of such values is told in as many, so
   * that it lies between the least and the greatest, and is the one value where there is but one.
   */
  readonly isFloat32: boolean;
}

/** In brackets behind figures that have no unit, such as difficulties and how many there are. */
const NO_UNIT = '1';

type Statistic = 'value' | 'mean' | 'min' | 'max' | 'last' | 'increment' | 'count';

/** The columns in which some series of a tier are told. */
export function exportColumns(tier: Tier, names: readonly SeriesName[]): readonly ExportColumn[] {
  return SERIES.filter(({ name }) => names.includes(name)).flatMap(({ name, unit, kind }) => {
    const column = (statistic: Statistic): ExportColumn => ({
      series: name,
      name: `${statistic === 'value' ? name : `${name} ${statistic}`} [${(statistic !== 'count' && unit) || NO_UNIT}]`,
      statistic,
      isFloat32: kind !== 'counter' && ['value', 'mean', 'min', 'max', 'last'].includes(statistic),
    });
    if (tier === 'raw') return [column('value')];
    if (kind === 'gauge') return [column('mean'), column('min'), column('max'), column('count')];
    return kind === 'counter' ? [column('last'), column('increment')] : [column('last')];
  });
}

/** What stands in a column of buckets, a value a bucket; NaN is missing. */
export function bucketCells({ series, atMs }: Buckets, column: ExportColumn): Float64Array {
  const its = series[column.series];
  if (!its) return new Float64Array(atMs.length).fill(Number.NaN);
  const cells = statisticOf(its, column.statistic);
  return cells.map((cell, row) => ((its.count[row] ?? 0) > 0 ? cell : Number.NaN));
}

function statisticOf(its: SeriesBuckets, statistic: Statistic): Float64Array {
  if (its.kind === 'gauge') {
    if (statistic === 'mean') return its.sum.map((sum, row) => sum / (its.count[row] ?? Number.NaN));
    if (statistic === 'min') return its.min;
    if (statistic === 'max') return its.max;
    if (statistic === 'count') return its.count;
  }
  return its.kind === 'counter' && statistic === 'increment' ? its.increment : its.last;
}
