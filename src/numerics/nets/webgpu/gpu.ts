import { GpuError } from './gpu-error.ts';

/** A search tries nets of many shapes, each with kernels of its own (a dozen or two): the oldest are forgotten. */
const MOST_KERNELS = 200;

/** Numbers that a kernel is compiled with. */
export type KernelConstants = Readonly<Record<string, number>>;

/** One kernel over its buffers: recorded once, run with every batch. */
export interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
  readonly groups: readonly [x: number, y: number];
}

/** A device of WebGPU with its compiled kernels, for as many nets as want it. */
export class Gpu {
  readonly device: GPUDevice;
  /** Vendor and architecture of the adapter, and whether it is the processor in disguise: `google swiftshader (fallback)`. */
  readonly adapter: string;
  /** Is there no graphics card behind it, only the processor? */
  readonly isFallback: boolean;
  readonly #kernels = new Map<string, Promise<GPUComputePipeline>>();
  #trouble: GpuError | undefined;

  /** @throws GpuError (`absent`) where the browser has none; asks for all that the adapter has */
  static async open(gpu: GPU | undefined): Promise<Gpu> {
    const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) throw new GpuError('absent', 'this browser offers no WebGPU adapter');
    const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
    try {
      const requiredLimits = { maxBufferSize, maxStorageBufferBindingSize };
      return new Gpu(await adapter.requestDevice({ requiredLimits }), adapter.info);
    } catch (cause) {
      throw new GpuError('absent', `the WebGPU adapter gives no device: ${String(cause)}`, { cause });
    }
  }

  constructor(device: GPUDevice, { vendor, architecture, isFallbackAdapter }: GPUAdapterInfo) {
    this.device = device;
    this.isFallback = isFallbackAdapter;
    this.adapter = [vendor, architecture, isFallbackAdapter ? '(fallback)' : ''].filter(Boolean).join(' ');
    void device.lost.then(({ message }) => {
      this.#trouble = new GpuError('lost', `the WebGPU device went away: ${message}`);
    });
    device.addEventListener('uncapturederror', ({ error }) => {
      const isRoom = error instanceof GPUOutOfMemoryError;
      this.#trouble ??= new GpuError(isRoom ? 'memory' : 'refused', error.message);
    });
  }

  /** @throws GpuError where the device has come to grief since it was opened */
  check(): void {
    if (this.#trouble) throw this.#trouble;
  }

  /** Waits until the device has done something. @throws GpuError where it cannot */
  async settled<T>(work: Promise<T>): Promise<T> {
    try {
      const done = await work;
      this.check();
      return done;
    } catch (cause) {
      this.check();
      // A read that is cut off by a loss can fail before the loss is told.
      const trouble = isAbort(cause) ? 'lost' : 'refused';
      throw new GpuError(trouble, `WebGPU did not end its work: ${String(cause)}`, { cause });
    }
  }

  /** A kernel, compiled once for each set of constants. */
  kernel(code: string, constants: KernelConstants = {}): Promise<GPUComputePipeline> {
    const key = `${JSON.stringify(constants)}${code}`;
    const there = this.#kernels.get(key);
    if (there) return there;
    const [oldest] = this.#kernels.keys();
    if (oldest !== undefined && this.#kernels.size >= MOST_KERNELS) this.#kernels.delete(oldest);
    const module = this.device.createShaderModule({ code });
    const compute = { module, entryPoint: 'main', constants };
    const pipeline = this.settled(this.device.createComputePipelineAsync({ layout: 'auto', compute }));
    this.#kernels.set(key, pipeline);
    return pipeline;
  }

  /** @param buffers in the order of the kernel's bindings */
  dispatch(pipeline: GPUComputePipeline, buffers: readonly GPUBufferBinding[], x: number, y = 1): Dispatch {
    const entries = buffers.map((resource, binding) => ({ binding, resource }));
    const layout = pipeline.getBindGroupLayout(0);
    return { pipeline, bindings: this.device.createBindGroup({ layout, entries }), groups: [x, y] };
  }

  /** Runs kernels one after another: each sees what those before it wrote. Returns at once. */
  run(dispatches: readonly Dispatch[]): void {
    const encoder = this.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (const { pipeline, bindings, groups } of dispatches) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindings);
      pass.dispatchWorkgroups(...groups);
    }
    pass.end();
    this.device.queue.submit([encoder.finish()]);
  }

  /** Waits until everything submitted so far is done. */
  idle(): Promise<void> {
    return this.settled(this.device.queue.onSubmittedWorkDone().then(() => undefined));
  }
}

function isAbort(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === 'AbortError';
}
