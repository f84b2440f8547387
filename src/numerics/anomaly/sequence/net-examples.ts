import type { NetTraining } from '../../nets/backend.ts';
import type { Examples } from '../../nets/batched-net.ts';
import type { NetDetectorOptions } from './net-detector-options.ts';

/**
 * What a net learns of rows: each window of them, and as its target the window itself or the row after it. A missing value counts as
 * the mean where the net sees it, and costs nothing where it is to be said.
 *
 * @param rows scaled
 * @param width sensors, where there are no rows yet
 */
export function netExamples(
  rows: readonly Float64Array[],
  { design, lookBack, says, batch, training, watchedShare }: NetDetectorOptions,
  width = rows[0]?.length ?? 0,
): Omit<NetTraining, 'seed'> {
  const ahead = says === 'next' ? 1 : 0;
  const count = Math.max(0, rows.length - lookBack - ahead + 1);
  const watched = Math.ceil(watchedShare * count);
  const examples = (from: number, length: number): Examples => ({
    count: length,
    inputs: joined(rows, from, length, { offset: 0, rows: lookBack, width }).map(meanWhereMissing),
    targets: joined(
      rows,
      from,
      length,
      says === 'next' ? { offset: lookBack, rows: 1, width } : { offset: 0, rows: lookBack, width },
    ),
  });
  return {
    design,
    shape: { steps: lookBack, batch, inputs: width, outputs: says === 'next' ? width : lookBack * width },
    levels: [],
    options: training,
    training: examples(0, count - watched),
    validation: examples(count - watched, watched),
  };
}

/** Some rows from each of the first rows of windows, one behind the other. */
function joined(
  all: readonly Float64Array[],
  from: number,
  count: number,
  { offset, rows, width }: { readonly offset: number; readonly rows: number; readonly width: number },
): Float32Array {
  const values = new Float32Array(count * rows * width);
  for (let window = 0; window < count; window++)
    for (let row = 0; row < rows; row++)
      values.set(all[from + window + offset + row] ?? [], (window * rows + row) * width);
  return values;
}

function meanWhereMissing(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}
