import type {
  ChangeEffect,
  EffectFigure,
  EffectGrounds,
  FigureEffect,
  MinerChange,
} from '../../domain/change-effect.ts';
import {
  endOf,
  gapBetween,
  LEAST_QUARTERS,
  SETTLES_MS,
  startOf,
  TOGETHER_MS,
  togetherOf,
} from './change-groups.ts';
import { type Counted, countEffect } from './count-effect.ts';
import { about0, type FigureLaw, LAWS, type MoneyRates, meanOf, moneyLaw } from './figure-laws.ts';
import type { JournalQuarter } from './journal-quarter.ts';
import { stepEffect } from './step-effect.ts';

const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** So much is looked at on either side at most: further back other things have changed. */
const MOST_MS = 7 * DAY_MS;
/** Restarts are many on some miners; of so many, as a part of the changes that last, it is told what they did. */
const RESTARTS_PART = 1 / 3;
/** A covariate that more quarters lack than this part is left out. */
const MOST_UNTOLD = 0.1;

/** How much a slope over air may change with each K of it, as a part of how uncertain the slope is. */
const BENT_PER_K = 0.2;

/**
 * What each change did, or some that lie close together: quarters of an hour of up to a week before (from the change
 * before it on) against those after (up to the next), without those in which it settled. A restart ends no stretch but that
 * of another restart, and is part of any change that lies close. One at a time, oldest first: each takes some ten milliseconds.
 *
 * @param changes in any order
 * @param quarters in their order
 * @param most that are worked out, the newest; those before are named alone
 */
export function* changeEffects(
  changes: readonly MinerChange[],
  quarters: readonly JournalQuarter[],
  nowMs: number,
  rates?: MoneyRates,
  most = Number.POSITIVE_INFINITY,
): Generator<ChangeEffect> {
  const lasting = togetherOf(changes.filter(({ kind }) => kind !== 'restart'));
  const alone = changes.filter(
    (change) =>
      change.kind === 'restart' && !lasting.some((group) => gapBetween(group, [change]) < TOGETHER_MS),
  );
  const restarts = togetherOf(alone);
  const mostRestarts = Math.ceil(most * RESTARTS_PART);
  const all = [...lasting, ...restarts].sort((a, b) => startOf(a) - startOf(b));
  for (const group of all) {
    const isRestart = restarts.includes(group);
    const [kin, its] = isRestart ? [restarts, mostRestarts] : [lasting, most];
    if (kin.indexOf(group) < kin.length - its) {
      yield { changes: group, figures: {}, grounds: groundsOf([], []), state: { kind: 'older' } };
      continue;
    }
    const bounds = isRestart ? all : lasting;
    const place = bounds.indexOf(group);
    const [previous, next] = [bounds[place - 1], bounds[place + 1]];
    const within = (fromMs: number, toMs: number) =>
      quarters.filter((each) => each.steady && each.fromMs >= fromMs && each.fromMs + QUARTER_MS <= toMs);
    const earliestMs = previous ? endOf(previous) + SETTLES_MS : Number.NEGATIVE_INFINITY;
    const before = within(Math.max(earliestMs, startOf(group) - MOST_MS), startOf(group));
    const fromMs = endOf(group) + SETTLES_MS;
    const nextMs = next && startOf(next);
    const after = within(fromMs, Math.min(nextMs ?? nowMs, fromMs + MOST_MS));
    // Before a day is over that something was done on, there is nothing after it.
    const restMs = Math.max(0, endOf(group) - nowMs);
    yield effectOf(group, before, after, { nextMs, restMs, rates });
  }
}

function effectOf(
  changes: readonly MinerChange[],
  before: readonly JournalQuarter[],
  after: readonly JournalQuarter[],
  {
    nextMs,
    restMs,
    rates,
  }: {
    readonly nextMs: number | undefined;
    readonly restMs: number;
    readonly rates: MoneyRates | undefined;
  },
): ChangeEffect {
  const grounds = groundsOf(before, after);
  const blank = { changes, figures: {}, grounds };
  if (before.length < LEAST_QUARTERS) return { ...blank, state: { kind: 'too-short', side: 'before' } };
  const lacking = LEAST_QUARTERS - after.length;
  if (lacking > 0)
    return nextMs === undefined
      ? { ...blank, state: { kind: 'waiting', hoursMore: (lacking * QUARTER_MS + restMs) / HOUR_MS } }
      : { ...blank, state: { kind: 'too-short', side: 'after' } };
  return { ...blank, state: { kind: 'told' }, figures: figuresOf(before, after, grounds, rates, nextMs) };
}

function figuresOf(
  before: readonly JournalQuarter[],
  after: readonly JournalQuarter[],
  { hashrateBy }: EffectGrounds,
  rates: MoneyRates | undefined,
  nextMs: number | undefined,
): ChangeEffect['figures'] {
  const figures: Partial<Record<EffectFigure, FigureEffect>> = {};
  for (const [figure, law] of Object.entries({ ...LAWS, moneyPerDay: moneyLaw(before, rates) })) {
    const effect = law && figureEffect(law, before, after, rates);
    // What no more time is coming for does not become clearer by waiting.
    if (effect)
      figures[figure as EffectFigure] = nextMs === undefined ? effect : { ...effect, hoursMore: undefined };
  }
  if (hashrateBy === 'shares') {
    const counted = (quarters: readonly JournalQuarter[]) => quarters.flatMap(sharesOf);
    const effect = countEffect(counted(before), counted(after), { scale: 1, relative: true, matters: 0.02 });
    if (effect) figures.hashrate = effect;
  }
  const rejects = countEffect(before.flatMap(rejectsOf), after.flatMap(rejectsOf), {
    scale: 100,
    relative: false,
    matters: 0.2,
  });
  if (rejects) figures.rejectPercent = rejects;
  return figures;
}

function figureEffect(
  law: FigureLaw,
  before: readonly JournalQuarter[],
  after: readonly JournalQuarter[],
  rates: MoneyRates | undefined,
): FigureEffect | undefined {
  const told = (quarter: JournalQuarter) => {
    const value = law.read(quarter, rates);
    if (value === undefined || !Number.isFinite(value)) return undefined;
    return law.relative ? (value > 0 ? Math.log(value) : undefined) : value;
  };
  const was = before.filter((each) => told(each) !== undefined);
  const is = after.filter((each) => told(each) !== undefined);
  if (was.length < LEAST_QUARTERS || is.length < LEAST_QUARTERS) return undefined;
  const all = [...was, ...is];
  const values = all.map((quarter) => told(quarter) ?? Number.NaN);
  const mean = meanOf(was, (quarter) => law.read(quarter, rates)) ?? Number.NaN;
  // What does not move at all (an error rate of 0, say) has no noise to judge by.
  if (values.every((value) => value === values[0]))
    return { change: 0, low: 0, high: 0, chanceHigher: 0.5, before: mean, verdict: 'same' };
  const effect = stepEffect({
    rows: all.map(({ fromMs }) => Math.round(fromMs / QUARTER_MS)),
    values,
    isAfter: all.map((_, place) => place >= was.length),
    covariates: covariatesOf(all, was.length, law),
    matters: law.matters,
    misfit: law.misfitPerK * spreadOf(all.map(({ airC }) => airC)),
  });
  if (!law.relative) return { ...effect, before: mean };
  const { change, low, high } = effect;
  return {
    ...effect,
    change: Math.expm1(change),
    low: Math.expm1(low),
    high: Math.expm1(high),
    before: mean,
  };
}

function covariatesOf(all: readonly JournalQuarter[], countBefore: number, law: FigureLaw) {
  const angles = all.map(({ fromMs }) => (2 * Math.PI * (fromMs % DAY_MS)) / DAY_MS);
  const covariates = [
    { values: angles.map(Math.sin), prior: about0(law.hour) },
    { values: angles.map(Math.cos), prior: about0(law.hour) },
  ];
  const air = filled(all.map(({ airC }) => airC));
  if (air) {
    // About the air since the change, so that the effect is that in this air. A fan that follows heat bends the course
    // over air, and other settings give it another slope.
    const since = air.slice(countBefore);
    const mean = since.reduce((sum, each) => sum + each, 0) / since.length;
    const warmer = air.map((each) => each - mean);
    const { deviation } = law.perAirK;
    covariates.push(
      { values: warmer, prior: law.perAirK },
      { values: warmer.map((each) => each * each), prior: about0(deviation * BENT_PER_K) },
      { values: warmer.map((each, place) => (place < countBefore ? each : 0)), prior: about0(deviation) },
    );
  }
  // The change itself pulls the supply down or lets it rise, which is its effect and no weather: each side about its own.
  const volts = [all.slice(0, countBefore), all.slice(countBefore)].map((side) => {
    const logs = filled(
      side.map(({ inputV }) => (inputV !== undefined && inputV > 0 ? Math.log(inputV) : undefined)),
    );
    const mean = logs && logs.reduce((sum, each) => sum + each, 0) / logs.length;
    return mean === undefined ? undefined : logs?.map((each) => each - mean);
  });
  const [voltsBefore, voltsAfter] = volts;
  if (voltsBefore && voltsAfter)
    covariates.push({ values: [...voltsBefore, ...voltsAfter], prior: law.perVolts });
  return covariates;
}

/** Standard deviation of what is known; 0 of nothing. */
function spreadOf(values: readonly (number | undefined)[]): number {
  const known = values.filter((value) => value !== undefined);
  const mean = known.reduce((sum, each) => sum + each, 0) / known.length;
  return known.length === 0
    ? 0
    : Math.sqrt(known.reduce((sum, each) => sum + (each - mean) ** 2, 0) / known.length);
}

/** Few gaps take the value before them; undefined with many. */
function filled(values: readonly (number | undefined)[]): readonly number[] | undefined {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0 || values.length - known.length > MOST_UNTOLD * values.length) return undefined;
  let last = known[0] as number;
  return values.map((value) => {
    last = value ?? last;
    return last;
  });
}

function groundsOf(before: readonly JournalQuarter[], after: readonly JournalQuarter[]): EffectGrounds {
  const [was, is] = [meanOf(before, ({ airC }) => airC), meanOf(after, ({ airC }) => airC)];
  const told = (of: (quarter: JournalQuarter) => number | undefined) =>
    [before, after].every((side) => side.some((quarter) => of(quarter) !== undefined));
  return {
    quartersBefore: before.length,
    quartersAfter: after.length,
    airRoseK: was === undefined || is === undefined ? undefined : is - was,
    luckBefore: luckOf(before),
    luckAfter: luckOf(after),
    hashrateBy: told(({ hashrateHs }) => hashrateHs)
      ? 'device'
      : told(({ hashesPerShare }) => hashesPerShare)
        ? 'shares'
        : 'nothing',
  };
}

function luckOf(quarters: readonly JournalQuarter[]): number | undefined {
  let [found, due] = [0, 0];
  for (const { accepted, rejected, dueShares } of quarters) {
    if (accepted === undefined || dueShares === undefined) continue;
    found += accepted + (rejected ?? 0);
    due += dueShares;
  }
  return due > 0 ? found / due : undefined;
}

/** Shares as a count, of what a rate of one hash a second brings in a quarter of an hour. */
function sharesOf({ accepted, hashesPerShare }: JournalQuarter): readonly Counted[] {
  return accepted !== undefined && hashesPerShare !== undefined && hashesPerShare > 0
    ? [{ count: accepted, of: QUARTER_MS / 1000 / hashesPerShare }]
    : [];
}

function rejectsOf({ accepted, rejected }: JournalQuarter): readonly Counted[] {
  return accepted !== undefined && rejected !== undefined && accepted + rejected > 0
    ? [{ count: rejected, of: accepted + rejected }]
    : [];
}
