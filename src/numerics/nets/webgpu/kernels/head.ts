/**
 * y = W h + b + straight of each row, h of the last step: what the net says. What came straight from the inputs (LinearHighway: V x₀ + d, zeros
 * where there is none) is added. A thread says one value of one row.
 */
export const HEAD = /* wgsl */ `
override ROWS: u32;
override UNITS: u32;
override OUTPUTS: u32;
/** Where the last step begins. */
override LAST: u32;
@group(0) @binding(0) var<storage, read> weight: array<f32>;
@group(0) @binding(1) var<storage, read> bias: array<f32>;
@group(0) @binding(2) var<storage, read> hidden: array<f32>;
@group(0) @binding(3) var<storage, read> straight: array<f32>;
@group(0) @binding(4) var<storage, read> straightBias: array<f32>;
@group(0) @binding(5) var<storage, read_write> said: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= ROWS * OUTPUTS) { return; }
  let row = id.x / OUTPUTS;
  let output = id.x % OUTPUTS;
  var sum = bias[output] + straight[id.x] + straightBias[output];
  for (var unit = 0u; unit < UNITS; unit++) {
    sum += weight[output * UNITS + unit] * hidden[LAST + row * UNITS + unit];
  }
  said[id.x] = sum;
}
`;
