import { onScaleOf, ownScale, tuned } from '../../src/insight/forecast/base-models.ts';
import { persistence, seasonalNaive } from '../../src/numerics/forecast/baselines.ts';
import { FittedNet } from '../../src/numerics/forecast/learned/fitted-net.ts';
import type { FittedForecaster, SeriesTable } from '../../src/numerics/forecast/learned/forecaster.ts';
import { NetForecaster } from '../../src/numerics/forecast/learned/net-forecaster.ts';
import { netJson } from '../../src/numerics/forecast/learned/net-json.ts';
import {
  builtNet,
  type NetForm,
  type NetModel,
  weightsOf,
} from '../../src/numerics/forecast/learned/net-model.ts';
import { fitWindowScaling } from '../../src/numerics/forecast/learned/window-scaling.ts';
import { TRAINING_DEFAULTS } from '../../src/numerics/nets/train-net.ts';
import { Random } from '../../src/numerics/random.ts';

const HORIZON = 24;
const SEASON = 24;

/** How a base model is made. */
export interface BaseTraining {
  readonly units: number;
  readonly lookBack: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly mostWindows: number;
  readonly seed: number;
}

/** Small enough for a phone: 16 units that look at three days, and a straight way besides. */
export const BASE_TRAINING: BaseTraining = {
  units: 16,
  lookBack: 72,
  epochs: 14,
  learningRate: 6e-4,
  mostWindows: 12_000,
  seed: 6,
};

/** Trains on tables that are brought to one size each, so that what is learnt fits machines and rooms of any. */
export function trainedBase(
  tables: readonly SeriesTable[],
  { units, lookBack, epochs, learningRate, mostWindows, seed }: BaseTraining,
  onEpoch: (epoch: number, validationLoss: number) => void = () => {},
): NetModel {
  const design = {
    kind: 'recurrent',
    units: [units],
    dropout: 0.1,
    recurrentDropout: 0,
    highway: true,
  } as const;
  const forecaster = new NetForecaster({
    name: 'base net',
    design,
    lookBack,
    batch: 32,
    training: { ...TRAINING_DEFAULTS, learningRate, patience: 5, plateau: 2, epochs },
    mostWindows,
  });
  const sized = tables.map(standardised);
  const random = new Random(seed);
  const begin = netJson(usualDays(sized, { design, lookBack, horizon: HORIZON, levels: [] }, random));
  const training = forecaster.fit(sized, { horizon: HORIZON, random, begin });
  for (let told = 0; ; ) {
    const { done, value } = training.next();
    if (value.curve.length > told) {
      told = value.curve.length;
      onEpoch(told, value.curve.at(-1)?.validationLoss ?? Number.NaN);
    }
    // A net's fitted forecaster is one.
    if (done) return (value as FittedNet).model;
  }
}

/**
 * A net that says the mean of the same hour over the days that it sees: a good rule to begin from, as the part beside its straight
 * way begins without a say. Tables have one size already, so a move of 1 is one of each home alike.
 */
function usualDays(tables: readonly SeriesTable[], form: Omit<NetForm, 'scaling'>, random: Random): NetModel {
  const { lookBack, horizon } = form;
  const rows = tables.map(({ target }) => target.length);
  const scaling = { ...fitWindowScaling(tables, horizon, rows), move: 1 };
  const { net, initialise } = builtNet({ ...form, scaling }, 1, random);
  initialise();
  const days = Math.floor(lookBack / SEASON);
  for (const { name, value } of net.parameters) {
    if (name.startsWith('dense')) value.fill(0);
    if (!name.startsWith('highway') || value.length !== lookBack * horizon) continue;
    for (let step = 0; step < horizon; step++)
      for (let day = 1; day <= days; day++)
        value[lookBack * step + lookBack + step - SEASON * day] = 1 / days;
  }
  return { ...form, scaling, curve: [], weights: weightsOf(net) };
}

function standardised(table: SeriesTable): SeriesTable {
  const { mean, deviation } = ownScale(table.target);
  return { ...table, target: table.target.map((value) => (value - mean) / deviation) };
}

/** Mean absolute error of 24 hours, in units of what "as a day ago" misses by in the part before: MASE. */
export interface BaseScore {
  /** Tuned on the part before, and as it comes. */
  readonly model: number;
  readonly untuned: number;
  readonly persistence: number;
  readonly seasonalNaive: number;
  /** The mean of the last day, said for all hours: no rule of the app, but what a flat noisy series wants. */
  readonly dayMean: number;
}

/** Of each table the last 40 % are forecast every five hours, by what the part before taught of the scale and in tuning. */
export function scoresOf(model: NetModel, tables: readonly SeriesTable[]): readonly BaseScore[] {
  return tables.map((table) => {
    const split = Math.floor(table.target.length * 0.6);
    const before = table.target.subarray(0, split);
    const begun = onScaleOf(model, before);
    const origins: number[] = [];
    for (let at = split; at + HORIZON <= table.target.length; at += 5) origins.push(at);
    const said = bent(begun, before).forecastFrom(table, origins);
    const saidUntuned = new FittedNet(begun).forecastFrom(table, origins);
    const scale = meanOf(
      [...before].slice(SEASON).map((value, i) => Math.abs(value - (before[i] ?? Number.NaN))),
    );
    const errorOf = (forecast: (past: Float64Array, place: number) => ArrayLike<number>) =>
      meanOf(
        origins.flatMap((at, place) => {
          const steps = forecast(table.target.subarray(0, at), place);
          return [...table.target.subarray(at, at + HORIZON)].map((came, step) =>
            Math.abs(came - (steps[step] ?? Number.NaN)),
          );
        }),
      ) / scale;
    return {
      model: errorOf((_, place) => said[place] ?? []),
      untuned: errorOf((_, place) => saidUntuned[place] ?? []),
      persistence: errorOf((past) => persistence(past, HORIZON)),
      seasonalNaive: errorOf((past) => seasonalNaive(past, HORIZON, SEASON)),
      dayMean: errorOf((past) => new Float64Array(HORIZON).fill(meanOf([...past.slice(-SEASON)]))),
    };
  });
}

function bent(begun: NetModel, target: Float64Array): FittedForecaster {
  const tuning = tuned(begun, { target, past: [], ahead: [] }, new Random(1));
  for (;;) {
    const { done, value } = tuning.next();
    if (done) return value;
  }
}

/** Is the model better than a rule, paired home by home? Mean difference and how many standard errors that is. */
export function pairedDifference(
  scores: readonly BaseScore[],
  rule: Exclude<keyof BaseScore, 'model'>,
): { readonly mean: number; readonly standardErrors: number; readonly share: number } {
  const differences = scores.map((score) => score.model - score[rule]);
  const mean = meanOf(differences);
  const variance = meanOf(differences.map((each) => (each - mean) ** 2));
  return {
    mean,
    standardErrors: mean / Math.sqrt(variance / (differences.length - 1)),
    share: differences.filter((each) => each < 0).length / differences.length,
  };
}

/** Of what is there; NaN of nothing. */
export function meanOf(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** The file of a model: one line a weight, so that a change is seen. */
export function fileOf(model: NetModel): string {
  return `${JSON.stringify(netJson({ ...model, curve: [] }), undefined, 2)}\n`;
}
