import type { Contest, ContestBand, Speaker } from '../../domain/forecast.ts';
import { chiSquareCdf } from '../../numerics/chi-square.ts';
import type { SeriesTable } from '../../numerics/forecast/learned/forecaster.ts';
import { residualTests } from '../../numerics/forecast/residual-tests.ts';
import { holm } from '../../numerics/multiple-testing.ts';
import { type BandCandidacy, bandContest, candidacy, errorsOf } from './band-contest.ts';
import type { Competitor } from './competitor.ts';
import { type ContestPaths, contestPaths } from './contest-paths.ts';
import { type DecisionTerms, decisionBy } from './economic-value.ts';
import { bandOfStep, horizonBands } from './horizon-bands.ts';
import type { MixtureWeights } from './mixture.ts';
import { type Replayed, replay } from './replay.ts';
import { type ReplayOrigins, replayOrigins } from './replay-origins.ts';
import { seriesOfTarget } from './series-of-target.ts';
import { type StepRadii, trackIntervals } from './step-intervals.ts';
import type { TargetData } from './target-data.ts';
import { contestLack, TargetLackError } from './target-lack.ts';
import { workingScale } from './working-scale.ts';

/** How a contest is held. */
export interface ContestOptions {
  /** Rules first; at least one. */
  readonly competitors: readonly Competitor[];
  readonly heldAtMs: number;
  /** What the owner decides by the forecast. */
  readonly terms?: DecisionTerms | undefined;
  /** Forecasts that each of them makes of the past at most. */
  readonly mostOrigins?: number | undefined;
}

/** Where a contest stands. */
export interface ContestProgress {
  /** 0..1. */
  readonly done: number;
  /** Who forecasts now. */
  readonly speaker: Speaker;
}

/** Who speaks in a part of the horizon: one of the competitors, or parts of several. */
export interface Seat {
  readonly fromStep: number;
  readonly toStep: number;
  readonly speaker: Speaker;
  readonly weights: MixtureWeights;
}

/** A contest with what is needed to speak by it: plain data. */
export interface ContestOutcome {
  readonly contest: Contest;
  readonly seats: readonly Seat[];
  /** What the speakers missed by, on the working scale: by origin, then step. */
  readonly errors: readonly Float64Array[];
  /** Steps between two origins. */
  readonly spacing: number;
  /** Intervals of now by these errors; worked out from them where absent, which takes some milliseconds. */
  readonly now?: StepRadii | undefined;
  /** What they said where it was judged, on the working scale, with the intervals as they would have been. */
  readonly replayed: readonly ReplayedForecast[];
}

export interface ReplayedForecast extends StepRadii {
  /** Rows known when it was made. */
  readonly origin: number;
  readonly said: Float64Array;
  readonly came: Float64Array;
}

/**
 * The gate: who may speak of a target, decided on its own past. All competitors forecast again from up to 200 moments spread over
 * it, each by what was known then. The earlier half of them chooses: the simple rule to beat, the weights of a mixture, and one
 * candidate, that which missed least. The later half judges: the candidate speaks where it misses less than the rule there, with
 * p < 0.05 by Diebold and Mariano's one-sided test, corrected for the parts of the horizon (Holm), and where decisions by it would
 * not have earned less. Else the rule speaks, which is the usual end: prices are close to a random walk.
 *
 * So the scores that are shown and the coverage of intervals come from origins by which nobody was chosen. What is left of
 * selection is that a candidate had to pass there: its scores are those of one that passed. Intervals begin with the errors of the
 * earlier half and learn from each error of the later one once it was known. All errors are on the working scale: of prices,
 * earnings and difficulty parts of the whole.
 *
 * @yields after each few forecasts
 * @throws TargetLackError where the past is too short, constant, or not what it should be
 */
export function* holdContest(
  data: TargetData,
  options: ContestOptions,
): Generator<ContestProgress, ContestOutcome> {
  const lack = contestLack(data);
  if (lack) throw new TargetLackError(lack);
  const table = seriesOfTarget(data);
  const origins = replayOrigins(data.target, table.target.length, options.mostOrigins);
  const replayed = yield* replayAll(options.competitors, table, origins, data.target.horizon);
  const paths = contestPaths(table, origins, data.target.horizon, replayed);
  const elections: BandCandidacy[] = [];
  for (const band of horizonBands(data.target)) {
    const election = candidacy(paths, band);
    elections.push(election);
    yield { done: 1, speaker: election.rule.speaker };
  }
  const bands = yield* judge(data, table, paths, elections, options.terms ?? {});
  return outcomeOf(data, options, paths, elections, bands);
}

function* replayAll(
  competitors: readonly Competitor[],
  table: SeriesTable,
  origins: ReplayOrigins,
  horizon: number,
): Generator<ContestProgress, readonly Replayed[]> {
  const replayed: Replayed[] = [];
  for (const [place, competitor] of competitors.entries()) {
    const run = replay(competitor, table, origins.at, horizon);
    let step = run.next();
    for (let turns = 1; !step.done; turns++) {
      // How many turns there will be is not known: each brings the end a little nearer.
      const part = 1 - 1 / (1 + turns / 10);
      yield { done: (place + part) / competitors.length, speaker: competitor.speaker };
      step = run.next();
    }
    replayed.push(step.value);
  }
  return replayed;
}

function* judge(
  { target }: TargetData,
  table: SeriesTable,
  paths: ContestPaths,
  elections: readonly BandCandidacy[],
  terms: DecisionTerms,
): Generator<ContestProgress, readonly ContestBand[]> {
  const pValues = holm(elections.map(({ p }) => p));
  const ask = {
    quantity: target.quantity,
    terms,
    scale: workingScale(target.quantity),
    naiveMiss: naiveMiss(table.target, target.season, paths.origins.at[paths.judging[0] ?? 0] ?? 0),
  };
  const bands: ContestBand[] = [];
  for (const [place, election] of elections.entries()) {
    const run = bandContest(paths, election, pValues[place] ?? Number.NaN, ask);
    let step = run.next();
    for (; !step.done; step = run.next()) yield { done: 1, speaker: election.rule.speaker };
    bands.push(step.value);
  }
  return bands;
}

function outcomeOf(
  { target, startMs, stepMs, values }: TargetData,
  { heldAtMs, terms = {} }: ContestOptions,
  paths: ContestPaths,
  elections: readonly BandCandidacy[],
  bands: readonly ContestBand[],
): ContestOutcome {
  const { origins, judging } = paths;
  const seats = elections.map((election, place) => seatOf(election, bands[place]?.speaker));
  const spoken = spokenPaths(paths, elections, seats);
  const errors = errorsOf(paths, spoken);
  const { byOrigin, now } = trackIntervals(errors, origins.spacing);
  const firstJudged = origins.at[judging[0] ?? 0] ?? 0;
  return {
    contest: {
      targetId: target.id,
      heldAtMs,
      fromMs: startMs + firstJudged * stepMs,
      toMs: startMs + values.length * stepMs,
      origins: judging.length,
      bands,
      decision: decisionBy(target.quantity, terms),
      residuals: residualsOf(errors, byOrigin, judging),
    },
    seats,
    errors,
    spacing: origins.spacing,
    now,
    replayed: judging.map((place) => ({
      origin: origins.at[place] ?? 0,
      said: spoken.said[place] ?? new Float64Array(),
      came: paths.came[place] ?? new Float64Array(),
      ...(byOrigin[place] as StepRadii),
    })),
  };
}

function seatOf({ band, rule, weights }: BandCandidacy, speaker: Speaker = rule.speaker): Seat {
  return {
    ...band,
    speaker,
    weights: speaker.kind === 'mixture' && weights ? weights : { [speaker.name]: 1 },
  };
}

/** What those who speak now would have said all along. */
function spokenPaths(
  { came, entrants, horizon }: ContestPaths,
  elections: readonly BandCandidacy[],
  seats: readonly Seat[],
): Replayed {
  const bands = elections.map(({ band }) => band);
  const bySeat = seats.map(
    ({ speaker }, place) =>
      (elections[place]?.entrants ?? entrants).find((each) => each.speaker.name === speaker.name)?.said ?? [],
  );
  const said = came.map((_, origin) =>
    Float64Array.from(
      { length: horizon },
      (__, step) => bySeat[bandOfStep(bands, step + 1)]?.[origin]?.[step] ?? Number.NaN,
    ),
  );
  return { speaker: { kind: 'mixture', name: 'those who speak' }, said };
}

/**
 * Mean miss of the seasonal naive rule before that row, the unit of MASE; NaN where it never missed, which is no unit.
 * @param target on the working scale @param season in steps
 */
export function naiveMiss(target: Float64Array, season: number, rows: number): number {
  let [sum, count] = [0, 0];
  for (let row = season; row < rows; row++) {
    const miss = Math.abs((target[row] as number) - (target[row - season] as number));
    if (Number.isNaN(miss)) continue;
    sum += miss;
    count += 1;
  }
  return sum > 0 ? sum / count : Number.NaN;
}

/** Of errors one step ahead where is judged. */
function residualsOf(
  errors: readonly Float64Array[],
  radii: readonly StepRadii[],
  judging: readonly number[],
): Contest['residuals'] {
  const first = judging.map((place) => errors[place]?.[0] ?? Number.NaN);
  const { autocorrelation, bias } = residualTests(first, 1);
  const counts = [0, 0, 0];
  for (const [at, place] of judging.entries()) {
    const size = Math.abs(first[at] ?? Number.NaN);
    const { radii80, radii95 } = radii[place] as StepRadii;
    const [r80 = Number.NaN, r95 = Number.NaN] = [radii80[0], radii95[0]];
    if (Number.isNaN(size + r80 + r95)) continue;
    const part = size <= r80 ? 0 : size <= r95 ? 1 : 2;
    counts[part] = (counts[part] ?? 0) + 1;
  }
  return { ljungBoxP: autocorrelation.p, biasP: bias.p, uniformP: sharesP(counts, [0.8, 0.15, 0.05]) };
}

/** Pearson's χ² of counts against the shares that they should have; NaN of fewer than 20. */
function sharesP(counts: readonly number[], shares: readonly number[]): number {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all < 20) return Number.NaN;
  const statistic = counts.reduce((sum, count, at) => {
    const expected = all * (shares[at] ?? 0);
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  return 1 - chiSquareCdf(statistic, counts.length - 1);
}
