import type { Floats } from '../matrices.ts';
import type { Gpu } from './gpu.ts';
import { GpuError } from './gpu-error.ts';

const FLOAT_BYTES = 4;
/** What is bound by itself begins at a multiple of these (WebGPU's default limits, for uniforms and for storage). */
const BINDING_BYTES = 256;

/** The buffers of one net: taken one by one, given back together. */
export class GpuMemory {
  readonly #gpu: Gpu;
  readonly #buffers: GPUBuffer[] = [];

  constructor(gpu: Gpu) {
    this.#gpu = gpu;
  }

  /** Zeros. @throws GpuError (`limits`) where that is more than the device takes in one piece */
  zeros(length: number): GPUBufferBinding {
    const size = FLOAT_BYTES * Math.max(length, 1);
    const most = this.#gpu.device.limits.maxStorageBufferBindingSize;
    if (size > most)
      throw new GpuError('limits', `${size} bytes in one piece, where the WebGPU device takes ${most}`);
    const { COPY_DST, COPY_SRC, STORAGE } = GPUBufferUsage;
    return { buffer: this.#create(size, STORAGE | COPY_DST | COPY_SRC), size };
  }

  /** Numbers as 32-bit floats, or whole ones as they are. */
  holding(numbers: ArrayLike<number>): GPUBufferBinding {
    const bytes = numbers instanceof Uint32Array ? numbers : Float32Array.from(numbers);
    const place = this.zeros(bytes.length);
    this.write(place, bytes);
    return place;
  }

  /** Numbers that are the same for all threads of a kernel. */
  uniform(bytes: ArrayBuffer): GPUBufferBinding {
    const { COPY_DST, UNIFORM } = GPUBufferUsage;
    const place = { buffer: this.#create(bytes.byteLength, UNIFORM | COPY_DST), size: bytes.byteLength };
    this.write(place, bytes);
    return place;
  }

  /** For each whole number below `count` a uniform that is it. */
  counting(count: number): readonly GPUBufferBinding[] {
    const numbers = new Uint32Array((count * BINDING_BYTES) / FLOAT_BYTES);
    for (let number = 0; number < count; number++) numbers[(number * BINDING_BYTES) / FLOAT_BYTES] = number;
    const { buffer } = this.uniform(numbers.buffer);
    return Array.from({ length: count }, (_, number) => ({
      buffer,
      offset: number * BINDING_BYTES,
      size: FLOAT_BYTES,
    }));
  }

  write({ buffer, offset = 0 }: GPUBufferBinding, bytes: ArrayBuffer | Float32Array | Uint32Array): void {
    // The types want to be told that this memory is not shared.
    this.#gpu.device.queue.writeBuffer(buffer, offset, bytes as GPUAllowSharedBufferSource);
  }

  copy(from: GPUBufferBinding, to: GPUBufferBinding): void {
    const encoder = this.#gpu.device.createCommandEncoder();
    encoder.copyBufferToBuffer(from.buffer, from.offset ?? 0, to.buffer, to.offset ?? 0, from.size ?? 0);
    this.#gpu.device.queue.submit([encoder.finish()]);
  }

  /** @throws GpuError where the device has gone away or did not do what it was given */
  async read({ buffer, offset = 0, size = 0 }: GPUBufferBinding): Promise<Float32Array> {
    const { COPY_DST, MAP_READ } = GPUBufferUsage;
    const landing = this.#gpu.device.createBuffer({ size, usage: COPY_DST | MAP_READ });
    try {
      this.copy({ buffer, offset, size }, { buffer: landing });
      await this.#gpu.settled(landing.mapAsync(GPUMapMode.READ));
      return new Float32Array(landing.getMappedRange().slice(0));
    } finally {
      landing.destroy();
    }
  }

  /** Gives everything back. */
  destroy(): void {
    for (const buffer of this.#buffers.splice(0)) buffer.destroy();
  }

  #create(size: number, usage: GPUBufferUsageFlags): GPUBuffer {
    this.#gpu.check();
    const buffer = this.#gpu.device.createBuffer({ size, usage });
    this.#buffers.push(buffer);
    return buffer;
  }
}

/** Pieces that lie one behind the other in one buffer, each so that it can be bound by itself. */
export class FlatLayout {
  /** In floats, with what lies between pieces. */
  readonly length: number;
  readonly #lengths: readonly number[];
  readonly #offsets: readonly number[];

  constructor(lengths: readonly number[]) {
    const offsets: number[] = [];
    let end = 0;
    for (const length of lengths) {
      offsets.push(end);
      end += alignedLength(length);
    }
    this.length = end;
    this.#lengths = lengths;
    this.#offsets = offsets;
  }

  /** Where a piece lies in a buffer that is laid out so. */
  piece({ buffer }: GPUBufferBinding, place: number, count = 1): GPUBufferBinding {
    const first = this.#offsets[place] ?? 0;
    const last = place + count - 1;
    const end = (this.#offsets[last] ?? 0) + (this.#lengths[last] ?? 0);
    return { buffer, offset: FLOAT_BYTES * first, size: FLOAT_BYTES * (end - first) };
  }

  joined(pieces: readonly Floats[]): Float32Array {
    const flat = new Float32Array(this.length);
    for (const [place, piece] of pieces.entries()) flat.set(piece, this.#offsets[place]);
    return flat;
  }

  cut(flat: Float32Array): readonly Float32Array[] {
    return this.#lengths.map((length, place) => {
      const from = this.#offsets[place] ?? 0;
      return flat.slice(from, from + length);
    });
  }
}

/** So many floats, and those that are left free behind them so that the next piece can be bound. */
export function alignedLength(length: number): number {
  const floats = BINDING_BYTES / FLOAT_BYTES;
  return Math.ceil(length / floats) * floats;
}
