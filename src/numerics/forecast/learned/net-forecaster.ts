import type { NetBackend, NetTraining } from '../../nets/backend.ts';
import type { NetDesign } from '../../nets/net-design.ts';
import {
  type NetCheckpoint,
  TRAINING_DEFAULTS,
  type TrainingOptions,
  trainNet,
} from '../../nets/train-net.ts';
import type { Epoch, EpochErrors } from '../../nets/training-course.ts';
import { accuracyOf } from '../accuracy.ts';
import { checkedTables, columnNames } from './checked-table.ts';
import { fingerprintOf } from './fingerprint.ts';
import { FittedNet } from './fitted-net.ts';
import { ForecastError } from './forecast-error.ts';
import type {
  FitCheckpoint,
  FitOptions,
  FitProgress,
  FittedForecaster,
  Forecaster,
  SeriesTable,
} from './forecaster.ts';
import { readNetModel } from './net-json.ts';
import { builtNet, type NetForm, type NetModel, setWeights, weightsOf } from './net-model.ts';
import { windowInputs } from './series-windows.ts';
import { splitWindows, validationRows, windowExamples, windowRowsNeeded } from './window-examples.ts';
import { fitWindowScaling } from './window-scaling.ts';

export interface NetOptions {
  readonly name: string;
  readonly design: NetDesign;
  /** Steps that the net sees; of a transformer, a whole number of patches. */
  readonly lookBack: number;
  readonly batch: number;
  readonly training: TrainingOptions;
  /** Windows that are learnt from at most, evenly spread. */
  readonly mostWindows: number;
}

export const NET_DEFAULTS = {
  batch: 32,
  training: TRAINING_DEFAULTS,
  mostWindows: 20_000,
} as const;

/** A fit that any backend can do. */
export interface FitOnBackend {
  readonly training: NetTraining;
  /** Who leaves off by return() has all given back. @throws what the backend throws */
  readonly on: (backend: NetBackend) => AsyncGenerator<FitProgress, FittedForecaster>;
}

/** A net that learns to say all steps of the horizon from windows of a series. */
export class NetForecaster implements Forecaster {
  readonly name: string;
  readonly #options: NetOptions;

  constructor(options: NetOptions) {
    this.name = options.name;
    this.#options = options;
  }

  rowsNeeded(horizon: number): number {
    return windowRowsNeeded({ lookBack: this.#options.lookBack, horizon });
  }

  *fit(tables: readonly SeriesTable[], options: FitOptions): Generator<FitProgress, FittedForecaster> {
    const { random, resume } = options;
    const { design, batch, training } = this.#options;
    const { form, begin, learnt, watched, fingerprint } = this.#prepared(tables, options);
    const built = builtNet(form, batch, random);
    built.initialise();
    if (begin) setWeights(built.net, begin);
    const steps = trainNet(built.net, learnt, watched, training, random, {
      resume: netCheckpointOf(resume, design.kind, fingerprint),
      judge: errorsInUnits(watched, form),
    });
    for (;;) {
      const step = steps.next();
      const { epochs, done, checkpoint } = step.value;
      if (step.done) return fittedNet(form, epochs, weightsOf(built.net));
      yield {
        done: (epochs.length + done) / training.epochs,
        curve: epochs,
        checkpoint: checkpoint && (() => ({ kind: design.kind, fingerprint, state: checkpoint() })),
      };
    }
  }

  /** On what it depends which backend is quick: see {@link NetBackend}. */
  get design(): NetDesign {
    return this.#options.design;
  }

  /**
   * {@link NetForecaster.fit} for a backend, in whatever thread or on whatever device that trains. It keeps no checkpoints.
   * @throws ForecastError
   */
  fitOn(
    tables: readonly SeriesTable[],
    options: Omit<FitOptions, 'random' | 'resume'> & { readonly seed: number },
  ): FitOnBackend {
    const { design, lookBack, batch, training } = this.#options;
    const { form, begin, learnt, watched } = this.#prepared(tables, options);
    const outputs = form.horizon * (1 + form.levels.length);
    const whole: NetTraining = {
      design,
      shape: { steps: lookBack, batch, inputs: windowInputs(form.scaling).length, outputs },
      levels: form.levels,
      seed: options.seed,
      begin,
      options: training,
      training: learnt,
      validation: watched,
    };
    return { training: whole, on: (backend) => fittedOn(backend, whole, form) };
  }

  /** What tables come to for a net. */
  #prepared(tables: readonly SeriesTable[], { horizon, levels = [], begin }: Omit<FitOptions, 'random'>) {
    checkedTables(tables, { rows: this.rowsNeeded(horizon), horizon });
    const { design, lookBack, mostWindows } = this.#options;
    const shape = { lookBack, horizon };
    const tuned = begin && this.#tuned(readNetModel(begin), tables, horizon, levels);
    const scaling = tuned?.scaling ?? fitWindowScaling(tables, horizon, validationRows(tables, shape));
    const places = splitWindows(tables, scaling, shape, mostWindows);
    return {
      form: { design, scaling, lookBack, horizon, levels } satisfies NetForm,
      begin: tuned?.weights,
      learnt: windowExamples(tables, places.training, scaling, shape),
      watched: windowExamples(tables, places.validation, scaling, shape),
      fingerprint: fingerprintOf(tables, [this.#options, horizon, levels, begin]),
    };
  }

  /** A model that these tables can go on with. */
  #tuned(
    model: NetModel,
    tables: readonly SeriesTable[],
    horizon: number,
    levels: readonly number[],
  ): NetModel {
    const { design, lookBack } = this.#options;
    const names = [...model.scaling.past, ...model.scaling.ahead].map(({ name }) => name);
    const there = columnNames(tables[0] ?? { target: new Float64Array(), past: [], ahead: [] });
    if (JSON.stringify(names) !== JSON.stringify(there))
      throw new ForecastError({
        kind: 'features-differ',
        lacking: names.filter((name) => !there.includes(name)),
        unknown: there.filter((name) => !names.includes(name)),
      });
    const formOf = (form: Pick<NetForm, 'design' | 'lookBack' | 'horizon' | 'levels'>) =>
      JSON.stringify([Object.entries(form.design).sort(), form.lookBack, form.horizon, form.levels]);
    if (formOf(model) !== formOf({ design, lookBack, horizon, levels }))
      throw new ForecastError({ kind: 'other-training' });
    return model;
  }
}

async function* fittedOn(
  backend: NetBackend,
  training: NetTraining,
  form: NetForm,
): AsyncGenerator<FitProgress, FittedForecaster> {
  const run = backend.train(training);
  try {
    for (;;) {
      const { value, done } = await run.next();
      if (done) return fittedNet(form, value.epochs, value.weights);
      const { epochs } = value;
      const part = (epochs.length + value.done) / training.options.epochs;
      yield { done: part, curve: epochs, checkpoint: undefined };
    }
  } finally {
    // Where it is broken off: what it holds is given back.
    await run.return(undefined as never);
  }
}

function fittedNet(form: NetForm, epochs: readonly Epoch[], weights: readonly Float32Array[]): FittedNet {
  const curve = epochs.map(({ loss, validationLoss, errors }) => ({ loss, validationLoss, errors }));
  return new FittedNet({ ...form, curve, weights });
}

/** @throws ForecastError for a checkpoint of another training */
function netCheckpointOf(
  resume: FitCheckpoint | undefined,
  kind: string,
  fingerprint: number,
): NetCheckpoint | undefined {
  if (!resume) return undefined;
  if (resume.kind !== kind || resume.fingerprint !== fingerprint)
    throw new ForecastError({ kind: 'other-training' });
  // The fingerprint says that this forecaster has written it.
  return resume.state as NetCheckpoint;
}

/** Errors of the means that are said, in the target's own units. */
function errorsInUnits(
  { count, targets, levels }: ReturnType<typeof windowExamples>,
  { scaling: { move }, horizon }: NetForm,
): (said: Float64Array) => EpochErrors {
  const inUnits = (values: ArrayLike<number>, stride: number) =>
    Float64Array.from({ length: count * horizon }, (_, at) => {
      const row = Math.floor(at / horizon);
      return (values[row * stride + (at % horizon)] as number) * move + (levels[row] as number);
    });
  const came = inUnits(targets, horizon);
  return (said) => {
    const { mae, mape } = accuracyOf(inUnits(said, said.length / count), came);
    return { mae, mape };
  };
}
