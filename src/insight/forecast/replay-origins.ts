import type { ForecastTarget } from '../../domain/forecast.ts';

/** Forecasts that a replay makes at most: enough to tell a gain of a few percent, and seconds on a phone. */
const MOST_ORIGINS = 200;
/** Rows that are learnt from before the first of them: two weeks of hours, four of days. */
export const LEAST_TRAINING = { hour: 336, day: 28 } as const;

/** Of the origins, the later ones judge. */
const JUDGING_SHARE = 0.5;

/** Moments of the past from which forecasts are made again, as rows known by then. */
export interface ReplayOrigins {
  /** Rising, `spacing` apart; the last one's whole horizon is past. */
  readonly at: readonly number[];
  readonly spacing: number;
}

/**
 * Origins spread evenly over the past. Their spacing has no factor in common with the season, so that every hour of the day and
 * every day of the week has its turn.
 * @param rows of the past @param most origins at most
 */
export function replayOrigins(
  { step, horizon }: Pick<ForecastTarget, 'step' | 'horizon'>,
  rows: number,
  most = MOST_ORIGINS,
): ReplayOrigins {
  const last = rows - horizon;
  const room = last - LEAST_TRAINING[step];
  const spacing = originSpacing(step, Math.max(1, Math.ceil((room + 1) / most)));
  const count = room < 0 ? 0 : Math.floor(room / spacing) + 1;
  return { at: Array.from({ length: count }, (_, place) => last - (count - 1 - place) * spacing), spacing };
}

/** Place of the first origin by which a contest judges; those before it choose. */
export function judgingFrom({ at }: ReplayOrigins): number {
  return Math.ceil(at.length * (1 - JUDGING_SHARE));
}

/** Rows of the past by which features and parameters may be chosen: what came later judges, and would be no judge of itself. */
export function choosingRows(target: Pick<ForecastTarget, 'step' | 'horizon'>, rows: number): number {
  const origins = replayOrigins(target, rows);
  return origins.at[judgingFrom(origins)] ?? rows;
}

/** The least spacing of origins, at least so many rows, that lets every hour of the day and every day of the week have its turn. */
export function originSpacing(step: ForecastTarget['step'], least: number): number {
  const season = step === 'hour' ? 24 : 7;
  let spacing = least;
  while (greatestDivisor(spacing, season) > 1) spacing += 1;
  return spacing;
}

/**
 * Origins in so many parts of the past, of about the same size: whoever replays learns anew at the first origin of each.
 * @param fits how often it learns
 */
export function replayParts(origins: readonly number[], fits: number): readonly (readonly number[])[] {
  const size = Math.max(1, Math.ceil(origins.length / fits));
  const parts: (readonly number[])[] = [];
  for (let from = 0; from < origins.length; from += size) parts.push(origins.slice(from, from + size));
  return parts;
}

/** Rows of the past that are known each time a competitor learns anew in a contest: rising. @param fits how often it does */
export function learningRows(
  target: Pick<ForecastTarget, 'step' | 'horizon'>,
  rows: number,
  fits: number,
): readonly number[] {
  return replayParts(replayOrigins(target, rows).at, fits).flatMap(([first]) => first ?? []);
}

/** How many origins on a forecast of so many steps has come true: their errors overlap as far. */
export function originsAhead(steps: number, spacing: number): number {
  return Math.max(1, Math.ceil(steps / spacing));
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
