/** What kernels are told of the batch that they run for. */
export interface GpuBatch {
  /** From which masks are made, 32 bits. */
  readonly seed: number;
  readonly isTraining: boolean;
  /** Its examples stand in the order from here. */
  readonly first: number;
  readonly rows: number;
  /** Adam's step and correction; see {@link ADAM}. */
  readonly step: number;
  readonly correction: number;
}

/** {@link GpuBatch} takes as many. */
export const BATCH_BYTES = 24;

/** {@link GpuBatch} as kernels read it. */
export const BATCH = /* wgsl */ `
struct Batch { seed: u32, training: u32, first: u32, rows: u32, step: f32, correction: f32 }
`;

export function batchBytes({ seed, isTraining, first, rows, step, correction }: GpuBatch): ArrayBuffer {
  const words = new Uint32Array([seed, Number(isTraining), first, rows, 0, 0]);
  new Float32Array(words.buffer).set([step, correction], 4);
  return words.buffer;
}
