import type { ForecastTarget } from '../../domain/forecast.ts';
import { ForecastError } from '../../numerics/forecast/learned/forecast-error.ts';
import type { FittedForecaster, ForecasterJson } from '../../numerics/forecast/learned/forecaster.ts';
import { readForecaster } from '../../numerics/forecast/learned/read-forecaster.ts';
import type { ContestOutcome, ReplayedForecast } from './contest.ts';
import type { Speakers } from './forecast-now.ts';
import { trackIntervals } from './step-intervals.ts';
import type { TargetData } from './target-data.ts';

const VERSION = 1;

/** Names and versions of the columns that a target was forecast from, in order. */
export type ColumnVersions = readonly (readonly [name: string, version: number])[];

/** All that speaks of a target, read back. Speakers that keep nothing (rules, models of the past alone) learn anew. */
export interface SavedTarget {
  readonly outcome: ContestOutcome;
  readonly columns: ColumnVersions;
  readonly speakers: Speakers;
}

/**
 * A contest with its speakers as JSON text. Values that are missing are null in it.
 * @param speakers of which those that keep weights are kept
 */
export function saveTarget(data: TargetData, outcome: ContestOutcome, speakers: Speakers): string {
  const models: Record<string, ForecasterJson> = {};
  for (const [name, { fitted }] of speakers) if (fitted) models[name] = fitted.toJson();
  return JSON.stringify({
    kind: 'davylamp-forecast',
    version: VERSION,
    targetId: data.target.id,
    columns: columnVersions(data),
    outcome: {
      ...outcome,
      now: undefined,
      errors: outcome.errors.map(numbers),
      replayed: outcome.replayed.map(plain),
    },
    models,
  });
}

/**
 * Reads what {@link saveTarget} wrote.
 * @throws ForecastError `damaged-model` where it is not that, or of another target; `features-differ` where columns are others now
 */
export function loadTarget(text: string, data: TargetData): SavedTarget {
  const saved = parsed(text, data.target);
  const there = columnVersions(data).map(nameOf);
  const wanted = saved.columns.map(nameOf);
  if (wanted.join('\n') !== there.join('\n'))
    throw new ForecastError({
      kind: 'features-differ',
      lacking: wanted.filter((column) => !there.includes(column)),
      unknown: there.filter((column) => !wanted.includes(column)),
    });
  const speakers = new Map(
    Object.entries(saved.models).map(([name, json]) => [name, learntFrom(readForecaster(json))] as const),
  );
  const { outcome } = saved;
  const errors = outcome.errors.map(floats);
  return {
    columns: saved.columns,
    speakers,
    outcome: {
      ...outcome,
      contest: revived(outcome.contest),
      errors,
      now: trackIntervals(errors, outcome.spacing).now,
      replayed: outcome.replayed.map(({ origin, said, came, radii80, radii95 }) => ({
        origin,
        said: floats(said),
        came: floats(came),
        radii80: floats(radii80),
        radii95: floats(radii95),
      })),
    },
  };
}

type Numbers = readonly (number | null)[];

/** The text's content, its arrays being plain ones. */
interface Parsed {
  readonly columns: ColumnVersions;
  readonly models: Readonly<Record<string, unknown>>;
  readonly outcome: Omit<ContestOutcome, 'errors' | 'replayed'> & {
    readonly errors: readonly Numbers[];
    readonly replayed: readonly (Record<'said' | 'came' | 'radii80' | 'radii95', Numbers> & {
      readonly origin: number;
    })[];
  };
}

function parsed(text: string, { id }: ForecastTarget): Parsed {
  let json: Partial<Parsed> & { kind?: unknown; version?: unknown; targetId?: unknown };
  try {
    json = Object(JSON.parse(text));
  } catch (cause) {
    throw new ForecastError({ kind: 'damaged-model', what: 'it is no JSON' }, { cause });
  }
  const { kind, version, targetId, columns, models, outcome } = json;
  if (kind !== 'davylamp-forecast' || version !== VERSION)
    throw new ForecastError({ kind: 'damaged-model', what: 'it is no forecast of this version' });
  if (targetId !== id) throw new ForecastError({ kind: 'damaged-model', what: `it is of "${targetId}"` });
  const isWhole =
    Array.isArray(columns) &&
    models &&
    outcome?.contest &&
    Array.isArray(outcome.seats) &&
    isTable(outcome.errors);
  if (!isWhole || !Array.isArray(outcome.replayed) || !(outcome.spacing >= 1))
    throw new ForecastError({ kind: 'damaged-model', what: 'a part of it is missing' });
  return { columns, models, outcome };
}

function isTable(rows: unknown): boolean {
  return Array.isArray(rows) && rows.every(Array.isArray);
}

function learntFrom(fitted: FittedForecaster) {
  return {
    fitted,
    forecastFrom: (table: Parameters<FittedForecaster['forecastFrom']>[0], origins: readonly number[]) =>
      fitted.forecastFrom(table, [...origins]),
  };
}

function columnVersions({ covariates, ahead }: TargetData): ColumnVersions {
  return [...covariates, ...ahead].map(({ name, version }) => [name, version]);
}

function nameOf([name, version]: ColumnVersions[number]): string {
  return `${name} v${version}`;
}

function plain({ origin, said, came, radii80, radii95 }: ReplayedForecast) {
  return {
    origin,
    said: numbers(said),
    came: numbers(came),
    radii80: numbers(radii80),
    radii95: numbers(radii95),
  };
}

function numbers(values: Float64Array): Numbers {
  return Array.from(values, (value) => (Number.isFinite(value) ? value : null));
}

function floats(values: Numbers): Float64Array {
  return Float64Array.from(values, (value) => value ?? Number.NaN);
}

/** JSON knows no NaN: figures that could not be told come back as null, and all of a contest's figures are numbers. */
function revived<T>(value: T): T {
  if (value === null) return Number.NaN as T;
  if (Array.isArray(value)) return value.map(revived) as T;
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value as object).map(([key, each]) => [key, revived(each)])) as T;
}
