import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreementsOf } from '../../../../tests/reference/disagreements-of.ts';
import {
  earlyStopping,
  largeModel,
  smallTrees,
  stochasticBand,
} from '../../../../tests/reference/trees/gradient-boosting.ts';
import { Random } from '../../random.ts';
import { leafOf } from '../regression-tree.ts';
import { predictions, totalGains } from './boosted-prediction.ts';
import {
  BOOSTING_DEFAULTS,
  type Boosting,
  type BoostingOptions,
  boost,
  type LabelledRows,
} from './gradient-boosting.ts';
import { logistic, quantileLoss, squaredError } from './objectives.ts';

function trained(rows: LabelledRows, options: Partial<BoostingOptions>, validation?: LabelledRows): Boosting {
  const boosting = boost(rows, { ...BOOSTING_DEFAULTS, ...options }, new Random(7), validation);
  for (;;) {
    const round = boosting.next();
    if (round.done) return round.value;
  }
}

const random = new Random(11);
const ROWS = 600;
const noise = Array.from({ length: 4 }, () => Float64Array.from({ length: ROWS }, () => random.normal()));
const [a = new Float64Array(), b = new Float64Array()] = noise;
const labels = a.map((value, row) => 2 * value + Math.sin(3 * (b[row] ?? 0)) + 0.1 * random.normal());

describe('boosted trees agree with XGBoost', () => {
  it.each(['tiny-exact', 'tiny-regularised', 'tiny-missing', 'tiny-logistic'])('on %s', (id) => {
    expect(disagreementsOf('gbdt', id, smallTrees)).toEqual([]);
  });
  // Hundreds of trees: on a machine that has other work, too, they take their time.
  it.each(['reg-2000x12-exact', 'reg-2000x12-hist', 'reg-2000x6-hist-lowcardinality'])(
    'on %s',
    (id) => {
      expect(disagreementsOf('gbdt', id, largeModel)).toEqual([]);
    },
    120_000,
  );
  it('on when to stop, and on the band that samples keep to', () => {
    expect(disagreementsOf('gbdt', 'early-stopping', earlyStopping)).toEqual([]);
    expect(disagreementsOf('gbdt', 'stochastic-band', stochasticBand)).toEqual([]);
  });
});

describe('boosted trees', () => {
  it('are the same again from the same seed, and others from another one', () => {
    const of = (seed: number) => {
      const boosting = boost(
        { columns: noise, labels },
        { ...BOOSTING_DEFAULTS, rounds: 3 },
        new Random(seed),
      );
      for (;;) {
        const round = boosting.next();
        if (round.done) return round.value.model;
      }
    };
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });

  it('find what matters', () => {
    const { model } = trained({ columns: noise, labels }, { rounds: 60 });
    const said = predictions(model, noise);
    expect(squaredError.loss(labels, said)).toBeLessThan(0.5);
    const [first = 0, second = 0, ...others] = totalGains(model, noise.length);
    expect(first).toBeGreaterThan(second);
    expect(second).toBeGreaterThan(Math.max(...others));
  });

  it('rise along a feature that may only raise them, and so does every pair of leaves', () => {
    const columns = [a.map((value) => -value), b];
    const free = trained({ columns, labels }, { rounds: 30, subsample: 1, featureShare: 1 }).model;
    const bound = trained(
      { columns, labels },
      { rounds: 30, subsample: 1, featureShare: 1, monotone: [1, 0] },
    ).model;
    const grid = Float64Array.from({ length: 200 }, (_, i) => -3 + (6 * i) / 199);
    const rises = (model: typeof free) =>
      [-1, 0, 1].every((other) => {
        const said = predictions(model, [grid, grid.map(() => other)]);
        return said.every((value, i) => i === 0 || value >= (said[i - 1] ?? 0) - 1e-6);
      });
    expect(rises(free)).toBe(false);
    expect(rises(bound)).toBe(true);
  });

  it('rise, too, where values of that feature are missing, and say of those what they are like', () => {
    const gappy = a.map((value, row) => (row % 4 === 0 ? Number.NaN : value));
    const target = gappy.map((value) => (Number.isNaN(value) ? 7 : value));
    const options = { rounds: 60, learningRate: 0.2, subsample: 1, monotone: [1] as const };
    const { model } = trained({ columns: [gappy], labels: target }, options);
    const grid = Float64Array.from({ length: 200 }, (_, i) => -3 + (6 * i) / 199);
    const said = predictions(model, [grid]);
    expect(said.every((value, i) => i === 0 || value >= (said[i - 1] ?? 0) - 1e-6)).toBe(true);
    expect(said[199]).toBeGreaterThan((said[0] ?? 0) + 2);
    expect(predictions(model, [[Number.NaN]])[0]).toBeGreaterThan(5);
  });

  it('divide categories by what they mean, in whatever order their codes are', () => {
    const codes = Float64Array.from({ length: ROWS }, (_, row) => row % 9);
    const means = [5, -5, 4, -4, 5, -6, 6, -5, 5];
    const target = codes.map((code, row) => (means[code] ?? 0) + 0.01 * (a[row] ?? 0));
    const options = { rounds: 1, learningRate: 1, maxDepth: 1, subsample: 1, featureShare: 1, alpha: 0 };
    const { model } = trained(
      { columns: [codes], labels: target },
      { ...options, categorical: new Set([0]) },
    );
    const [tree] = model.trees;
    expect(tree?.categories.get(0)).toEqual(new Set([0, 2, 4, 6, 8]));
  });

  it('take a quantile where that is asked for: so many labels lie below it', () => {
    for (const level of [0.1, 0.5, 0.9]) {
      const { model } = trained(
        { columns: noise, labels },
        { objective: quantileLoss(level), rounds: 80, minChildWeight: 20, maxDepth: 3 },
      );
      const said = predictions(model, noise);
      const below = labels.filter((label, row) => label < (said[row] ?? 0)).length / ROWS;
      expect(Math.abs(below - level)).toBeLessThan(0.06);
    }
  });

  it('say probabilities of yes and no', () => {
    const isUp = labels.map((label) => Number(label > 0));
    const { model } = trained({ columns: noise, labels: isUp }, { objective: logistic, rounds: 60 });
    const said = predictions(model, noise);
    expect(said.every((share) => share > 0 && share < 1)).toBe(true);
    const right = said.filter((share, row) => Number(share > 0.5) === isUp[row]).length;
    expect(right / ROWS).toBeGreaterThan(0.9);
  });

  it('stop when rows that are not learnt from gain no more, and keep the best round', () => {
    const half = (column: Float64Array, from: number) => column.subarray(from, from + 300);
    const rowsOf = (from: number) => ({
      columns: noise.map((column) => half(column, from)),
      labels: half(labels, from),
    });
    const { model, validationLoss, bestRound } = trained(
      rowsOf(0),
      { rounds: 2000, learningRate: 0.5, patience: 5 },
      rowsOf(300),
    );
    expect(validationLoss.length).toBe(bestRound + 6);
    expect(model.trees.length).toBe(bestRound + 1);
    expect(Math.min(...validationLoss)).toBe(validationLoss[bestRound]);
  });

  it('of one label say that label', () => {
    const { model } = trained({ columns: noise, labels: labels.map(() => 4.25) }, { rounds: 5 });
    for (const said of predictions(model, noise)) expect(said).toBeCloseTo(4.25, 6);
  });

  it('do without a feature that is missing throughout', () => {
    const columns = [a, a.map(() => Number.NaN)];
    const { model } = trained({ columns, labels }, { rounds: 5, featureShare: 1 });
    expect(totalGains(model, 2)[1]).toBe(0);
  });

  it('refuse what makes no sense, and say where', () => {
    expect(() => trained({ columns: [], labels }, {})).toThrow('no feature');
    expect(() => trained({ columns: [a.subarray(1)], labels }, {})).toThrow('feature 0 has 599 values');
    const gap = labels.slice();
    gap[17] = Number.NaN;
    expect(() => trained({ columns: noise, labels: gap }, {})).toThrow('the label of row 17 is NaN');
    expect(() => trained({ columns: noise, labels }, { subsample: 0 })).toThrow('subsample');
    expect(() =>
      trained({ columns: noise, labels }, { objective: quantileLoss(0.5), monotone: [1] }),
    ).toThrow('no monotone relation');
  });

  it('send a row where its values lead, whatever they are', () => {
    const { model } = trained({ columns: noise, labels }, { rounds: 4 });
    const value = fc.oneof(fc.double({ noNaN: false }), fc.constant(Number.NaN));
    fc.assert(
      fc.property(fc.array(value, { minLength: 4, maxLength: 4 }), (row) => {
        for (const tree of model.trees) {
          const leaf = leafOf(
            tree,
            row.map((each) => [each]),
            0,
          );
          expect(tree.feature[leaf]).toBe(-1);
        }
      }),
    );
  });
});
