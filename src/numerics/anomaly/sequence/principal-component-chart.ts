import { type PrincipalComponents, principalComponents } from '../../multivariate/principal-components.ts';
import { quantileOfSorted } from '../../quantile.ts';
import { heldOutLimit, LIMIT_DEFAULTS, type LimitOptions, splitNormalRows } from './held-out-limit.ts';
import { fitSensorScaling, type SensorScaling, scaledRow } from './sensor-scaling.ts';
import { type SensorRow, type SequenceDetector, type SequenceScore, sharesOf } from './sequence-detector.ts';

export interface PrincipalComponentChartOptions {
  /** Share of the variance that the components kept explain. */
  readonly explained: number;
  /** Rows over which the median of each statistic is judged. */
  readonly window: number;
  readonly heldOutShare: number;
  readonly limit: LimitOptions;
}

/** Explained variance and median as in the published evaluation of SKAB (github.com/waico/SKAB, `core/t2.py` and its notebook). */
export const PRINCIPAL_COMPONENT_CHART_DEFAULTS: PrincipalComponentChartOptions = {
  explained: 0.85,
  window: 5,
  heldOutShare: 0.25,
  limit: LIMIT_DEFAULTS,
};

/** What normal operation taught, as plain data. */
export interface PrincipalComponentChartModel {
  readonly scaling: SensorScaling;
  readonly components: PrincipalComponents;
  /** Components that are kept. */
  readonly kept: number;
  readonly limits: Statistics;
}

/** Hotelling's T² within the components kept, and the squared prediction error beside them, also named SPE. */
interface Statistics {
  readonly t2: number;
  readonly q: number;
}

/** By sensor, what it adds to T² and to Q. */
interface Contributions {
  readonly within: Float64Array;
  readonly beside: Float64Array;
}

/**
 * Principal components of standardised sensors, and the limits of T² (Hotelling 1931) and Q (Jackson & Mudholkar, Technometrics 21, 1979)
 * from the last rows, which the components have not seen. A missing value counts as the mean.
 *
 * @throws RangeError where no sensor can be judged
 */
export function fitPrincipalComponentChart(
  rows: readonly SensorRow[],
  options: PrincipalComponentChartOptions = PRINCIPAL_COMPONENT_CHART_DEFAULTS,
): PrincipalComponentChartModel {
  const { learnt, heldOut } = splitNormalRows(rows, options.heldOutShare);
  const scaling = fitSensorScaling(learnt);
  const sized = learnt.map((row) => scaledRow(row, scaling).map(meanWhereMissing));
  const components = principalComponents(
    scaling.scalers.map((_, sensor) => Float64Array.from(sized, (row) => row[sensor] ?? 0)),
  );
  const { explainedVarianceRatio } = components;
  let [kept, explained] = [0, 0];
  while (kept < explainedVarianceRatio.length && explained < options.explained)
    explained += explainedVarianceRatio[kept++] ?? 0;
  const model = { scaling, components, kept, limits: { t2: 1, q: 1 } };
  const chart = new PrincipalComponentChart(model, options);
  const statistics = heldOut.map((row) => chart.take(row));
  const limitOf = (name: keyof Statistics) =>
    heldOutLimit(
      statistics.map((each) => each?.[name] ?? Number.NaN),
      options.limit,
    );
  return { ...model, limits: { t2: limitOf('t2'), q: limitOf('q') } };
}

/** T² and Q of rows, each the median over the last ones and over its limit; a row counts by the higher of the two. */
export class PrincipalComponentChart implements SequenceDetector {
  readonly #model: PrincipalComponentChartModel;
  readonly #window: number;
  readonly #last: Statistics[] = [];

  constructor(
    model: PrincipalComponentChartModel,
    { window }: PrincipalComponentChartOptions = PRINCIPAL_COMPONENT_CHART_DEFAULTS,
  ) {
    this.#model = model;
    this.#window = window;
  }

  score(row: SensorRow): SequenceScore {
    const told = this.take(row);
    if (!told) return { score: Number.NaN, shares: new Float64Array(row.length) };
    const { limits } = this.#model;
    const [byT2, byQ] = [told.t2 / limits.t2, told.q / limits.q];
    return byQ > byT2
      ? { score: byQ, shares: sharesOf(told.beside) }
      : { score: byT2, shares: sharesOf(told.within) };
  }

  /** The medians over the last rows, with what each sensor adds to this one; undefined where all of it is missing. */
  take(row: SensorRow): (Statistics & Contributions) | undefined {
    const sized = scaledRow(row, this.#model.scaling);
    if (sized.every(Number.isNaN)) return undefined;
    const { within, beside } = this.#contributions(sized.map(meanWhereMissing));
    this.#last.push({ t2: sum(within), q: sum(beside) });
    if (this.#last.length > this.#window) this.#last.shift();
    return {
      t2: median(this.#last.map(({ t2 }) => t2)),
      q: median(this.#last.map(({ q }) => q)),
      within,
      beside,
    };
  }

  /**
   * What each sensor adds (Westerhuis, Gurden & Smilde, Chemometrics and Intelligent Laboratory Systems 51, 2000): to T²
   * zⱼ Σₐ tₐ pₐⱼ / λₐ, which may be below 0, to Q the square of what the components leave of it.
   */
  #contributions(sized: Float64Array): Contributions {
    const { components, kept } = this.#model;
    const centred = sized.map((value, sensor) => value - (components.mean[sensor] ?? 0));
    const within = new Float64Array(sized.length);
    const left = centred.slice();
    for (let place = 0; place < kept; place++) {
      const loadings = components.components[place] ?? [];
      const variance = components.explainedVariance[place] ?? Number.NaN;
      const along = loadings.reduce((total, loading, sensor) => total + loading * (centred[sensor] ?? 0), 0);
      for (const [sensor, loading] of loadings.entries()) {
        within[sensor] =
          (within[sensor] as number) + ((centred[sensor] as number) * along * loading) / variance;
        left[sensor] = (left[sensor] as number) - along * loading;
      }
    }
    return { within, beside: left.map((value) => value * value) };
  }
}

function meanWhereMissing(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

function median(values: readonly number[]): number {
  return quantileOfSorted(
    values.toSorted((one, other) => one - other),
    0.5,
  );
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
