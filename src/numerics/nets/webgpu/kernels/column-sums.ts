/**
 * s_j = Σ_r A_rj of a matrix that lies row by row: what a bias gets of the gradients of all rows. Written COPIES times, APART floats
 * from each other: both biases of an LSTM have the same gradient.
 */
export const COLUMN_SUMS = /* wgsl */ `
override ROWS: u32;
override COLUMNS: u32;
override COPIES: u32 = 1;
override APART: u32 = 0;
@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read_write> sums: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= COLUMNS) { return; }
  var sum = 0.0;
  for (var row = 0u; row < ROWS; row++) { sum += a[row * COLUMNS + id.x]; }
  for (var copy = 0u; copy < COPIES; copy++) { sums[copy * APART + id.x] = sum; }
}
`;
