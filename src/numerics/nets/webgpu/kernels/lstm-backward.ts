import { BATCH } from './batch.ts';
import { LSTM_TILE } from './lstm-forward.ts';
import { MASK } from './mask.ts';

/**
 * One step back through an LSTM layer for all rows and units, when `gates` holds at step t + 1 the gradients da before
 * activation:
 *
 *   dh = ∂L/∂h_t + mask ∘ Uᵀ da_{t+1}    dc = dc_{t+1} ∘ f_{t+1} + dh ∘ o ∘ (1 − tanh²c)
 *   da_i = dc g i (1 − i)    da_f = dc c_{t−1} f (1 − f)    da_g = dc i (1 − g²)    da_o = dh tanh(c) o (1 − o)
 *
 * `cellGradient` carries dc ∘ f from step to step. The gradients take the place of the gates of step t.
 */
export const LSTM_BACKWARD = /* wgsl */ `
${BATCH}
override STEPS: u32;
override ROWS: u32;
override UNITS: u32;
const TILE = ${LSTM_TILE}u;
@group(0) @binding(0) var<uniform> batch: Batch;
@group(0) @binding(1) var<uniform> step: u32;
@group(0) @binding(2) var<storage, read> stateWeight: array<f32>;
@group(0) @binding(3) var<storage, read> cells: array<f32>;
@group(0) @binding(4) var<storage, read> hiddenGradient: array<f32>;
@group(0) @binding(5) var<storage, read_write> gates: array<f32>;
@group(0) @binding(6) var<storage, read_write> cellGradient: array<f32>;
var<workgroup> gradients: array<array<f32, TILE>, TILE>;
var<workgroup> weights: array<array<f32, TILE>, TILE>;
${MASK}
fn weightOf(gate: u32, unit: u32) -> f32 {
  if (gate >= 4u * UNITS || unit >= UNITS) { return 0.0; }
  return stateWeight[gate * UNITS + unit];
}

fn laterGradient(row: u32, gate: u32) -> f32 {
  if (row >= ROWS || gate >= 4u * UNITS) { return 0.0; }
  return gates[((step + 1u) * ROWS + row) * 4u * UNITS + gate];
}

@compute @workgroup_size(TILE, TILE)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) own: vec3u) {
  let unit = group.x * TILE + own.x;
  let row = group.y * TILE + own.y;
  let isLast = step == STEPS - 1u;
  var later = 0.0;
  if (!isLast) {
    for (var start = 0u; start < 4u * UNITS; start += TILE) {
      gradients[own.y][own.x] = laterGradient(row, start + own.x);
      weights[own.y][own.x] = weightOf(start + own.y, unit);
      workgroupBarrier();
      for (var k = 0u; k < TILE; k++) { later += gradients[own.y][k] * weights[k][own.x]; }
      workgroupBarrier();
    }
  }
  if (unit >= UNITS || row >= ROWS) { return; }
  let carried = row * UNITS + unit;
  let state = step * ROWS * UNITS + carried;
  let at = (step * ROWS + row) * 4u * UNITS + unit;
  let i = gates[at];
  let f = gates[at + UNITS];
  let g = gates[at + 2u * UNITS];
  let o = gates[at + 3u * UNITS];
  let squashed = tanh(clamp(cells[state], -20.0, 20.0));
  var past = 0.0;
  if (step > 0u) { past = cells[state - ROWS * UNITS]; }
  let dh = hiddenGradient[state] + later * mask(carried);
  var dc = dh * o * (1.0 - squashed * squashed);
  if (!isLast) { dc += cellGradient[carried]; }
  gates[at] = dc * g * i * (1.0 - i);
  gates[at + UNITS] = dc * past * f * (1.0 - f);
  gates[at + 2u * UNITS] = dc * i * (1.0 - g * g);
  gates[at + 3u * UNITS] = dh * squashed * o * (1.0 - o);
  cellGradient[carried] = dc * f;
}
`;
