import { describe, expect, it } from 'vitest';
import { type ChainData, chainData } from '../../../tests/support/simulated-chain.ts';
import type { SeriesTable } from '../../numerics/forecast/learned/forecaster.ts';
import { fitted } from '../../numerics/forecast/learned/forecaster.ts';
import { LagForecaster } from '../../numerics/forecast/learned/lag-forecaster.ts';
import { ridgeRows } from '../../numerics/forecast/learned/ridge-rows.ts';
import { Random } from '../../numerics/random.ts';
import { simpleRules } from './classical-competitors.ts';
import type { Competitor, Learnt } from './competitor.ts';
import { constantDifficulty, knowingRetargets } from './constant-difficulty.ts';
import { holdContest } from './contest.ts';
import { forecastNow } from './forecast-now.ts';
import { knownRetarget } from './known-retarget.ts';
import { seriesOfTarget } from './series-of-target.ts';

const ROWS = 400;
const ridge = new LagForecaster({
  name: 'ridge',
  learner: ridgeRows([0.01, 1]),
  design: { lags: [1, 2, 3], means: [7], season: 1, seasons: [] },
  groups: 7,
  mostRows: 1_000,
});

/** One that is fitted twice over the past. */
const trained: Competitor = {
  speaker: { kind: 'model', name: 'ridge' },
  rowsNeeded: 60,
  fits: 2,
  *learn(known) {
    yield;
    const model = fitted(ridge, [known], { horizon: 7, random: new Random(1) });
    return {
      columns: [],
      forecastFrom: (table, origins) => model.forecastFrom(table, [...origins]),
      explain: (table, step) => model.explain(table, step),
    };
  },
};

function learnt(competitor: Competitor | undefined, known: SeriesTable): Learnt {
  const learning = competitor?.learn(known);
  for (let step = learning?.next(); step; step = learning?.next()) if (step.done) return step.value;
  throw new RangeError('nobody learns');
}

/** The same chain whose later rows are others. */
function withOtherLater(data: ChainData, from: number): ChainData {
  const later = (values: Float64Array, by: number) =>
    values.map((value, row) => (row < from ? value : value * by));
  const { difficulty, networkHashrateHs = new Float64Array() } = data.chain;
  const chain = {
    ...data.chain,
    difficulty: later(difficulty, 3),
    networkHashrateHs: later(networkHashrateHs, 3),
  };
  return { ...data, values: later(data.values, 1 / 3), chain };
}

describe('earnings at constant difficulty', () => {
  const data = chainData('earnings', ROWS);
  const table = seriesOfTarget(data);
  const at = constantDifficulty(data);

  it('are what the price makes of them: no retarget is left in them', () => {
    const told = at?.told(table, ROWS).target ?? new Float64Array();
    const prices = data.chain.price.map(Math.log);
    for (const [row, value] of told.entries())
      expect(value - (told[0] ?? 0)).toBeCloseTo((prices[row] ?? 0) - (prices[0] ?? 0), 9);
    expect(told.at(-1)).toBeCloseTo(table.target.at(-1) ?? Number.NaN, 9);
  });

  it('lets a model that says "as now" say what the chain’s rule says, then and now', () => {
    const [asNow] = simpleRules(data.target);
    if (!asNow) throw new RangeError('there is no rule');
    const known = learnt(knownRetarget(data)[0], table);
    const own = learnt(knowingRetargets(at, asNow), table);
    for (const origin of [90, 250, ROWS]) {
      const [said, rule] = [own, known].map((each) => each.forecastFrom(table, [origin])[0] ?? []);
      for (const [step, value] of [...(said ?? [])].entries())
        expect(value).toBeCloseTo(rule?.[step] ?? 0, 9);
    }
  });

  it('says the same step by step, where each step asks for the next', () => {
    const [asNow] = simpleRules(data.target);
    const seats = [{ fromStep: 1, toStep: 7, speaker: trained.speaker, weights: { ridge: 1 } }];
    const outcome = { seats, errors: Array.from({ length: 40 }, () => new Float64Array(7)), spacing: 1 };
    const speakers = new Map([['ridge', learnt(asNow && knowingRetargets(at, asNow), table)]]);
    const [direct, recursive] = (['direct', 'recursive'] as const).map((kind) =>
      forecastNow(data, outcome, speakers, { madeAtMs: 0, kind }).forecast.steps.map(({ value }) => value),
    );
    for (const [step, value] of (direct ?? []).entries()) expect(recursive?.[step]).toBeCloseTo(value, 12);
  });

  it('knows nothing of later rows, whether it learns or speaks', () => {
    const known = 206;
    const said = (of: ChainData) => {
      const own = seriesOfTarget(of);
      const before = { ...own, target: own.target.subarray(0, known) };
      const speaker = learnt(knowingRetargets(constantDifficulty(of), trained), before);
      return speaker.forecastFrom(own, [known])[0];
    };
    expect(said(withOtherLater(data, known))).toEqual(said(data));
  });

  it('shares add up to what is said, the known retarget in the base', () => {
    const speaker = learnt(knowingRetargets(at, trained), table);
    const path = speaker.forecastFrom(table, [ROWS])[0];
    for (const step of [0, 6]) {
      const explained = speaker.explain?.(table, step);
      const sum = explained?.parts.reduce((total, { contribution }) => total + contribution, explained.base);
      expect(sum).toBeCloseTo(path?.[step] ?? Number.NaN, 9);
    }
  });

  it('lets a model beat "as now" at a week, which it does not by earnings as they come', () => {
    const blind = { ...trained, speaker: { kind: 'model', name: 'blind ridge' } as const };
    const competitors = [...simpleRules(data.target), blind, knowingRetargets(at, trained)];
    const contest = holdContest(data, { competitors, heldAtMs: 0 });
    let step = contest.next();
    while (!step.done) step = contest.next();
    const week = step.value.contest.bands.at(-1);
    const of = (name: string) => week?.entries.find(({ speaker }) => speaker.name === name);
    expect(of('ridge')?.verdict).toMatch(/speaks|beats-rule/);
    expect(of('blind ridge')?.verdict).toMatch(/not-better|loses/);
    expect(of('ridge')?.scores.mase).toBeLessThan(0.9 * (of('blind ridge')?.scores.mase ?? 0));
  });

  it('is nothing of other targets, and of chains whose epoch nobody tells', () => {
    expect(constantDifficulty(chainData('difficulty', 60))).toBeUndefined();
    expect(constantDifficulty(chainData('price', 60))).toBeUndefined();
    expect(constantDifficulty({ ...data, chain: { ...data.chain, epoch: undefined } })).toBeUndefined();
    expect(knowingRetargets(undefined, trained)).toBe(trained);
  });
});
