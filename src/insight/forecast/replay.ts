import type { Speaker } from '../../domain/forecast.ts';
import { ForecastError } from '../../numerics/forecast/learned/forecast-error.ts';
import type { SeriesTable } from '../../numerics/forecast/learned/forecaster.ts';
import type { Competitor } from './competitor.ts';
import { replayParts } from './replay-origins.ts';
import { tableBefore } from './series-of-target.ts';

/** Origins that one call forecasts from, so that a call stays short. */
const AT_ONCE = 8;

/** What a competitor would have said, by origin, then step; NaN where it could not. */
export interface Replayed {
  readonly speaker: Speaker;
  readonly said: readonly Float64Array[];
  /** Why it could not of late; one that only knew too little once is no problem now. */
  readonly problem?: ReplayProblem | undefined;
}

export interface ReplayProblem {
  readonly kind: 'too-little-data' | 'failed';
  /** A plain sentence. */
  readonly detail: string;
}

/**
 * Has a competitor forecast from each origin by what was known then and nothing else. It learns anew at the first origin of each
 * of its parts of the past ({@link replayParts}) and forecasts the whole part by that: every row that it learns from lies before
 * every row that it then forecasts.
 * @yields after each few forecasts, and wherever learning does
 */
export function* replay(
  competitor: Competitor,
  table: SeriesTable,
  origins: readonly number[],
  horizon: number,
): Generator<unknown, Replayed> {
  const { speaker, fits } = competitor;
  const said: Float64Array[] = [];
  let problem: ReplayProblem | undefined;
  for (const part of replayParts(origins, fits)) {
    try {
      said.push(...(yield* replayPart(competitor, table, part, horizon)));
      problem = undefined;
    } catch (error) {
      problem = problemOf(error);
      said.push(...part.map(() => new Float64Array(horizon).fill(Number.NaN)));
    }
  }
  return { speaker, said, problem };
}

function* replayPart(
  competitor: Competitor,
  table: SeriesTable,
  origins: readonly number[],
  horizon: number,
): Generator<unknown, readonly Float64Array[]> {
  const [first = 0] = origins;
  if (first < competitor.rowsNeeded)
    throw new RangeError(`It needs ${competitor.rowsNeeded} values to learn from, and there were ${first}.`);
  const learnt = yield* competitor.learn(tableBefore(table, first, horizon));
  const said: Float64Array[] = [];
  for (let from = 0; from < origins.length; from += AT_ONCE) {
    const some = origins.slice(from, from + AT_ONCE);
    said.push(...learnt.forecastFrom(tableBefore(table, some.at(-1) ?? first, horizon), some));
    yield;
  }
  return said;
}

function problemOf(error: unknown): ReplayProblem {
  const detail = error instanceof Error ? error.message : String(error);
  const isShort =
    error instanceof RangeError || (error instanceof ForecastError && error.kind === 'too-little-data');
  return { kind: isShort ? 'too-little-data' : 'failed', detail: sentence(detail) };
}

function sentence(words: string): string {
  const whole = words.charAt(0).toUpperCase() + words.slice(1);
  return whole.endsWith('.') ? whole : `${whole}.`;
}
