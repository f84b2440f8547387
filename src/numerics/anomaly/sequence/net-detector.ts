import type { NetBackend } from '../../nets/backend.ts';
import { beginNet, netOf } from '../../nets/backend-processor.ts';
import type { BatchedNet } from '../../nets/batched-net.ts';
import { inQuickMemory } from '../../nets/quick-memory.ts';
import { Random } from '../../random.ts';
import { heldOutLimit, splitNormalRows } from './held-out-limit.ts';
import type { NetDetectorOptions } from './net-detector-options.ts';
import { netExamples } from './net-examples.ts';
import { fitSensorScaling, type SensorScaling, scaledRow } from './sensor-scaling.ts';
import { type SensorRow, type SequenceDetector, type SequenceScore, scoreOf } from './sequence-detector.ts';

/** A trained detector as plain data. */
export interface NetDetectorModel {
  readonly options: NetDetectorOptions;
  readonly scaling: SensorScaling;
  /** By parameter, in the net's order. */
  readonly weights: readonly Float32Array[];
  /** By sensor, the error above which it is an anomaly. */
  readonly limits: Float64Array;
  /** The last rows of normal operation, scaled: what the net sees before the first row that it judges. */
  readonly history: readonly Float64Array[];
}

/**
 * Trains a net on the earlier rows of normal operation, and sets each sensor's limit by the later ones.
 * @param seed of its weights and the order of examples
 * @throws RangeError where there are too few rows or no sensor can be judged; what the backend throws
 */
export async function fitNetDetector(
  rows: readonly SensorRow[],
  options: NetDetectorOptions,
  backend: NetBackend,
  seed: number,
): Promise<NetDetectorModel> {
  const { learnt, heldOut } = splitNormalRows(rows, options.heldOutShare);
  const scaling = fitSensorScaling(learnt);
  const sized = rows.map((row) => scaledRow(row, scaling));
  const early = sized.slice(0, learnt.length);
  const examples = netExamples(early, options);
  if (examples.training.count === 0)
    throw new RangeError(
      `${learnt.length} rows of normal operation to learn from are too few for windows of ${options.lookBack}`,
    );
  const run = backend.train({ ...examples, seed });
  const weights = await lastOf(run);
  const judged = scaling.scalers.length;
  const unlimited = {
    ...{ options, scaling, weights, limits: new Float64Array(judged).fill(1) },
    history: early.slice(-options.lookBack),
  };
  const detector = new NetDetector(unlimited);
  const errors = heldOut.map((row) => detector.errorsOf(row));
  const limits = Float64Array.from({ length: judged }, (_, sensor) =>
    heldOutLimit(
      errors.map((each) => each[sensor] ?? Number.NaN),
      options.limit,
    ),
  );
  return { ...unlimited, limits, history: sized.slice(-options.lookBack) };
}

/**
 * A net beside what it was told: an autoencoder that says its window again, or a forecaster that says the row after it. Each sensor's
 * error is the mean of |said − seen| over its window or over the last rows, held against its own limit; a row counts by the sensor
 * that is furthest over it.
 */
export class NetDetector implements SequenceDetector {
  readonly #model: NetDetectorModel;
  readonly #net: BatchedNet<Float32Array>;
  /** Scaled rows, the oldest first. */
  readonly #history: Float64Array[];
  /** Errors of the last rows, by sensor. */
  readonly #errors: Float64Array[] = [];

  /** @throws RangeError for weights of another net */
  constructor(model: NetDetectorModel) {
    const { options, weights, scaling } = model;
    const { design, shape, levels } = netExamples([], options, scaling.scalers.length);
    const built = inQuickMemory((matrices) =>
      netOf({ design, shape: { ...shape, batch: 1 }, levels }, new Random(0), matrices),
    );
    beginNet(built, weights);
    this.#model = model;
    this.#net = built.net;
    this.#history = [...model.history];
  }

  score(row: SensorRow): SequenceScore {
    const { limits } = this.#model;
    return scoreOf(this.errorsOf(row).map((error, sensor) => error / (limits[sensor] as number)));
  }

  /** By sensor, the mean error that its limit holds for; NaN where it was not seen of late. */
  errorsOf(row: SensorRow): Float64Array {
    const { options, scaling } = this.#model;
    const sized = scaledRow(row, scaling);
    const errors = options.says === 'window' ? this.#windowErrors(sized) : this.#nextErrors(sized);
    this.#errors.push(errors);
    if (this.#errors.length > options.smoothing) this.#errors.shift();
    return meansOf(this.#errors, errors.length);
  }

  /** What the net makes of the window that ends with this row. */
  #windowErrors(sized: Float64Array): Float64Array {
    this.#remember(sized);
    const said = this.#say();
    const rows = this.#history.map((seen, step) =>
      seen.map((value, sensor) => Math.abs(value - (said[step * seen.length + sensor] as number))),
    );
    return meansOf(rows, sized.length);
  }

  /** What the net has expected of this row. */
  #nextErrors(sized: Float64Array): Float64Array {
    const said = this.#say();
    this.#remember(sized);
    return sized.map((value, sensor) => Math.abs(value - (said[sensor] as number)));
  }

  #remember(sized: Float64Array): void {
    this.#history.push(sized);
    if (this.#history.length > this.#model.options.lookBack) this.#history.shift();
  }

  #say(): Float64Array {
    const { length: width } = this.#model.limits;
    const inputs = new Float64Array(this.#history.length * width);
    for (const [step, seen] of this.#history.entries())
      inputs.set(
        seen.map((value) => (Number.isNaN(value) ? 0 : value)),
        step * width,
      );
    return this.#net.sayAll({ count: 1, inputs });
  }
}

/** By sensor, over the rows in which it is there. */
function meansOf(rows: readonly Float64Array[], width: number): Float64Array {
  const sums = new Float64Array(width);
  const counts = new Float64Array(width);
  for (const row of rows)
    for (const [sensor, value] of row.entries())
      if (!Number.isNaN(value)) {
        sums[sensor] = (sums[sensor] as number) + value;
        counts[sensor] = (counts[sensor] as number) + 1;
      }
  return sums.map((sum, sensor) => sum / (counts[sensor] as number));
}

async function lastOf(run: ReturnType<NetBackend['train']>): Promise<readonly Float32Array[]> {
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value.weights;
  }
}
