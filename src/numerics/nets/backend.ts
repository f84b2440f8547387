import type { Examples } from './batched-net.ts';
import type { Floats } from './matrices.ts';
import type { BodyShape } from './net-body.ts';
import type { NetDesign } from './net-design.ts';
import type { TrainingOptions } from './train-net.ts';
import type { Epoch } from './training-course.ts';

/** On what nets are trained: the graphics card, WebAssembly with SIMD on several threads or one, or plain loops in double precision. */
export type BackendName = 'webgpu' | 'wasm-threads' | 'wasm' | 'plain';

/** A training as plain data: any backend takes it, in this worker or another. */
export interface NetTraining {
  readonly design: NetDesign;
  readonly shape: BodyShape;
  /** Of quantiles that are said behind the means; none where only means are. */
  readonly levels: readonly number[];
  readonly training: Examples;
  readonly validation: Examples;
  readonly options: TrainingOptions;
  /** Of the weights to begin from, the order of examples, and what drops out. */
  readonly seed: number;
  /** Weights to begin from, by parameter, in the net's order; drawn where absent. */
  readonly begin?: readonly Floats[] | undefined;
}

export interface BackendProgress {
  readonly epochs: readonly Epoch[];
  /** From 0; -1 before the first epoch. */
  readonly bestEpoch: number;
  /** How much of the epoch under way is done, 0..1. */
  readonly done: number;
}

export interface TrainedNet {
  readonly epochs: readonly Epoch[];
  readonly bestEpoch: number;
  /** Of the best epoch, by parameter, in the order of {@link designedNet}: any backend's net speaks by them. */
  readonly weights: readonly Float32Array[];
  readonly backend: BackendName;
}

/** Something that trains nets. */
export interface NetBackend {
  readonly name: BackendName;
  /** Can it train such nets? */
  trains(design: NetDesign): boolean;
  /**
   * Yields after each batch; who leaves off by return() has it all given back. On the processor nothing waits in between: who must
   * listen to others meanwhile pauses after a yield.
   * @throws RangeError where the loss is no number any more; GpuError or ThreadError where the device cannot do it
   */
  train(training: NetTraining): AsyncGenerator<BackendProgress, TrainedNet>;
}
