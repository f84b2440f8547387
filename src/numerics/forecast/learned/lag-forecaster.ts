import type { Random, RandomState } from '../../random.ts';
import { checkedTables } from './checked-table.ts';
import { fingerprintOf } from './fingerprint.ts';
import { FittedLags } from './fitted-lags.ts';
import { ForecastError } from './forecast-error.ts';
import type {
  CurvePoint,
  FitCheckpoint,
  FitOptions,
  FitProgress,
  FittedForecaster,
  Forecaster,
  SeriesColumn,
  SeriesTable,
} from './forecaster.ts';
import { type LagDesign, type LagPlace, LagRows, lagLookBack, lagNames } from './lag-rows.ts';
import type { LabelledColumns, RowLearner } from './row-learner.ts';
import { spread, validationRows, windowRowsNeeded } from './window-examples.ts';

export interface LagOptions {
  readonly name: string;
  readonly learner: RowLearner;
  readonly design: LagDesign;
  /** Neighbouring steps share a model that is told which of them it is: so many models; one a step where as many as steps. */
  readonly groups: number;
  /** Rows that a model learns from at most, evenly spread. */
  readonly mostRows: number;
}

/** What one group learnt, as a checkpoint keeps it. */
interface LearntHead {
  readonly json: unknown;
  readonly validationLoss: readonly number[];
}

interface LagState {
  readonly heads: readonly LearntHead[];
  readonly random: RandomState;
}

/**
 * Says each step directly from rows of lags, rolling means, seasons and what is known ahead (direct multi-step forecasting; Ben
 * Taieb and others, Expert Systems with Applications 39, 2012), by whatever learns from rows.
 */
export class LagForecaster implements Forecaster {
  readonly name: string;
  readonly #options: LagOptions;

  constructor(options: LagOptions) {
    this.name = options.name;
    this.#options = options;
  }

  rowsNeeded(horizon: number): number {
    return windowRowsNeeded({ lookBack: lagLookBack(this.#options.design), horizon });
  }

  *fit(
    tables: readonly SeriesTable[],
    { horizon, random, levels = [], resume }: FitOptions,
  ): Generator<FitProgress, FittedForecaster> {
    const [first] = checkedTables(tables, { rows: this.rowsNeeded(horizon), horizon });
    const { learner, design } = this.#options;
    const told = learner.knowsQuantiles ? levels : [];
    const fingerprint = fingerprintOf(tables, [
      { ...this.#options, learner: [learner.kind, learner.options] },
      horizon,
      told,
    ]);
    const learnt = this.#resumed(resume, fingerprint, random);
    const groups = stepGroups(this.#options.groups, horizon);
    const heads = [undefined, ...told];
    const all = groups.length * heads.length;
    for (let place = learnt.length; place < all; place++) {
      const group = groups[Math.floor(place / heads.length)] ?? { from: 0, to: horizon };
      const { training, validation } = this.#rowsOf(tables, group, horizon);
      const steps = learner.learn(training, validation, random, heads[place % heads.length]);
      let step = steps.next();
      for (; !step.done; step = steps.next())
        yield {
          done: (place + step.value.done) / all,
          curve: curveOf([...learnt, step.value]),
          checkpoint: undefined,
        };
      learnt.push({ json: step.value.model.toJson(), validationLoss: step.value.validationLoss });
      const state: LagState = { heads: [...learnt], random: random.state };
      if (place + 1 < all)
        yield {
          done: (place + 1) / all,
          curve: curveOf(learnt),
          checkpoint: () => ({ kind: learner.kind, fingerprint, state: structuredClone(state) }),
        };
    }
    const names = (columns: readonly SeriesColumn[] = []) => columns.map(({ name }) => name);
    const [past, ahead] = [names(first?.past), names(first?.ahead)];
    const features = lagNames(design, past, ahead).length;
    const models = learnt.map(({ json }) => learner.read(json, features));
    return new FittedLags({
      ...{ kind: learner.kind, design, horizon, levels: told, past, ahead, curve: curveOf(learnt) },
      groups: groups.map((group, place) => ({
        ...group,
        heads: models.slice(place * heads.length, (place + 1) * heads.length),
      })),
    });
  }

  #resumed(resume: FitCheckpoint | undefined, fingerprint: number, random: Random): LearntHead[] {
    if (!resume) return [];
    if (resume.kind !== this.#options.learner.kind || resume.fingerprint !== fingerprint)
      throw new ForecastError({ kind: 'other-training' });
    // The fingerprint says that this forecaster has written it.
    const state = resume.state as LagState;
    random.restore(state.random);
    return [...state.heads];
  }

  #rowsOf(tables: readonly SeriesTable[], { from, to }: { from: number; to: number }, horizon: number) {
    const { design, mostRows } = this.#options;
    const lookBack = lagLookBack(design);
    const begins = validationRows(tables, { lookBack, horizon });
    const training: LabelledColumns[] = [];
    const validation: LabelledColumns[] = [];
    for (const [place, table] of tables.entries()) {
      const rows = new LagRows(table, design);
      const begin = begins[place] ?? 0;
      const last = table.target.length - horizon;
      // No label that is learnt from lies where it is watched.
      training.push(labelled(rows, lookBack, begin - horizon, from, to, mostRows / tables.length));
      validation.push(labelled(rows, begin, last, from, to, mostRows / tables.length));
    }
    const [learnt, watched] = [joined(training), joined(validation)];
    if (learnt.labels.length === 0 || watched.labels.length === 0)
      throw new ForecastError({
        kind: 'too-little-data',
        rowsNeeded: windowRowsNeeded({ lookBack, horizon }),
        // Of the older rows or of the newest ones there are none, however many there are of the others.
        rowsThere: 0,
      });
    return { training: learnt, validation: watched };
  }
}

/** Neighbouring steps, as evenly as can be. */
function stepGroups(
  groups: number,
  horizon: number,
): readonly { readonly from: number; readonly to: number }[] {
  const count = Math.min(groups, horizon);
  const at = (place: number) => Math.floor((place * horizon) / count);
  return Array.from({ length: count }, (_, place) => ({ from: at(place), to: at(place + 1) }));
}

/** Rows whose origins lie within [first, last] and whose label is there. */
function labelled(
  rows: LagRows,
  first: number,
  last: number,
  from: number,
  to: number,
  most: number,
): LabelledColumns {
  const places: LagPlace[] = [];
  for (let origin = first; origin <= last; origin++)
    for (let step = from; step < to; step++)
      if (!Number.isNaN(rows.labelOf({ origin, step }))) places.push({ origin, step });
  const kept = spread(places, Math.ceil(most));
  return { columns: rows.columns(kept), labels: Float64Array.from(kept, (place) => rows.labelOf(place)) };
}

function joined(parts: readonly LabelledColumns[]): LabelledColumns {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const chain = (of: (part: LabelledColumns) => Float64Array | undefined) =>
    Float64Array.from(parts.flatMap((part) => [...(of(part) ?? [])]));
  return {
    columns: (first?.columns ?? []).map((_, place) => chain(({ columns }) => columns[place])),
    labels: chain(({ labels }) => labels),
  };
}

/** By round the mean over all models, each at its last round once it has stopped. */
function curveOf(heads: readonly Pick<LearntHead, 'validationLoss'>[]): readonly CurvePoint[] {
  const losses = heads.map(({ validationLoss }) => validationLoss).filter(({ length }) => length > 0);
  const rounds = Math.max(0, ...losses.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) => ({
    // What is learnt from is not told round by round.
    loss: Number.NaN,
    validationLoss:
      losses.reduce((sum, own) => sum + (own[Math.min(round, own.length - 1)] ?? 0), 0) / losses.length,
  }));
}
