import { BATCH } from './batch.ts';
import { MASK } from './mask.ts';

/** y = mask ∘ x. The mask begins again after PERIOD values: the same at each step, where that is a step's. */
export const DROPOUT = /* wgsl */ `
${BATCH}
override PERIOD: u32;
@group(0) @binding(0) var<uniform> batch: Batch;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
${MASK}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < arrayLength(&y)) { y[id.x] = x[id.x] * mask(id.x % PERIOD); }
}
`;

/** The way back: gradient ← mask ∘ gradient. */
export const DROPOUT_BACK = /* wgsl */ `
${BATCH}
@group(0) @binding(0) var<uniform> batch: Batch;
@group(0) @binding(1) var<storage, read_write> gradient: array<f32>;
${MASK}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < arrayLength(&gradient)) { gradient[id.x] *= mask(id.x); }
}
`;
