import { pathAttribution } from '../../../src/numerics/anomaly/isolation-attribution.ts';
import {
  growIsolationForest,
  ISOLATION_DEFAULTS,
  isolationScores,
} from '../../../src/numerics/anomaly/isolation-forest.ts';
import { Random } from '../../../src/numerics/random.ts';

/** Grows a forest on rows of ten features and scores them all: the work of scikit-learn's figure. @returns ms */
export function growAndScore(rows: number): number {
  const columns = normalColumns(rows, 10, new Random(1));
  const startedMs = performance.now();
  isolationScores(growIsolationForest(columns, ISOLATION_DEFAULTS, new Random(2)), columns);
  return performance.now() - startedMs;
}

/**
 * A fleet's minutes one by one: a score for each miner, and what each feature has to do with it. A value in twenty is missing.
 * @returns ms of each minute
 */
export function scoredMinutes(miners: number, features: number, minutes: number): readonly number[] {
  const random = new Random(1);
  const forest = growIsolationForest(gappy(10_000, features, random), ISOLATION_DEFAULTS, random);
  return Array.from({ length: minutes }, () => {
    const columns = gappy(miners, features, random);
    const startedMs = performance.now();
    isolationScores(forest, columns);
    for (let miner = 0; miner < miners; miner++)
      pathAttribution(
        forest,
        columns.map((column) => column[miner] as number),
      );
    return performance.now() - startedMs;
  });
}

function gappy(rows: number, features: number, random: Random): readonly Float64Array[] {
  const columns = normalColumns(rows, features, random);
  return columns.map((column) => column.map((value) => (random.uniform() < 0.05 ? Number.NaN : value)));
}

function normalColumns(rows: number, features: number, random: Random): readonly Float64Array[] {
  return Array.from({ length: features }, () => Float64Array.from({ length: rows }, () => random.normal()));
}
