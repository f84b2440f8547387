import type { ForecastQuantity, ForecastSubject, ForecastTarget } from '../../domain/forecast.ts';
import type { BaseCard } from '../../domain/model-record.ts';
import { FittedNet } from '../../numerics/forecast/learned/fitted-net.ts';
import { ForecastError } from '../../numerics/forecast/learned/forecast-error.ts';
import type {
  FitProgress,
  FittedForecaster,
  SeriesTable,
} from '../../numerics/forecast/learned/forecaster.ts';
import { NetForecaster } from '../../numerics/forecast/learned/net-forecaster.ts';
import { netJson, readNetModel } from '../../numerics/forecast/learned/net-json.ts';
import type { NetModel } from '../../numerics/forecast/learned/net-model.ts';
import type { Random } from '../../numerics/random.ts';
import type { Competitor } from './competitor.ts';

/** A net that comes with the app, trained on simulated homes only: see its card in `models/forecast`. */
export interface BaseModel {
  readonly id: string;
  /** Counted up when its file changes. */
  readonly version: number;
  readonly card: BaseCard;
  readonly quantity: ForecastQuantity;
  readonly subject: ForecastSubject['kind'];
  readonly horizon: number;
  /** Its file, which is fetched when it is first asked for. */
  readonly load: () => Promise<unknown>;
}

/** Those that beat the simple rules on simulated homes that they had never seen. Others are not shipped. */
export const BASE_MODELS: readonly BaseModel[] = [
  {
    id: 'room-temperature',
    version: 1,
    card: { homes: 300, days: 40, unseenHomes: 100, mase: 0.962, ruleMase: 1.044 },
    quantity: 'room-temperature',
    subject: 'site',
    horizon: 24,
    load: async () => (await import('../../../models/forecast/room-temperature.json')).default,
  },
];

const DAY_ROWS = 24;
/** Hours of an owner's past from which it is tuned on that; before, it speaks as it is. */
const ROWS_TO_TUNE = 14 * DAY_ROWS;
/** A few gentle turns: what it has learnt of many homes is to be bent, not forgotten. */
export const TUNING = {
  epochs: 4,
  learningRate: 2e-4,
  patience: 2,
  plateau: 1,
  leastLearningRate: 1e-5,
  clip: 1,
} as const;
const TUNED_WINDOWS = 400;

/** The base model of a target; undefined where none is shipped. */
export function baseModelOf({ quantity, subject, step, horizon }: ForecastTarget): BaseModel | undefined {
  return BASE_MODELS.find(
    (base) =>
      base.quantity === quantity &&
      base.subject === subject.kind &&
      step === 'hour' &&
      base.horizon === horizon,
  );
}

/** As contests call it. */
export const BASE_NET = 'base net';

/** Is a past of so many rows enough to tune a base model on it? */
export function isTunedOn(rows: number): boolean {
  return rows >= ROWS_TO_TUNE;
}

/**
 * Those that come with the app and may take part in the contests of a target: one, or none.
 * @throws ForecastError where a file is damaged; TypeError where it cannot be fetched
 */
export async function baseCompetitors(
  target: ForecastTarget,
  random: () => Random,
): Promise<readonly Competitor[]> {
  const base = baseModelOf(target);
  return base ? [baseCompetitor(readNetModel(await base.load()), random)] : [];
}

/**
 * A base model as one who takes part in a contest.
 * @param random of the order in which windows are learnt from, anew for each learning
 * @param modelId of what is kept of it in the registry; absent where nothing is
 */
export function baseCompetitor(model: NetModel, random: () => Random, modelId?: string): Competitor {
  return {
    speaker: { kind: 'model', name: BASE_NET, ...(modelId !== undefined && { modelId }) },
    rowsNeeded: model.lookBack + model.horizon,
    fits: 2,
    *learn(known) {
      yield;
      const fitted = yield* bentTo(model, known, random());
      return { forecastFrom: (all, origins) => fitted.forecastFrom(alone(all), origins) };
    },
  };
}

/** A base model bent to an owner's past where there is enough of it, else as it comes. @throws ForecastError */
export function* bentTo(
  model: NetModel,
  known: SeriesTable,
  random: Random,
): Generator<FitProgress, FittedForecaster> {
  const begun = onScaleOf(model, known.target);
  return isTunedOn(known.target.length) ? yield* tuned(begun, alone(known), random) : new FittedNet(begun);
}

/** Goes on training with the owner's past. @throws ForecastError */
export function* tuned(
  { design, lookBack, horizon, levels, ...rest }: NetModel,
  table: SeriesTable,
  random: Random,
): Generator<FitProgress, FittedForecaster> {
  const forecaster = new NetForecaster({
    name: BASE_NET,
    design,
    lookBack,
    batch: 32,
    training: TUNING,
    mostWindows: TUNED_WINDOWS,
  });
  const begin = netJson({ design, lookBack, horizon, levels, ...rest });
  return yield* forecaster.fit([table], { horizon, levels, random, begin });
}

/**
 * The same net for a thing of another size. It was trained on series of one size each ({@link ownScale}); with m and s of this
 * one its target's scaling becomes
 *
 *     centre' = m + s·centre,   spread' = s·spread,   move' = s·move
 *
 * which is the same as bringing the values to that size and what it says back.
 * @throws ForecastError `constant-target` where nothing moves, `too-little-data` where nothing is known
 */
export function onScaleOf(model: NetModel, values: Float64Array): NetModel {
  const { scaling } = model;
  const { mean: m, deviation: s } = ownScale(values);
  const { centre, spread } = scaling.target.scaler.parameters;
  const parameters = { centre: m + s * centre, spread: s * spread };
  const scaler = { ...scaling.target.scaler, parameters };
  return {
    ...model,
    scaling: { ...scaling, target: { ...scaling.target, scaler }, move: s * scaling.move },
  };
}

/**
 * Mean of what is known, and by how much it differs from a day before (root of the mean square): where each day is like the one
 * before, a tenth of that is much. @throws ForecastError
 */
export function ownScale(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) throw new ForecastError({ kind: 'too-little-data', rowsNeeded: 1, rowsThere: 0 });
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const changes = values
    .subarray(DAY_ROWS)
    .map((value, row) => (value - (values[row] ?? Number.NaN)) ** 2)
    .filter((square) => !Number.isNaN(square));
  const square = changes.reduce((sum, each) => sum + each, 0) / changes.length;
  if (!(square > 0)) throw new ForecastError({ kind: 'constant-target', value: mean });
  return { mean, deviation: Math.sqrt(square) };
}

/** Base models look at nothing beside their target: what else an owner has is not known to them. */
function alone({ target }: SeriesTable): SeriesTable {
  return { target, past: [], ahead: [] };
}
