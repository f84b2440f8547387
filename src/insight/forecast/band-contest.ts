import type { ContestBand, ContestEntry, ForecastQuantity, ForecastScores } from '../../domain/forecast.ts';
import { holm } from '../../numerics/multiple-testing.ts';
import { lossOf } from './band-losses.ts';
import { bandScores, type ScoreUnits } from './band-scores.ts';
import { type ContestPaths, leastLoss, lossesAt, pick } from './contest-paths.ts';
import { type DailyGain, type DecisionTerms, economicValue } from './economic-value.ts';
import type { HorizonBand } from './horizon-bands.ts';
import { beatsRuleP } from './loss-test.ts';
import { type MixtureWeights, mixed, mixtureLoss, mixtureOf } from './mixture.ts';
import type { Replayed } from './replay.ts';
import { originsAhead } from './replay-origins.ts';
import { trackIntervals } from './step-intervals.ts';

/** Chance of letting a model speak that is no better, over all parts of a target's horizon together. */
const GATE_LEVEL = 0.05;

/** Who stands for election in a part of the horizon, and how it did. */
export interface BandCandidacy {
  readonly band: HorizonBand;
  /** The better one of the simple rules. */
  readonly rule: Replayed;
  /** All of them, the mixture too. */
  readonly entrants: readonly Replayed[];
  readonly weights: MixtureWeights | undefined;
  /** Did best where is chosen; absent where there are only rules. */
  readonly candidate: Replayed | undefined;
  /** Of the candidate, by what is judged; NaN without one. */
  readonly p: number;
  readonly missesLess: boolean;
}

/** Chooses the rule to beat, mixes, chooses one candidate by the earlier origins, and tests that one by the later ones. */
export function candidacy(paths: ContestPaths, band: HorizonBand): BandCandidacy {
  const { choosing, judging, entrants, came, origins } = paths;
  const isRule = ({ speaker }: Replayed) => speaker.kind === 'rule';
  const rule = leastLoss(paths, entrants.filter(isRule), band, choosing);
  const able = entrants.filter((each) => !each.problem);
  const weights = mixtureOf(band, able, rule, came, choosing);
  const mixture: readonly Replayed[] = weights
    ? [{ speaker: { kind: 'mixture', name: 'mixture' }, said: mixed(weights, entrants) }]
    : [];
  const models = able.filter((each) => !isRule(each));
  const best = models.length > 0 ? leastLoss(paths, models, band, choosing) : undefined;
  const bestLoss = best ? lossOf(lossesAt(paths, best, band, choosing)) : Number.POSITIVE_INFINITY;
  const isMixed = weights !== undefined && mixtureLoss(band, able, rule, came, choosing) < bestLoss;
  const candidate = isMixed ? mixture[0] : best;
  const losses = (entrant: Replayed) => lossesAt(paths, entrant, band, judging);
  const overlap = originsAhead(band.toStep, origins.spacing);
  return {
    band,
    rule,
    entrants: [...entrants, ...mixture],
    weights,
    candidate,
    p: candidate ? beatsRuleP(losses(candidate), losses(rule), overlap) : Number.NaN,
    missesLess: candidate !== undefined && lossOf(losses(candidate)) < lossOf(losses(rule)),
  };
}

/** What the figures of a band are told in, and what hangs on them. */
export interface BandAsk extends ScoreUnits {
  readonly quantity: ForecastQuantity;
  readonly terms: DecisionTerms;
}

/**
 * Who speaks in a part of the horizon, and how all did. @param p of the candidate, corrected for the parts of the horizon that
 * are tested beside this one
 */
export function* bandContest(
  paths: ContestPaths,
  election: BandCandidacy,
  p: number,
  ask: BandAsk,
): Generator<unknown, ContestBand> {
  const { band, rule, entrants, candidate } = election;
  const told: Told[] = [];
  for (const entrant of entrants) {
    told.push(toldOf(paths, election, entrant, ask));
    yield;
  }
  const gain = told.find(({ entrant }) => entrant === candidate)?.gainPerDay;
  const losesMoney = gain !== undefined && gain.mean < 0;
  const isElected = election.missesLess && p < GATE_LEVEL && !losesMoney;
  const others = told.filter(({ entrant }) => entrant !== candidate && entrant !== rule);
  const corrected = holm(others.map((each) => each.p));
  const entries = told.map((each): ContestEntry => {
    const { speaker } = each.entrant;
    const about = { speaker, scores: each.scores, gainPerDay: each.gainPerDay };
    if (each.entrant === rule) return { ...about, verdict: 'is-rule' };
    if (each.entrant === candidate)
      return { ...about, p, ...candidateVerdict(each, isElected, losesMoney && p < GATE_LEVEL) };
    const ownP = corrected[others.indexOf(each)] ?? Number.NaN;
    return { ...about, p: ownP, ...otherVerdict(each, ownP) };
  });
  return {
    fromStep: band.fromStep,
    toStep: band.toStep,
    speaker: isElected && candidate ? candidate.speaker : rule.speaker,
    entries: entries.sort((a, b) => rank(a.scores.mase) - rank(b.scores.mase)),
  };
}

type Verdict = Pick<ContestEntry, 'verdict' | 'detail'>;

function candidateVerdict({ p }: Told, isElected: boolean, isVetoed: boolean): Verdict {
  if (isElected) return { verdict: 'speaks' };
  if (isVetoed) return { verdict: 'not-better', detail: LOSES_MONEY };
  return { verdict: p > 1 - GATE_LEVEL ? 'loses' : 'not-better' };
}

function otherVerdict({ entrant, p }: Told, corrected: number): Verdict {
  const { problem } = entrant;
  if (problem) return { verdict: problem.kind, detail: problem.detail };
  if (corrected < GATE_LEVEL) return { verdict: 'beats-rule', detail: NOT_CHOSEN };
  return { verdict: p > 1 - GATE_LEVEL ? 'loses' : 'not-better' };
}

const LOSES_MONEY = 'It misses less, but decisions by it would have earned less than those by the rule.';
const NOT_CHOSEN =
  'Another one did better in the earlier part of the past, by which is chosen who is put to the test.';

function rank(mase: number): number {
  return Number.isNaN(mase) ? Number.POSITIVE_INFINITY : mase;
}

/** How one did where is judged. */
interface Told {
  readonly entrant: Replayed;
  readonly scores: ForecastScores;
  readonly gainPerDay: DailyGain | undefined;
  /** Of its test against the rule, as it stands. */
  readonly p: number;
}

function toldOf(paths: ContestPaths, { band, rule }: BandCandidacy, entrant: Replayed, ask: BandAsk): Told {
  const { judging, origins, came, before } = paths;
  const overlap = originsAhead(band.toStep, origins.spacing);
  const { byOrigin } = trackIntervals(errorsOf(paths, entrant), origins.spacing, band);
  const judged = {
    said: pick(entrant.said, judging),
    came: pick(came, judging),
    radii: pick(byOrigin, judging),
    before: pick(before, judging),
    spacing: origins.spacing,
  };
  const inUnit = (steps: readonly Float64Array[]) => steps.map((each) => each.map(ask.scale.fromWorking));
  const decisions = {
    said: inUnit(judged.said),
    rule: inUnit(pick(rule.said, judging)),
    came: inUnit(judged.came),
    before: judged.before.map(ask.scale.fromWorking),
    overlap,
  };
  const isRule = entrant === rule;
  return {
    entrant,
    scores: bandScores(judged, band, ask),
    gainPerDay: isRule ? undefined : economicValue(ask.quantity, band, decisions, ask.terms),
    p: isRule
      ? Number.NaN
      : beatsRuleP(lossesAt(paths, entrant, band, judging), lossesAt(paths, rule, band, judging), overlap),
  };
}

/** Forecast less what came, by origin, then step. */
export function errorsOf({ came }: ContestPaths, { said }: Replayed): readonly Float64Array[] {
  return said.map((steps, place) => steps.map((value, step) => value - (came[place]?.[step] ?? Number.NaN)));
}
