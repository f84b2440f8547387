import { checkedTable } from './checked-table.ts';
import type {
  CurvePoint,
  FittedForecaster,
  ForecastExplanation,
  ForecasterJson,
  SeriesTable,
} from './forecaster.ts';
import { type LagDesign, LagRows, lagLookBack, lagNames } from './lag-rows.ts';
import type { RowModel } from './row-learner.ts';
import { uncrossed } from './uncrossed.ts';

export const LAG_MODEL_VERSION = 1;

/** Steps [from, to) and what says them: the mean first, then quantiles by level. */
export interface StepGroup {
  readonly from: number;
  readonly to: number;
  readonly heads: readonly RowModel[];
}

/** A trained forecaster of rows, and what it was trained on. */
export interface LagModel {
  readonly kind: string;
  readonly design: LagDesign;
  readonly horizon: number;
  readonly levels: readonly number[];
  /** Names of columns. */
  readonly past: readonly string[];
  readonly ahead: readonly string[];
  readonly curve: readonly CurvePoint[];
  readonly groups: readonly StepGroup[];
}

/** Continues a series by models of rows. */
export class FittedLags implements FittedForecaster {
  readonly kind: string;
  readonly horizon: number;
  readonly levels: readonly number[];
  readonly curve: readonly CurvePoint[];
  readonly model: LagModel;

  constructor(model: LagModel) {
    this.kind = model.kind;
    this.horizon = model.horizon;
    this.levels = model.levels;
    this.curve = model.curve;
    this.model = model;
  }

  forecast(table: SeriesTable): Float64Array {
    return this.forecastFrom(table, [table.target.length])[0] ?? new Float64Array();
  }

  forecastFrom(table: SeriesTable, origins: ArrayLike<number>): readonly Float64Array[] {
    return this.#say(table, origins, 0);
  }

  quantiles(table: SeriesTable): readonly Float64Array[] {
    const said = this.levels.flatMap((_, place) => this.#say(table, [table.target.length], place + 1));
    return uncrossed(said, this.levels);
  }

  /** By the model's own shares of the one row that says this step. */
  explain(table: SeriesTable, step: number): ForecastExplanation {
    const { design, past, ahead, groups } = this.model;
    const lagged = this.#rows(table, [table.target.length]);
    const place = { origin: table.target.length, step };
    const head = groups.find(({ from, to }) => step >= from && step < to)?.heads[0];
    if (!head) throw new RangeError(`step ${step} of ${this.horizon}`);
    const { base, byFeature } = head.explain(lagged.columns([place]));
    return {
      base: base + lagged.levelAt(place.origin),
      parts: lagNames(design, past, ahead).map((name, feature) => ({
        name,
        contribution: byFeature[feature]?.[0] ?? 0,
      })),
    };
  }

  toJson(): ForecasterJson {
    const { groups, ...rest } = this.model;
    return {
      ...rest,
      version: LAG_MODEL_VERSION,
      groups: groups.map(({ heads, ...steps }) => ({ ...steps, heads: heads.map((head) => head.toJson()) })),
    };
  }

  #say(table: SeriesTable, origins: ArrayLike<number>, head: number): readonly Float64Array[] {
    const { groups } = this.model;
    const lagged = this.#rows(table, origins);
    const said = Array.from(origins, () => new Float64Array(this.horizon));
    for (const { from, to, heads } of groups) {
      const steps = Array.from({ length: to - from }, (_, place) => from + place);
      const places = Array.from(origins).flatMap((origin) => steps.map((step) => ({ origin, step })));
      const values = heads[head]?.say(lagged.columns(places)) ?? new Float64Array();
      for (const [place, { origin, step }] of places.entries()) {
        const own = said[Math.floor(place / steps.length)];
        if (own) own[step] = (values[place] ?? Number.NaN) + lagged.levelAt(origin);
      }
    }
    return said;
  }

  #rows(table: SeriesTable, origins: ArrayLike<number>): LagRows {
    const { design, past, ahead } = this.model;
    const rows = Math.max(lagLookBack(design), ...Array.from(origins));
    checkedTable(table, [...past, ...ahead], { rows, horizon: this.horizon });
    return new LagRows(table, design);
  }
}
