import { treeShap } from '../../../src/numerics/explain/tree-shap.ts';
import { designedNet } from '../../../src/numerics/nets/net-design.ts';
import { EARNINGS_NET } from '../../../src/numerics/nets/net-presets.ts';
import { squaredLoss } from '../../../src/numerics/nets/row-loss.ts';
import { TRAINING_DEFAULTS, trainNet } from '../../../src/numerics/nets/train-net.ts';
import { inWasmMemory } from '../../../src/numerics/nets/wasm-matrices.ts';
import { Random } from '../../../src/numerics/random.ts';
import {
  BOOSTING_DEFAULTS,
  type BoostedTrees,
  boost,
} from '../../../src/numerics/trees/boosting/gradient-boosting.ts';
import { forestDefaults, growForest } from '../../../src/numerics/trees/forest/random-forest.ts';

/** What the earnings net is told: a day of hours, some features each. */
const [STEPS, INPUTS] = [24, 8] as const;

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

/** The earnings net in WebAssembly, as a day of hours goes in. */
function earningsNet(random: Random, shape: { readonly batch: number; readonly outputs: number }) {
  const { built } = inWasmMemory((matrices) =>
    designedNet(
      EARNINGS_NET,
      { steps: STEPS, inputs: INPUTS, ...shape },
      squaredLoss(shape.outputs),
      random,
      matrices,
    ),
  );
  built.initialise();
  return built.net;
}

function normals(random: Random, length: number): Float32Array {
  return Float32Array.from({ length }, () => random.normal());
}

/** One epoch of the earnings net: sequences of 24 steps of 8 features, batches of 32. @returns ms */
export function lstmEpoch(count: number): number {
  const random = new Random(1);
  const net = earningsNet(random, { batch: 32, outputs: 1 });
  const drawn = (rows: number) => ({
    count: rows,
    inputs: normals(random, rows * STEPS * INPUTS),
    targets: normals(random, rows),
  });
  const [examples, few] = [drawn(count), drawn(32)];
  const options = { ...TRAINING_DEFAULTS, epochs: 1 };
  // Compiled by a short epoch before the clock runs.
  for (const _ of trainNet(net, few, few, options, random));
  const startedMs = performance.now();
  for (const _ of trainNet(net, examples, few, options, random));
  return performance.now() - startedMs;
}

/** The next 24 hours of some miners at once, said by the earnings net. @returns ms */
export function dayAhead(miners: number): number {
  const random = new Random(1);
  const net = earningsNet(random, { batch: miners, outputs: 24 });
  const inputs = normals(random, miners * STEPS * INPUTS);
  const startedMs = performance.now();
  net.sayAll({ count: miners, inputs });
  return performance.now() - startedMs;
}

/** Rounds on all rows and features: the work of XGBoost's and scikit-learn's figures. @returns ms */
export function boosting(count: number, rounds: number): number {
  const training = rows(count, 20);
  const startedMs = performance.now();
  boosted(training, rounds);
  return performance.now() - startedMs;
}

/** Trees to their ends on 12 features. @returns ms */
export function forest(count: number, trees: number): number {
  const { columns, labels } = rows(count, 12);
  const startedMs = performance.now();
  for (const _ of growForest(columns, labels, { ...forestDefaults(12), trees }, 1));
  return performance.now() - startedMs;
}

/** Shapley values of some rows by 200 trees that have seen many. @returns ms */
export function shapley(count: number, training: number): number {
  const { columns, labels } = rows(training, 20);
  const model = boosted({ columns, labels }, 200);
  const some = columns.map((column) => Float32Array.from(column.subarray(0, count)));
  const startedMs = performance.now();
  treeShap(model.trees, some, model);
  return performance.now() - startedMs;
}

function boosted(training: ReturnType<typeof rows>, rounds: number): BoostedTrees {
  const options = { ...BOOSTING_DEFAULTS, subsample: 1, featureShare: 1, rounds };
  const boosting = boost(training, options, new Random(1));
  for (;;) {
    const round = boosting.next();
    if (round.done) return round.value.model;
  }
}
