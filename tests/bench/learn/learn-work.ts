import { treeShap } from '../../../src/numerics/explain/tree-shap.ts';
import { EARNINGS_NET, recurrentNet } from '../../../src/numerics/nets/net-presets.ts';
import { TRAINING_DEFAULTS, trainNet } from '../../../src/numerics/nets/train-net.ts';
import { inWasmMemory } from '../../../src/numerics/nets/wasm-matrices.ts';
import { Random } from '../../../src/numerics/random.ts';
import {
  BOOSTING_DEFAULTS,
  type BoostedTrees,
  boost,
} from '../../../src/numerics/trees/boosting/gradient-boosting.ts';
import { forestDefaults, growForest } from '../../../src/numerics/trees/forest/random-forest.ts';

/** Rows with a label that a model can learn: made up, the same from the same seed. */
function rows(count: number, features: number) {
  const random = new Random(1);
  const columns = Array.from({ length: features }, () =>
    Float64Array.from({ length: count }, () => random.normal()),
  );
  const [a, b, c] = columns;
  const labels = Float64Array.from(
    { length: count },
    (_, row) => 3 * (a?.[row] ?? 0) + (b?.[row] ?? 0) ** 2 + Math.sin(3 * (c?.[row] ?? 0)) + random.normal(),
  );
  return { columns, labels };
}

/** One epoch of the earnings net: 2,160 sequences of 24 steps of 8 features, batches of 32. @returns ms */
export function lstmEpoch(): number {
  const [count, steps, inputs] = [2_160, 24, 8];
  const random = new Random(1);
  const normal = (length: number) => Float32Array.from({ length }, () => random.normal());
  const shape = { ...EARNINGS_NET, steps, inputs, batch: 32, outputs: 1 };
  const { built } = inWasmMemory((matrices) => recurrentNet(shape, random, matrices));
  built.initialise();
  const examples = { count, inputs: normal(count * steps * inputs), targets: normal(count) };
  const few = { count: 32, inputs: normal(32 * steps * inputs), targets: normal(32) };
  const options = { ...TRAINING_DEFAULTS, epochs: 1 };
  // Compiled by a short epoch before the clock runs.
  for (const _ of trainNet(built.net, { ...few, count: 32 }, few, options, random));
  const startedMs = performance.now();
  for (const _ of trainNet(built.net, examples, few, options, random));
  return performance.now() - startedMs;
}

/** 200 rounds on all rows and features: the work of XGBoost's and scikit-learn's figures. @returns ms */
export function boosting(count: number): number {
  const { columns, labels } = rows(count, 20);
  const options = { ...BOOSTING_DEFAULTS, subsample: 1, featureShare: 1 };
  const startedMs = performance.now();
  for (const _ of boost({ columns, labels }, options, new Random(1)));
  return performance.now() - startedMs;
}

/** 200 trees to their ends on 12 features. @returns ms */
export function forest(count: number): number {
  const { columns, labels } = rows(count, 12);
  const startedMs = performance.now();
  for (const _ of growForest(columns, labels, forestDefaults(12), 1));
  return performance.now() - startedMs;
}

/** Shapley values of 1,000 rows by 200 trees. @returns ms */
export function shapley(): number {
  const { columns, labels } = rows(20_000, 20);
  const model = boosted({ columns, labels });
  const some = columns.map((column) => Float32Array.from(column.subarray(0, 1_000)));
  const startedMs = performance.now();
  treeShap(model.trees, some, model);
  return performance.now() - startedMs;
}

function boosted(training: ReturnType<typeof rows>): BoostedTrees {
  const options = { ...BOOSTING_DEFAULTS, subsample: 1, featureShare: 1 };
  const boosting = boost(training, options, new Random(1));
  for (;;) {
    const round = boosting.next();
    if (round.done) return round.value.model;
  }
}
