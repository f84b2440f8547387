import { describe, expect, it } from 'vitest';
import { DRIVEN_HORIZON, drivenTable, upTo } from '../../../../tests/support/forecaster-cases.ts';
import {
  expectDamageFound,
  expectExplained,
  expectLackTold,
  expectNoLookAhead,
  expectResumes,
  expectRoundTrip,
  expectSeeded,
  learnt,
  missShare,
} from '../../../../tests/support/forecaster-laws.ts';
import { BOOSTING_DEFAULTS } from '../../trees/boosting/gradient-boosting.ts';
import { boostedRows } from './boosted-rows.ts';
import { forestRows } from './forest-rows.ts';
import { LagForecaster } from './lag-forecaster.ts';
import { LagRows, lagNames } from './lag-rows.ts';
import { ridgeRows } from './ridge-rows.ts';
import type { RowLearner } from './row-learner.ts';

const DESIGN = { lags: [1, 2, 3], means: [6], season: 12, seasons: [1, 2] };

const LEARNERS: readonly RowLearner[] = [
  boostedRows({ ...BOOSTING_DEFAULTS, rounds: 40, learningRate: 0.2, maxDepth: 4 }),
  forestRows({ trees: 12, bootstrap: true, maxDepth: 8, minLeafRows: 3 }),
  ridgeRows([0.01, 0.1]),
];

const of = (learner: RowLearner, groups = 2) =>
  new LagForecaster({ name: learner.kind, learner, design: DESIGN, groups, mostRows: 5000 });

describe.each(LEARNERS)('a forecaster by rows of lags and a $kind model', (learner) => {
  const model = learnt(of(learner), 400, [0.1, 0.9]);

  it('learns from what was and from what is published ahead', () =>
    expect(missShare(model)).toBeLessThan(0.35));
  it('knows nothing of what comes later', () => expectNoLookAhead(model));
  it('is the same when it was written and read again', () => expectRoundTrip(model));
  it('says what its forecasts rest on', () => expectExplained(model));
  it('is not read where it is damaged', () => expectDamageFound(model));
  it('goes on from a checkpoint as if it had never stopped', () => expectResumes(of(learner, 3)));
  it('is the same again from the same seed', () => expectSeeded(of(learner)));
  it('lacks the newest rows where they are empty', () => expectLackTold(of(learner)));
  it('speaks across gaps in what it is told', () => {
    const table = drivenTable(400);
    const gappy = { ...table, target: table.target.slice().fill(Number.NaN, 390, 400) };
    expect(model.forecast(gappy).every(Number.isFinite)).toBe(true);
  });
});

it('boosted trees say quantiles between which most of what comes lies, and others say none', () => {
  const [boosted, forest] = LEARNERS.map((learner) => learnt(of(learner, 1), 400, [0.1, 0.9]));
  expect(forest?.quantiles(drivenTable(420))).toEqual([]);
  const table = drivenTable(480);
  let inside = 0;
  for (let row = 410; row < 470; row++) {
    const [low = [], high = []] = boosted?.quantiles(upTo(table, row)) ?? [];
    for (const [step, value] of low.entries()) {
      const came = table.target[row + step] ?? Number.NaN;
      inside += Number(came >= value && came <= (high[step] ?? Number.NaN));
    }
  }
  expect(inside / (60 * DRIVEN_HORIZON)).toBeGreaterThan(0.6);
});

it('a row tells lags, means, seasons and what is known ahead, relative to the last value that is known', () => {
  const table = {
    target: Float64Array.of(1, 2, 4, Number.NaN),
    past: [{ name: 'heat', values: Float64Array.of(5, 6, 7, 8) }],
    ahead: [{ name: 'price', values: Float64Array.of(0, 1, 2, 3, 4, 5) }],
  };
  const design = { lags: [1, 2], means: [3], season: 2, seasons: [1] };
  const rows = new LagRows(table, design);
  const said = rows.columns([
    { origin: 3, step: 1 },
    { origin: 4, step: 0 },
  ]);
  const named = lagNames(design, ['heat'], ['price']).map((name, place) => [name, [...(said[place] ?? [])]]);
  expect(Object.fromEntries(named)).toEqual({
    '1 before': [0, Number.NaN],
    '2 before': [-2, 0],
    'mean of 3': [7 / 3 - 4, -1],
    '1 seasons before': [0, 0],
    level: [4, 4],
    heat: [7, 8],
    price: [4, 4],
    'price now': [2, 3],
    step: [1, 0],
  });
});
