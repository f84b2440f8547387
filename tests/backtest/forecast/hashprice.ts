import { EPOCH_BLOCKS } from '../../../src/insight/difficulty-epoch.ts';
import { dieboldMariano } from '../../../src/numerics/diebold-mariano.ts';
import { accuracyOf } from '../../../src/numerics/forecast/accuracy.ts';
import { ConformalTracker, TRACKER_DEFAULTS } from '../../../src/numerics/forecast/conformal-tracker.ts';
import { evaluateForecasts } from '../../../src/numerics/forecast/evaluation.ts';
import { type Check, checked, type Gate } from '../../support/suite-report.ts';
import { CHOSEN_BEFORE_MS } from '../difficulty.backtest.ts';
import { type CoinDay, type CoinPast, coinFiles, coinPast } from './coin-days.ts';
import { learnedWalks } from './hashprice-members.ts';
import { HASHPRICE_DAYS, type SaidOfDays, structuralWalk } from './hashprice-walk.ts';
import { eachFile, type Judgement, notJudged, together } from './judgement.ts';
import { coverageChecks, toldFigures } from './told-evaluation.ts';

const DAY_MS = 86_400_000;
const HORIZONS = [1, 3, 7] as const;
/** MAPE of "as now" on Bitcoin, as told by those who gathered the data. */
const PUBLISHED: Readonly<Record<number, number>> = { 1: 3.3, 3: 6.1, 7: 10.3 };
/** The part of the past, at least, on which is decided who speaks; what comes after is judged. */
const GATE_SHARE = 0.4;
const FEWEST_DAYS = 300;
/** Days in which forecasts and intervals find their feet. */
const WARM_UP_DAYS = 60;
/** A model must beat "as now" by more than luck would. */
const GATE_P = 0.05;
const RULE = 'as now';
const STRUCTURE = 'structure';

/**
 * Hashprice one, three and seven days ahead of every coin: "as now" beside the structural forecast and models learnt from the
 * hashprice alone. The earlier past decides who speaks, the newest is judged. With it the difficulty seven days ahead of coins
 * that retarget every 2016 blocks, beside the one in force.
 *
 * @param full boosted trees compete, too
 */
export function hashprice(folder: string, full: boolean): Judgement {
  const files = coinFiles(folder);
  return files.length > 0
    ? eachFile(files, (file) => coinJudgement(coinPast(file), full))
    : notJudged('daily data of coins', folder);
}

function coinJudgement(past: CoinPast, full: boolean): Judgement {
  const { days, name } = past;
  if (days.length < FEWEST_DAYS)
    throw new RangeError(`${days.length} days are too few to judge by: ${FEWEST_DAYS} are needed`);
  const first = days[0]?.startMs ?? 0;
  const chosenBefore = Math.ceil((CHOSEN_BEFORE_MS - first) / DAY_MS);
  const latest = days.length - FEWEST_DAYS / 2;
  const from = Math.min(latest, Math.max(chosenBefore, Math.floor(days.length * GATE_SHARE)));
  const walk = structuralWalk(past);
  const said = saidByAll(days, walk, full);
  return together([
    ...HORIZONS.map((ahead) => horizonJudgement(past, said, ahead, from)),
    difficultyJudgement(name, past, walk, from),
  ]);
}

/** USD for 1 PH/s by who says it, day and day ahead. */
type SaidByAll = ReadonlyMap<string, readonly Float64Array[]>;

function saidByAll(days: readonly CoinDay[], walk: readonly SaidOfDays[], full: boolean): SaidByAll {
  const logs = Float64Array.from(days, ({ usdPerPhPerDay }) => Math.log(usdPerPhPerDay));
  const learned = [...learnedWalks(logs, HASHPRICE_DAYS, full)].map(
    ([model, paths]) => [model, paths.map((path) => path.map(Math.exp))] as const,
  );
  return new Map([
    [RULE, days.map((day) => new Float64Array(HASHPRICE_DAYS).fill(day.usdPerPhPerDay))],
    [STRUCTURE, walk.map(({ usdPerPhPerDay }) => usdPerPhPerDay)],
    ...learned,
  ]);
}

/** What was said so many days ahead at the end of each day, and what came. */
interface SaidAhead {
  readonly title: string;
  readonly ahead: number;
  /** By who says it. */
  readonly said: ReadonlyMap<string, Float64Array>;
  /** The simple rule's, which is what there was. */
  readonly before: Float64Array;
  readonly came: Float64Array;
}

function saidAhead({ name, days }: CoinPast, all: SaidByAll, ahead: number): SaidAhead {
  const made = <T>(of: (at: number) => T) => Array.from({ length: days.length - ahead }, (_, at) => of(at));
  const paid = (at: number) => days[at]?.usdPerPhPerDay ?? Number.NaN;
  const path = (paths: readonly Float64Array[]) =>
    Float64Array.from(made((at) => paths[at]?.[ahead - 1] ?? Number.NaN));
  return {
    title: `${name}, ${ahead} ${ahead === 1 ? 'day' : 'days'}`,
    ahead,
    said: new Map([...all].map(([who, paths]) => [who, path(paths)])),
    before: Float64Array.from(made(paid)),
    came: Float64Array.from(made((at) => paid(at + ahead))),
  };
}

function horizonJudgement(past: CoinPast, all: SaidByAll, ahead: number, from: number): Judgement {
  const told = saidAhead(past, all, ahead);
  const { title, before, came } = told;
  const gates = gatesOf(told, from);
  const best = gates
    .filter(({ speaks }) => speaks)
    .toSorted((one, other) => one.error / one.ruleError - other.error / other.ruleError)[0];
  const own = told.said.get(best?.model ?? RULE) ?? before;
  const judged = {
    forecasts: own.subarray(from),
    came: came.subarray(from),
    baseline: before.subarray(from),
  };
  const evaluation = evaluateForecasts({
    ...judged,
    before: before.subarray(from),
    intervals: intervalsOf(own, came, ahead).map(({ level, low, high }) => ({
      level,
      low: low.subarray(from),
      high: high.subarray(from),
    })),
    stepsAhead: ahead,
    past: before.subarray(0, from),
    season: 1,
  });
  const words = withoutSkill(toldFigures(title, evaluation, 'USD/PH/day'), best);
  return {
    figures: { ...memberFigures(told, from), ...words },
    gates: gates.map((each) => ({ ...each, speaks: each === best })),
    checks: [
      mapeCheck(title, past.coin.symbol, ahead, best?.model ?? RULE, judged),
      ...coverageChecks(title, evaluation.coverage),
    ],
  };
}

function gatesOf({ title, ahead, said, before, came }: SaidAhead, from: number): readonly Gate[] {
  // A forecast whose day lies within the judged part would tell of it.
  const gate = [WARM_UP_DAYS, from - ahead] as const;
  return [...said]
    .filter(([who]) => who !== RULE)
    .map(([who, own]) =>
      gateOf(title, who, own.subarray(...gate), before.subarray(...gate), came.subarray(...gate), ahead),
    );
}

/** Of everybody, whether gated off or not, on the part that is judged. */
function memberFigures(
  { title, ahead, said, before, came }: SaidAhead,
  from: number,
): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const [who, own] of said) {
    const { mape, p, skill } = relative(
      own.subarray(from),
      before.subarray(from),
      came.subarray(from),
      ahead,
    );
    figures[`${title}: MAPE, ${who} (%)`] = mape;
    if (who === RULE) continue;
    figures[`${title}: skill over ${RULE}, ${who} (%)`] = skill;
    figures[`${title}: p of that being luck (Diebold–Mariano), ${who}`] = p;
  }
  return figures;
}

/** Who says "as now" has neither skill nor direction. */
function withoutSkill(figures: Record<string, number>, speaker: Gate | undefined): Record<string, number> {
  if (speaker) return figures;
  return Object.fromEntries(Object.entries(figures).filter(([what]) => !/skill|direction right/.test(what)));
}

function gateOf(
  target: string,
  model: string,
  said: Float64Array,
  rule: Float64Array,
  came: Float64Array,
  ahead: number,
): Gate {
  const { mape, ruleMape, p } = relative(said, rule, came, ahead);
  return {
    target,
    model,
    error: mape,
    rule: RULE,
    ruleError: ruleMape,
    p,
    speaks: mape < ruleMape && p < GATE_P,
  };
}

/** Errors in parts of what came, of moments that both tell something of. */
function relative(said: Float64Array, rule: Float64Array, came: Float64Array, ahead: number) {
  const both = Array.from(came, (_, at) => at).filter(
    (at) => !Number.isNaN((said[at] ?? Number.NaN) + (rule[at] ?? Number.NaN) + (came[at] ?? Number.NaN)),
  );
  const losses = (of: Float64Array) =>
    both.map((at) => Math.abs((of[at] as number) / (came[at] as number) - 1));
  const [own, simple] = [losses(said), losses(rule)];
  const percent = (parts: readonly number[]) =>
    (100 * parts.reduce((sum, part) => sum + part, 0)) / parts.length;
  const [mape, ruleMape] = [percent(own), percent(simple)];
  return { mape, ruleMape, skill: 100 * (1 - mape / ruleMape), p: dieboldMariano(own, simple, ahead).p };
}

/** Nothing is demanded of it: that nobody beats "as now" is an answer. */
function mapeCheck(
  title: string,
  symbol: string,
  ahead: number,
  speaker: string,
  { forecasts, baseline, came }: { forecasts: Float64Array; baseline: Float64Array; came: Float64Array },
): Check {
  const published = symbol === 'BTC' ? PUBLISHED[ahead] : undefined;
  return checked({
    name: `${title}: MAPE of who speaks, ${speaker} (%)`,
    value: accuracyOf(forecasts, came).mape,
    baseline: accuracyOf(baseline, came).mape,
    ...(published === undefined ? {} : { published }),
  });
}

/** In logarithms: what is dear errs by more. */
function intervalsOf(said: Float64Array, came: Float64Array, ahead: number) {
  const tracker = new ConformalTracker({ ...TRACKER_DEFAULTS, stepsAhead: ahead });
  const errors = came.map((truth, at) => Math.log(said[at] ?? Number.NaN) - Math.log(truth));
  const radii = Array.from(came, (_, at) => {
    if (at >= ahead) tracker.learn(errors[at - ahead] ?? Number.NaN);
    return tracker.radii();
  });
  return TRACKER_DEFAULTS.levels.map((level, which) => ({
    level,
    low: said.map((value, at) => value * Math.exp(-(radii[at]?.[which] ?? Number.NaN))),
    high: said.map((value, at) => value * Math.exp(radii[at]?.[which] ?? Number.NaN)),
  }));
}

/** Known retargets must show at a week's distance. */
function difficultyJudgement(
  name: string,
  { coin, days }: CoinPast,
  walk: readonly SaidOfDays[],
  from: number,
): Judgement {
  if (coin.retargetEveryBlocks !== EPOCH_BLOCKS) return { figures: {}, checks: [] };
  const ahead = HASHPRICE_DAYS;
  const came = Float64Array.from(days.slice(from + ahead), ({ difficulty }) => difficulty);
  const own = Float64Array.from(came, (_, at) => walk[from + at]?.difficulty[ahead - 1] ?? Number.NaN);
  const rule = Float64Array.from(came, (_, at) => walk[from + at]?.difficultyInForce ?? Number.NaN);
  const { mape, ruleMape, skill, p } = relative(own, rule, came, ahead);
  const title = `${name}: difficulty 7 days ahead`;
  return {
    figures: { [`${title}: skill over no change (%)`]: skill },
    checks: [
      checked({ name: `${title}: MAPE (%)`, value: mape, baseline: ruleMape, atMost: ruleMape }),
      checked({ name: `${title}: p of its skill being luck (Diebold–Mariano)`, value: p, atMost: 0.05 }),
    ],
  };
}
