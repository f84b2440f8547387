import type { Forecast, ForecastStep } from '../../domain/forecast.ts';
import type { SeriesTable } from '../../numerics/forecast/learned/forecaster.ts';
import type { Competitor, Learnt } from './competitor.ts';
import type { ContestOutcome, Seat } from './contest.ts';
import { bandOfStep } from './horizon-bands.ts';
import { rewardFactors } from './reward-factors.ts';
import { seriesOfTarget } from './series-of-target.ts';
import { type StepRadii, trackIntervals } from './step-intervals.ts';
import type { TargetData } from './target-data.ts';
import { workingScale } from './working-scale.ts';

/** Those who have a seat, by name, having learnt from the past up to now. */
export type Speakers = ReadonlyMap<string, Learnt>;

export interface NowAsk {
  readonly madeAtMs: number;
  /** The target's horizon where absent; more than that only as far as something is published. */
  readonly steps?: number | undefined;
  /**
   * `direct` (where absent): each step as the speaker was made to say it. `recursive`: of each speaker only the next step is
   * taken, and laid behind the past to ask for the one after it. Contests are held on direct forecasts, and intervals are theirs.
   */
  readonly kind?: 'direct' | 'recursive' | undefined;
}

/** What a target will be, step by step, and what is needed to say why. */
export interface SpokenForecast {
  readonly forecast: Forecast;
  /** The past that the speakers were asked about, with what is published laid behind it. */
  readonly table: SeriesTable;
  /** Steps from now on that are published without a gap: speakers begin behind them. */
  readonly published: number;
}

/** Lets all who have a seat learn from the whole past, but those that have learnt already. */
export function* learnSpeakers(
  data: TargetData,
  { seats }: Pick<ContestOutcome, 'seats'>,
  competitors: readonly Competitor[],
  learnt: Speakers = new Map(),
): Generator<unknown, Speakers> {
  const table = seriesOfTarget(data);
  const speakers = new Map(learnt);
  const seated = new Set(seats.flatMap(({ weights }) => Object.keys(weights)));
  for (const competitor of competitors) {
    const { name } = competitor.speaker;
    if (!seated.has(name) || speakers.has(name)) continue;
    speakers.set(name, yield* competitor.learn(table));
    yield;
  }
  return speakers;
}

/**
 * The forecast of now. Of a target by the hour this is what is often called `predictNext24h`: its 24 steps, said directly or
 * recursively ({@link NowAsk.kind}). What is known ahead (published prices, a tariff by the clock) is told as it is, without an interval. Where
 * the next steps are published, they count as past to whoever speaks of those behind them: a price of the day after tomorrow is
 * foreseen from tomorrow's. So the seat of a step is that of its distance from the last known one.
 *
 * @param outcome of the newest contest
 * @throws RangeError where a seat is empty; what a model throws that cannot speak of this past
 */
export function forecastNow(
  data: TargetData,
  outcome: Pick<ContestOutcome, 'seats' | 'errors' | 'spacing' | 'now'>,
  speakers: Speakers,
  { madeAtMs, steps = data.target.horizon, kind = 'direct' }: NowAsk,
): SpokenForecast {
  const { target, exact, exactBy, startMs, stepMs, values } = data;
  const { fromWorking } = workingScale(target.quantity);
  const published = leadingKnown(exact, steps);
  const table = withPublished(data, published);
  const said = sayAll(outcome.seats, speakers, table, target.horizon, kind);
  const factors = rewardFactors(data);
  const now = outcome.now ?? trackIntervals(outcome.errors, outcome.spacing).now;
  const endMs = startMs + values.length * stepMs;
  const told = Math.min(steps, published + target.horizon);
  const step = (_: unknown, place: number): ForecastStep => {
    const atMs = endMs + (place + 1) * stepMs;
    const known = exact[place] ?? Number.NaN;
    if (!Number.isNaN(known))
      return { atMs, value: known, low80: known, high80: known, low95: known, high95: known, exact: exactBy };
    const factor = factors[values.length + place] ?? 1;
    return { atMs, ...spoken(said, now, place - published, (value) => fromWorking(value) * factor) };
  };
  return {
    forecast: {
      target,
      madeAtMs,
      steps: Array.from({ length: told }, step),
      speakers: outcome.seats.map(({ speaker }) => speaker),
      publishedSteps: published,
    },
    table,
    published,
  };
}

function spoken(
  said: Float64Array,
  { radii80, radii95 }: StepRadii,
  step: number,
  fromWorking: (value: number) => number,
): Omit<ForecastStep, 'atMs'> {
  const value = said[step] ?? Number.NaN;
  const r80 = radii80[step] ?? Number.NaN;
  const r95 = Math.max(radii95[step] ?? Number.NaN, r80);
  return {
    value: fromWorking(value),
    low80: fromWorking(value - r80),
    high80: fromWorking(value + r80),
    low95: fromWorking(value - r95),
    high95: fromWorking(value + r95),
  };
}

function sayAll(
  seats: readonly Seat[],
  speakers: Speakers,
  table: SeriesTable,
  horizon: number,
  kind: 'direct' | 'recursive',
): Float64Array {
  const names = new Set(seats.flatMap(({ weights }) => Object.keys(weights)));
  const paths = new Map<string, Float64Array>();
  for (const name of names) {
    const learnt = speakers.get(name);
    if (!learnt) throw new RangeError(`"${name}" is to speak and has not learnt`);
    paths.set(name, kind === 'direct' ? direct(learnt, table) : recursive(learnt, table, horizon));
  }
  return Float64Array.from({ length: horizon }, (_, step) => {
    const seat = seats[bandOfStep(seats, step + 1)];
    return Object.entries(seat?.weights ?? {}).reduce(
      (sum, [name, weight]) => sum + weight * (paths.get(name)?.[step] ?? Number.NaN),
      0,
    );
  });
}

function direct({ forecastFrom }: Learnt, table: SeriesTable): Float64Array {
  return forecastFrom(table, [table.target.length])[0] ?? new Float64Array();
}

/** Each next step from those before it, said ones among them; what is known only up to now is missing from then on. */
function recursive(learnt: Learnt, table: SeriesTable, horizon: number): Float64Array {
  const path = new Float64Array(horizon);
  for (let step = 0; step < horizon; step++)
    path[step] = direct(learnt, extended(table, path.subarray(0, step)))[0] ?? Number.NaN;
  return path;
}

/** A table with some rows more; what is known ahead is shorter ahead by them, and missing from its end on. */
function extended({ target, past, ahead }: SeriesTable, rows: Float64Array): SeriesTable {
  const missing = new Float64Array(rows.length).fill(Number.NaN);
  const longer = (values: Float64Array, by: Float64Array) => {
    const all = new Float64Array(values.length + by.length);
    all.set(values);
    all.set(by, values.length);
    return all;
  };
  const column = ({ name, values }: { name: string; values: Float64Array }) => ({
    name,
    values: longer(values, missing),
  });
  return { target: longer(target, rows), past: past.map(column), ahead: ahead.map(column) };
}

function withPublished(data: TargetData, published: number): SeriesTable {
  const { toWorking } = workingScale(data.target.quantity);
  return extended(seriesOfTarget(data), data.exact.slice(0, published).map(toWorking));
}

function leadingKnown(exact: Float64Array, steps: number): number {
  const first = exact.findIndex((value) => Number.isNaN(value));
  return Math.min(first < 0 ? exact.length : first, steps);
}
