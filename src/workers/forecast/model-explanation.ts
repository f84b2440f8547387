import type { ModelKind, ModelRecord } from '../../domain/model-record.ts';
import { meanShares, sharesInUnit, spread } from '../../insight/forecast/input-shares.ts';
import type {
  FittedForecaster,
  SeriesColumn,
  SeriesTable,
} from '../../numerics/forecast/learned/forecaster.ts';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import { Random } from '../../numerics/random.ts';
import type { ModelExplanation } from '../forecast-api.ts';

/** Moments of the past from which importance is measured. */
const ORIGINS = 24;
/** Features of which is told what the model says by their value. */
const DEPENDENT = 3;
const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];

const METHODS: Readonly<Record<ModelKind, ModelExplanation['method']>> = {
  'boosted-trees': 'tree-shap',
  'random-forest': 'tree-shap',
  'direct-linear': 'coefficients',
  'recurrent-net': 'integrated-gradients',
  transformer: 'integrated-gradients',
  'temporal-convolution': 'integrated-gradients',
  'base-net': 'integrated-gradients',
};

/** Kinds that tell exact shares of their inputs within some ten ms a step: a forest of deep trees takes most of a second. */
const QUICK_SHARES: ReadonlySet<ModelKind> = new Set(['direct-linear', 'boosted-trees']);

/** Can a forecast wait for a model's exact shares? */
export function tellsItsShares(kind: ModelKind): boolean {
  return QUICK_SHARES.has(kind);
}

/**
 * Why a model says what it says now: shares of its inputs by its own method, how much worse it is with a column of other moments
 * (Breiman, Machine Learning 45, 2001), and what it says on average where a column has some value (partial dependence, Friedman 2001).
 * All in the target's unit.
 *
 * @param fromWorking from the scale of the table's target @param table the past, with the columns that the model looks at
 * @yields between its parts
 */
export function* explainModel(
  { id, kind }: Pick<ModelRecord, 'id' | 'kind'>,
  fromWorking: (value: number) => number,
  fitted: FittedForecaster,
  table: SeriesTable,
): Generator<unknown, ModelExplanation> {
  const shares = yield* meanShares((step) => fitted.explain(table, step), fitted.horizon);
  const { base, said, byInput } = sharesInUnit(shares, fromWorking);
  const importance = yield* permuted(fitted, table, fromWorking);
  const dependence: ModelExplanation['dependence'][number][] = [];
  for (const { feature } of importance.slice(0, DEPENDENT)) {
    dependence.push(dependenceOf(fitted, table, feature, fromWorking));
    yield;
  }
  const lastOf = (name: string) =>
    lastKnown(
      columnsOf(table).find((each) => each.name === name),
      table,
    );
  return {
    modelId: id,
    method: METHODS[kind],
    baseValue: base,
    said,
    pushes: [...byInput]
      .map(([feature, push]) => ({ feature, value: lastOf(feature), push }))
      .filter(({ push }) => push !== 0)
      .sort((a, b) => Math.abs(b.push) - Math.abs(a.push)),
    importance,
    dependence,
  };
}

function* permuted(fitted: FittedForecaster, table: SeriesTable, fromWorking: (value: number) => number) {
  const rows = table.target.length - fitted.horizon;
  const origins = spread(rows, ORIGINS * 2)
    .slice(-ORIGINS)
    .map((row) => row + 1);
  const missOf = (asked: SeriesTable) => {
    const misses = fitted.forecastFrom(asked, origins).flatMap((path, place) =>
      Array.from(path, (value, step) => {
        const came = table.target[(origins[place] ?? 0) + step] ?? Number.NaN;
        return Math.abs(fromWorking(value) - fromWorking(came));
      }),
    );
    const known = misses.filter((miss) => !Number.isNaN(miss));
    return known.reduce((sum, miss) => sum + miss, 0) / known.length;
  };
  const usual = missOf(table);
  const random = new Random(1);
  const found: { feature: string; errorGrowth: number }[] = [];
  for (const column of columnsOf(table)) {
    const values = column.values.map(
      (_, __, all) => all[Math.floor(random.uniform() * all.length)] ?? Number.NaN,
    );
    found.push({
      feature: column.name,
      errorGrowth: missOf(withColumn(table, { ...column, values })) - usual,
    });
    yield;
  }
  return found.sort((a, b) => b.errorGrowth - a.errorGrowth);
}

function dependenceOf(
  fitted: FittedForecaster,
  table: SeriesTable,
  feature: string,
  fromWorking: (value: number) => number,
) {
  const column = columnsOf(table).find(({ name }) => name === feature);
  const sorted = Float64Array.from(column?.values ?? [])
    .filter((value) => !Number.isNaN(value))
    .sort();
  const at = [...new Set(QUANTILES.map((share) => quantileOfSorted(sorted, share)))];
  const said = at.map((value) => {
    const values = new Float64Array(column?.values.length ?? 0).fill(value);
    const path = fitted.forecast(withColumn(table, { name: feature, values }));
    return path.reduce((sum, each) => sum + fromWorking(each), 0) / path.length;
  });
  return { feature, at, said };
}

function columnsOf({ past, ahead }: SeriesTable): readonly SeriesColumn[] {
  return [...past, ...ahead];
}

function withColumn({ target, past, ahead }: SeriesTable, column: SeriesColumn): SeriesTable {
  const swap = (each: SeriesColumn) => (each.name === column.name ? column : each);
  return { target, past: past.map(swap), ahead: ahead.map(swap) };
}

function lastKnown(column: SeriesColumn | undefined, { target }: SeriesTable): number {
  return column?.values.subarray(0, target.length).findLast((value) => !Number.isNaN(value)) ?? Number.NaN;
}
