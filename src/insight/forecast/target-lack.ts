import type { ForecastLack, ForecastTarget } from '../../domain/forecast.ts';
import { LEAST_TRAINING, replayOrigins } from './replay-origins.ts';
import type { TargetData } from './target-data.ts';
import { workingScale } from './working-scale.ts';

/** Forecasts of the past without which an interval of 95 % is a guess: 20 errors of as many steps ahead. */
const LEAST_ERRORS = 20;
/** Forecasts of the past without which a contest can have no winner. */
const LEAST_ORIGINS = 24;
/** Of the values that are needed, so many may be missing. */
const MOST_MISSING = 0.3;

/** A target cannot be forecast, or no contest be held; {@link lack} says why. */
export class TargetLackError extends Error {
  override readonly name = 'TargetLackError';

  constructor(readonly lack: ForecastLack) {
    super(sentenceOf(lack));
  }
}

/** What is lacking before the simple rule can speak with intervals; undefined where nothing is. */
export function forecastLack(data: TargetData): ForecastLack | undefined {
  const { season, horizon } = data.target;
  return lackOf(data, season + horizon + LEAST_ERRORS);
}

/** What is lacking before a contest can be held; undefined where nothing is. */
export function contestLack(data: TargetData): ForecastLack | undefined {
  return lackOf(data, contestRows(data.target));
}

/** Rows of the past that a contest takes. */
export function contestRows(target: Pick<ForecastTarget, 'step' | 'horizon'>): number {
  let rows = LEAST_TRAINING[target.step] + target.horizon + LEAST_ORIGINS - 1;
  while (replayOrigins(target, rows).at.length < LEAST_ORIGINS) rows += 1;
  return rows;
}

function lackOf(data: TargetData, needs: number): ForecastLack | undefined {
  const { target, values, startMs, stepMs } = data;
  const wrong = wrongIn(data);
  if (wrong !== undefined) return { kind: 'bad-data', detail: wrong };
  const { toWorking } = workingScale(target.quantity);
  const known = values.filter((value) => !Number.isNaN(toWorking(value)));
  const [first] = known;
  if (first === undefined) return { kind: 'untold', of: target.quantity };
  // What lies before the first value is no gap.
  const begin = values.findIndex((value) => !Number.isNaN(toWorking(value)));
  const rows = values.length - begin;
  const least = Math.ceil(needs * (1 - MOST_MISSING));
  if (rows < needs || known.length < least) {
    const steps = Math.max(needs - rows, least - known.length);
    return {
      kind: 'too-little-data',
      has: known.length,
      needs: Math.max(needs, known.length + steps),
      enoughAtMs: startMs + (values.length + steps) * stepMs,
    };
  }
  return known.every((value) => value === first) ? { kind: 'constant', value: first } : undefined;
}

/** The first thing that is wrong with stored data, as a plain sentence. */
function wrongIn({ values, startMs, stepMs, covariates, ahead, target }: TargetData): string | undefined {
  if (!(stepMs > 0) || !Number.isFinite(startMs)) return 'The times of the values are out of order.';
  if (values.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY))
    return 'One of the values is infinite.';
  for (const { name, values: column } of covariates)
    if (column.length !== values.length)
      return `"${name}" has ${column.length} values beside ${values.length} of the target.`;
  for (const { name, values: column } of ahead)
    if (column.length < values.length + target.horizon)
      return `"${name}" does not reach as far ahead as it should.`;
  const infinite = [...covariates, ...ahead].find((column) =>
    column.values.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY),
  );
  return infinite && `"${infinite.name}" is infinite at one moment.`;
}

function sentenceOf(lack: ForecastLack): string {
  switch (lack.kind) {
    case 'too-little-data':
      return `There are ${lack.has} values of the past, and ${lack.needs} are needed.`;
    case 'untold':
      return 'Nobody tells it: there is no value at all.';
    case 'constant':
      return `It never changed from ${lack.value}: there is nothing to learn.`;
    case 'bad-data':
      return lack.detail;
  }
}
