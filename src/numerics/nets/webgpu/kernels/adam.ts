import { BATCH } from './batch.ts';

/** Groups of threads that sum squares, and so the parts that the norm comes in. */
export const NORM_PARTS = 64;

/** The sum of squares of all gradients, in parts. */
export const GRADIENT_SQUARES = /* wgsl */ `
const PARTS = ${NORM_PARTS}u;
const THREADS = 256u;
@group(0) @binding(0) var<storage, read> gradient: array<f32>;
@group(0) @binding(1) var<storage, read_write> parts: array<f32>;
var<workgroup> sums: array<f32, THREADS>;

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  var sum = 0.0;
  for (var at = group.x * THREADS + thread; at < arrayLength(&gradient); at += PARTS * THREADS) {
    sum += gradient[at] * gradient[at];
  }
  sums[thread] = sum;
  workgroupBarrier();
  for (var half = THREADS / 2u; half > 0u; half /= 2u) {
    if (thread < half) { sums[thread] += sums[thread + half]; }
    workgroupBarrier();
  }
  if (thread == 0u) { parts[group.x] = sums[0]; }
}
`;

/**
 * Shortens all gradients together to a norm, then takes a step against them (see optimisers.ts):
 *
 *   g ← g min(1, CLIP / (‖g‖ + 1e-6))    m ← β₁ m + (1 − β₁) g    v ← β₂ v + (1 − β₂) g²
 *   w ← w − step m / (√v / correction + ε)    step = η / (1 − β₁ᵗ), correction = √(1 − β₂ᵗ)
 */
export const ADAM = /* wgsl */ `
${BATCH}
override CLIP: f32;
override BETA1: f32;
override BETA2: f32;
override EPSILON: f32;
const PARTS = ${NORM_PARTS}u;
@group(0) @binding(0) var<uniform> batch: Batch;
@group(0) @binding(1) var<storage, read> parts: array<f32>;
@group(0) @binding(2) var<storage, read> gradient: array<f32>;
@group(0) @binding(3) var<storage, read_write> first: array<f32>;
@group(0) @binding(4) var<storage, read_write> second: array<f32>;
@group(0) @binding(5) var<storage, read_write> weights: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= arrayLength(&weights)) { return; }
  var square = 0.0;
  for (var part = 0u; part < PARTS; part++) { square += parts[part]; }
  let g = gradient[id.x] * min(1.0, CLIP / (sqrt(square) + 1e-6));
  let m = BETA1 * first[id.x] + (1.0 - BETA1) * g;
  let v = BETA2 * second[id.x] + (1.0 - BETA2) * g * g;
  first[id.x] = m;
  second[id.x] = v;
  weights[id.x] -= batch.step * m / (sqrt(v) / batch.correction + EPSILON);
}
`;

/** Kingma & Ba's own, as {@link Adam} has them. */
export const ADAM_CONSTANTS = { BETA1: 0.9, BETA2: 0.999, EPSILON: 1e-8 } as const;
