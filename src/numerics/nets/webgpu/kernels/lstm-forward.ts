import { BATCH } from './batch.ts';
import { MASK } from './mask.ts';

/** Rows and units that one group of threads works on. */
export const LSTM_TILE = 16;

/**
 * One step of an LSTM layer for all rows and units, when `gates` holds W x_t (see LstmLayer):
 *
 *   a = W x_t + U (mask ∘ h_{t−1}) + b
 *   i, f, o = σ(a_i), σ(a_f), σ(a_o)    g = tanh(a_g)    c_t = f ∘ c_{t−1} + i ∘ g    h_t = o ∘ tanh(c_t)
 *
 * A thread has one unit of one row, with all four gates. U and h come through the group's own memory in tiles. The activated
 * gates take the place of W x_t.
 */
export const LSTM_FORWARD = /* wgsl */ `
${BATCH}
override ROWS: u32;
override UNITS: u32;
const TILE = ${LSTM_TILE}u;
@group(0) @binding(0) var<uniform> batch: Batch;
@group(0) @binding(1) var<uniform> step: u32;
@group(0) @binding(2) var<storage, read> stateWeight: array<f32>;
@group(0) @binding(3) var<storage, read> inputBias: array<f32>;
@group(0) @binding(4) var<storage, read> stateBias: array<f32>;
@group(0) @binding(5) var<storage, read_write> gates: array<f32>;
@group(0) @binding(6) var<storage, read_write> cells: array<f32>;
@group(0) @binding(7) var<storage, read_write> hidden: array<f32>;
var<workgroup> states: array<array<f32, TILE>, TILE>;
var<workgroup> weights: array<array<vec4f, TILE>, TILE>;
${MASK}
fn weightsOf(unit: u32, other: u32) -> vec4f {
  if (unit >= UNITS || other >= UNITS) { return vec4f(0); }
  let at = unit * UNITS + other;
  let gate = UNITS * UNITS;
  return vec4f(stateWeight[at], stateWeight[at + gate], stateWeight[at + 2u * gate], stateWeight[at + 3u * gate]);
}

fn stateOf(row: u32, unit: u32) -> f32 {
  if (row >= ROWS || unit >= UNITS) { return 0.0; }
  return hidden[((step - 1u) * ROWS + row) * UNITS + unit] * mask(row * UNITS + unit);
}

fn biasOf(gate: u32) -> f32 { return inputBias[gate] + stateBias[gate]; }

fn sigmoid(x: f32) -> f32 { return 1.0 / (1.0 + exp(-clamp(x, -80.0, 80.0))); }

@compute @workgroup_size(TILE, TILE)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) own: vec3u) {
  let unit = group.x * TILE + own.x;
  let row = group.y * TILE + own.y;
  var recurrent = vec4f(0);
  if (step > 0u) {
    for (var start = 0u; start < UNITS; start += TILE) {
      states[own.y][own.x] = stateOf(row, start + own.x);
      weights[own.x][own.y] = weightsOf(group.x * TILE + own.y, start + own.x);
      workgroupBarrier();
      for (var k = 0u; k < TILE; k++) { recurrent += states[own.y][k] * weights[k][own.x]; }
      workgroupBarrier();
    }
  }
  if (unit >= UNITS || row >= ROWS) { return; }
  let state = (step * ROWS + row) * UNITS + unit;
  let at = (step * ROWS + row) * 4u * UNITS + unit;
  let i = sigmoid(gates[at] + recurrent.x + biasOf(unit));
  let f = sigmoid(gates[at + UNITS] + recurrent.y + biasOf(unit + UNITS));
  // Some drivers make NaN of the tanh of a large number.
  let g = tanh(clamp(gates[at + 2u * UNITS] + recurrent.z + biasOf(unit + 2u * UNITS), -20.0, 20.0));
  let o = sigmoid(gates[at + 3u * UNITS] + recurrent.w + biasOf(unit + 3u * UNITS));
  var c = i * g;
  if (step > 0u) { c += f * cells[state - ROWS * UNITS]; }
  gates[at] = i;
  gates[at + UNITS] = f;
  gates[at + 2u * UNITS] = g;
  gates[at + 3u * UNITS] = o;
  cells[state] = c;
  hidden[state] = o * tanh(clamp(c, -20.0, 20.0));
}
`;
