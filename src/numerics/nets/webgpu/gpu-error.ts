/**
 * Why a net cannot be trained on WebGPU:
 * - `absent`: the browser has no WebGPU, or no adapter for it;
 * - `limits`: the device takes no buffer as large as is wanted;
 * - `memory`: it has no room left;
 * - `lost`: it went away (driver restarted, unplugged, put to sleep);
 * - `refused`: it would not run what it was given, which is a defect of ours or of its driver.
 */
export type GpuTrouble = 'absent' | 'limits' | 'memory' | 'lost' | 'refused';

/** WebGPU does not do it: whoever trains goes on without. */
export class GpuError extends Error {
  override readonly name = 'GpuError';
  readonly trouble: GpuTrouble;

  constructor(trouble: GpuTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.trouble = trouble;
  }
}
