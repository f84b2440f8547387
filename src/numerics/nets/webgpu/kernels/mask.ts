import type { KernelConstants } from '../gpu.ts';

/**
 * What drops out, made anew from the seed of the batch wherever it is wanted, so that no mask is kept: value `index` of a stream
 * is kept unless
 *
 *   pcg(index + pcg(seed + stream)) < rate · 2³²
 *
 * with the hash PCG of Jarzynski & Olano ("Hash Functions for GPU Rendering", JCGT 9(3), 2020). Kept values are raised by
 * 1 / (1 − rate). Kernels that use it have the batch as `batch`.
 */
export const MASK = /* wgsl */ `
override STREAM: u32 = 0;
override DROPPED_BELOW: u32 = 0;
override RAISED: f32 = 1;

fn pcg(value: u32) -> u32 {
  let state = value * 747796405u + 2891336453u;
  let word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
  return (word >> 22u) ^ word;
}

fn mask(index: u32) -> f32 {
  if (DROPPED_BELOW == 0u || batch.training == 0u) { return 1.0; }
  return select(RAISED, 0.0, pcg(index + pcg(batch.seed + STREAM)) < DROPPED_BELOW);
}
`;

/** @param stream another one for each mask of a net */
export function maskConstants(rate: number, stream: number): KernelConstants {
  return { STREAM: stream, DROPPED_BELOW: Math.floor(rate * 2 ** 32), RAISED: 1 / (1 - rate) };
}
