import { BATCH } from './batch.ts';

/** Stands for a wanted value that is missing: WGSL lets drivers take it that there is no NaN. */
export const MISSING = 3e38;

/**
 * What was said against what was wanted: the mean of squares, and behind it for each level the check loss of quantiles (see
 * row-loss.ts). Missing values cost nothing.
 *
 *   L = Σ_heads Σ_places cost / (heads · wanted)    cost = (y − ŷ)², or (level − [y < q]) (y − q)
 *
 * Writes the gradient of the mean over the rows of the batch, and adds the sum of L over them to `losses`: at 0 when training, at 1
 * when only asked. One group of threads does it all.
 */
export const LOSS = /* wgsl */ `
${BATCH}
override ROWS: u32;
override WANTED: u32;
override HEADS: u32;
const THREADS = 256u;
@group(0) @binding(0) var<uniform> batch: Batch;
@group(0) @binding(1) var<storage, read> order: array<u32>;
@group(0) @binding(2) var<storage, read> targets: array<f32>;
@group(0) @binding(3) var<storage, read> levels: array<f32>;
@group(0) @binding(4) var<storage, read> said: array<f32>;
@group(0) @binding(5) var<storage, read_write> gradient: array<f32>;
@group(0) @binding(6) var<storage, read_write> losses: array<f32>;
var<workgroup> sums: array<f32, THREADS>;

/** Cost, and its derivative by what was said. */
fn costOf(head: u32, wanted: f32, said: f32) -> vec2f {
  let residual = wanted - said;
  if (head == 0u) { return vec2f(residual * residual, -2.0 * residual); }
  let slope = levels[head - 1u] - select(0.0, 1.0, residual < 0.0);
  return vec2f(slope * residual, -slope);
}

@compute @workgroup_size(THREADS)
fn main(@builtin(local_invocation_index) thread: u32) {
  let outputs = HEADS * WANTED;
  var sum = 0.0;
  for (var at = thread; at < ROWS * outputs; at += THREADS) {
    let row = at / outputs;
    let output = at % outputs;
    var cost = vec2f(0);
    if (row < batch.rows) {
      let wanted = targets[order[batch.first + row] * WANTED + output % WANTED];
      if (wanted < ${MISSING / 2}) { cost = costOf(output / WANTED, wanted, said[at]) / f32(outputs); }
    }
    sum += cost.x;
    gradient[at] = cost.y / f32(batch.rows);
  }
  sums[thread] = sum;
  workgroupBarrier();
  for (var half = THREADS / 2u; half > 0u; half /= 2u) {
    if (thread < half) { sums[thread] += sums[thread + half]; }
    workgroupBarrier();
  }
  if (thread == 0u) { losses[1u - batch.training] += sums[0]; }
}
`;
