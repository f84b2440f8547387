import type { Random } from '../random.ts';
import { predictions } from '../trees/boosting/boosted-prediction.ts';
import { BOOSTING_DEFAULTS, type BoostingOptions, boost } from '../trees/boosting/gradient-boosting.ts';
import { forestPredictions, growForest } from '../trees/forest/random-forest.ts';
import type { Columns } from '../trees/regression-tree.ts';

/** Says of rows how much life is left. */
export type WearRule = (columns: Columns) => Float64Array;

/** A way to learn remaining life from rows of features. */
export interface WearLearner {
  readonly name: string;
  /** @yields now and then, so that whoever learns may pause or leave off */
  learn(columns: Columns, remaining: Float64Array, random: Random): Generator<void, WearRule>;
}

/** Boosted trees. */
export function boostedWear(name: string, options: Partial<BoostingOptions>): WearLearner {
  return {
    name,
    *learn(columns, labels, random) {
      const boosting = boost({ columns, labels }, { ...BOOSTING_DEFAULTS, ...options }, random);
      for (;;) {
        const step = boosting.next();
        if (step.done) return (rows) => predictions(step.value.model, rows);
        yield;
      }
    },
  };
}

/** A random forest. */
export function forestWear(name: string, trees: number, minLeafRows: number): WearLearner {
  return {
    name,
    *learn(columns, labels, random) {
      const featuresTried = Math.max(1, Math.floor(columns.length / 3));
      const limits = {
        trees,
        bootstrap: true,
        maxDepth: Number.POSITIVE_INFINITY,
        minLeafRows,
        featuresTried,
      };
      const growing = growForest(columns, labels, limits, Math.floor(random.uniform() * 2 ** 31));
      for (;;) {
        const step = growing.next();
        if (step.done) return (rows) => forestPredictions(step.value.trees, rows).mean;
        yield;
      }
    },
  };
}

/** Those that inner validation chooses from. */
export const WEAR_LEARNERS: readonly WearLearner[] = [
  boostedWear('boosted trees', {
    rounds: 150,
    maxDepth: 4,
    minChildWeight: 10,
    featureShare: 0.5,
    subsample: 0.6,
  }),
  boostedWear('deep boosted trees', {
    rounds: 100,
    maxDepth: 7,
    minChildWeight: 20,
    featureShare: 0.5,
    subsample: 0.6,
  }),
  forestWear('random forest', 40, 10),
];
