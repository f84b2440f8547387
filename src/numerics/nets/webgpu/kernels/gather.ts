import { BATCH } from './batch.ts';

/**
 * Puts the examples of a batch side by side, step by step (steps × batch × width), from where they lie one behind the other. Rows of a
 * batch that is not full are zeros.
 */
export const GATHER = /* wgsl */ `
${BATCH}
override STEPS: u32;
override ROWS: u32;
override WIDTH: u32;
@group(0) @binding(0) var<uniform> batch: Batch;
@group(0) @binding(1) var<storage, read> order: array<u32>;
@group(0) @binding(2) var<storage, read> examples: array<f32>;
@group(0) @binding(3) var<storage, read_write> input: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= STEPS * ROWS * WIDTH) { return; }
  let feature = id.x % WIDTH;
  let place = (id.x / WIDTH) % ROWS;
  let step = id.x / (WIDTH * ROWS);
  var value = 0.0;
  if (place < batch.rows) {
    value = examples[(order[batch.first + place] * STEPS + step) * WIDTH + feature];
  }
  input[id.x] = value;
}
`;
