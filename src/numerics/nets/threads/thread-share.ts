import type { BodyShape } from '../net-body.ts';
import type { NetDesign } from '../net-design.ts';

/** What a thread is told once: the net that it builds, and the memory by which it is asked and answers. Plain data. */
export interface ThreadShare {
  readonly design: NetDesign;
  /** Its batch is what one thread takes of a batch at most. */
  readonly shape: BodyShape;
  readonly levels: readonly number[];
  /** Of what drops out in this thread. */
  readonly seed: number;
  /** From 0. */
  readonly thread: number;
  readonly memory: ThreadMemory;
}

/** Shared by the thread that trains and those that help it. */
export interface ThreadMemory {
  /** {@link TURN}, {@link BUSY}, {@link FAILED}, and behind them how many rows each thread takes in this turn. */
  readonly control: Int32Array<SharedArrayBuffer>;
  /** All parameters, one behind the other. */
  readonly weights: Float32Array<SharedArrayBuffer>;
  readonly parts: readonly ThreadPart[];
}

/** What passes between one thread and whoever asks it. */
export interface ThreadPart {
  /** Rows × steps × inputs. */
  readonly inputs: Float32Array<SharedArrayBuffer>;
  /** Rows × as many as the loss wants. */
  readonly targets: Float32Array<SharedArrayBuffer>;
  /** Gradient of the mean loss over its rows by all parameters, one behind the other. */
  readonly gradient: Float32Array<SharedArrayBuffer>;
  /** That loss. */
  readonly loss: Float64Array<SharedArrayBuffer>;
}

/** Counts turns from 1; {@link OVER} is the last. */
export const TURN = 0;
/** Threads that have not answered yet. */
export const BUSY = 1;
/** Threads that came to grief. */
export const FAILED = 2;
/** Where the rows of the first thread stand. */
export const ROWS = 3;
/** The turn after which nobody asks any more. */
export const OVER = -1;

/** Takes the memory for so many threads. @throws RangeError where there is none left, or memory cannot be shared here */
export function threadMemory(
  threads: number,
  rows: number,
  sizes: { readonly weights: number; readonly inputs: number; readonly targets: number },
): ThreadMemory {
  if (typeof SharedArrayBuffer === 'undefined') throw new RangeError('threads cannot share memory here');
  const floats = (length: number) => new Float32Array(new SharedArrayBuffer(4 * length));
  return {
    control: new Int32Array(new SharedArrayBuffer(4 * (ROWS + threads))),
    weights: floats(sizes.weights),
    parts: Array.from({ length: threads }, () => ({
      inputs: floats(rows * sizes.inputs),
      targets: floats(rows * sizes.targets),
      gradient: floats(sizes.weights),
      loss: new Float64Array(new SharedArrayBuffer(8)),
    })),
  };
}
