import { integratedGradients } from '../../explain/integrated-gradients.ts';
import type { BatchedNet } from '../../nets/batched-net.ts';
import { Random } from '../../random.ts';
import { checkedTable } from './checked-table.ts';
import type {
  CurvePoint,
  FittedForecaster,
  ForecastExplanation,
  ForecasterJson,
  SeriesTable,
} from './forecaster.ts';
import { netJson } from './net-json.ts';
import { builtNet, type NetModel, setWeights } from './net-model.ts';
import { windowInputs } from './series-windows.ts';
import { uncrossed } from './uncrossed.ts';
import { windowExamples } from './window-examples.ts';

/** Origins that go through the net at once where there are many. */
const BATCH = 32;

/** A trained net. It is built when it is first asked. */
export class FittedNet implements FittedForecaster {
  readonly kind: string;
  readonly horizon: number;
  readonly levels: readonly number[];
  readonly curve: readonly CurvePoint[];
  readonly model: NetModel;
  /** The one that was asked last: each takes some megabytes. */
  #built: BatchedNet<Float32Array> | undefined;

  constructor(model: NetModel) {
    this.kind = model.design.kind;
    this.horizon = model.horizon;
    this.levels = model.levels;
    this.curve = model.curve;
    this.model = model;
  }

  forecast(table: SeriesTable): Float64Array {
    return this.forecastFrom(table, [table.target.length])[0] ?? new Float64Array();
  }

  forecastFrom(table: SeriesTable, origins: ArrayLike<number>): readonly Float64Array[] {
    return this.#say(table, origins).map((heads) => heads[0] ?? new Float64Array());
  }

  quantiles(table: SeriesTable): readonly Float64Array[] {
    const [, ...heads] = this.#say(table, [table.target.length])[0] ?? [];
    return uncrossed(heads, this.levels);
  }

  /** The net itself, built where it is not there. @param batch windows that it takes at once */
  #net(batch: number): BatchedNet<Float32Array> {
    if (this.#built?.batch === batch) return this.#built;
    const { net } = builtNet(this.model, batch, new Random(0));
    setWeights(net, this.model.weights);
    this.#built = net;
    return net;
  }

  /** Inputs of windows that end before some rows, as the net takes them. */
  windows(table: SeriesTable, origins: ArrayLike<number>): ReturnType<typeof windowExamples> {
    const { scaling, lookBack, horizon } = this.model;
    const names = [...scaling.past, ...scaling.ahead].map(({ name }) => name);
    checkedTable(table, names, { rows: Math.max(lookBack, ...Array.from(origins)), horizon });
    const places = Array.from(origins, (origin) => ({ table: 0, origin }));
    return windowExamples([table], places, scaling, { lookBack, horizon });
  }

  /**
   * By integrated gradients from a window in which nothing has moved and all inputs are at their mean; what their quadrature misses
   * counts to the base.
   */
  explain(table: SeriesTable, step: number): ForecastExplanation {
    const { scaling, lookBack } = this.model;
    const inputs = windowInputs(scaling);
    const origins = [table.target.length];
    const window = Float64Array.from(this.windows(table, origins).inputs);
    const baseline = Float64Array.from(window, (_, at) => Number(inputs[at % inputs.length]?.isMask));
    const slopes = (points: Float64Array, count: number) =>
      this.#net(BATCH).slopesOf({ count, inputs: points }, step);
    const shares = integratedGradients(slopes, window, baseline, BATCH);
    const byColumn = new Map<string, number>();
    for (let at = 0; at < lookBack * inputs.length; at++) {
      const column = inputs[at % inputs.length]?.column ?? '';
      byColumn.set(column, (byColumn.get(column) ?? 0) + (shares[at] as number) * scaling.move);
    }
    const parts = Array.from(byColumn, ([name, contribution]) => ({ name, contribution }));
    const said = this.forecast(table)[step] ?? Number.NaN;
    return { base: parts.reduce((left, { contribution }) => left - contribution, said), parts };
  }

  toJson(): ForecasterJson {
    return netJson(this.model);
  }

  /** By origin, then head: means first. */
  #say(table: SeriesTable, origins: ArrayLike<number>): readonly (readonly Float64Array[])[] {
    const examples = this.windows(table, origins);
    const said = this.#net(origins.length === 1 ? 1 : BATCH).sayAll(examples);
    const heads = 1 + this.levels.length;
    const { move } = this.model.scaling;
    return Array.from(examples.levels, (level, row) =>
      Array.from({ length: heads }, (_, head) => {
        const from = (row * heads + head) * this.horizon;
        return said.slice(from, from + this.horizon).map((value) => value * move + level);
      }),
    );
  }
}
