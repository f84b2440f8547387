import { MOST_BINS } from './binned-columns.ts';
import { HISTOGRAM_WASM } from './histogram-wasm.ts';

/** Numbers of one feature in a histogram: gradient and hessian of each bin. */
export const OF_FEATURE = 2 * MOST_BINS;

/** The inner loops of histogram boosting, over arrays that they give themselves. */
export interface HistogramKernels {
  /** Zeros. */
  floats(length: number): Float64Array;
  words(length: number): Uint32Array;
  /** Puts the pairs of some rows one behind the other, in the rows' order. */
  gather(rows: Uint32Array, pairs: Float64Array, into: Float64Array): void;
  /**
   * Adds each row's pair to the bin that it has in each of four features, whose bins are the bytes of a word.
   * @param pairs in the order of the rows
   */
  sum(into: Float64Array, words: Uint32Array, rows: Uint32Array, pairs: Float64Array): void;
  /** What is left of a parent's histogram when one child's is taken away: the other child's, in the parent's place. */
  subtract(parent: Float64Array, child: Float64Array): void;
}

/** Plain loops: the same sums in the same order, in twice the time. */
export const plainKernels: HistogramKernels = {
  floats: (length) => new Float64Array(length),
  words: (length) => new Uint32Array(length),
  gather(rows, pairs, into) {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      into[2 * i] = pairs[2 * row] as number;
      into[2 * i + 1] = pairs[2 * row + 1] as number;
    }
  },
  sum(into, words, rows, pairs) {
    for (let i = 0; i < rows.length; i++) {
      let word = words[rows[i] as number] as number;
      for (let from = 0; from < 4 * OF_FEATURE; from += OF_FEATURE, word >>>= 8) {
        const at = from + 2 * (word & (MOST_BINS - 1));
        into[at] = (into[at] as number) + (pairs[2 * i] as number);
        into[at + 1] = (into[at + 1] as number) + (pairs[2 * i + 1] as number);
      }
    }
  },
  subtract(parent, child) {
    for (let at = 0; at < parent.length; at++) parent[at] = (parent[at] as number) - (child[at] as number);
  },
};

const PAGE_BYTES = 65_536;

/**
 * The loops in WebAssembly, a pair at once, over one memory; plain ones where the browser has no such memory left or knows no
 * SIMD. What is taken beyond the memory is not theirs, and plain loops serve it.
 *
 * @param bytes how much will be taken
 */
export function histogramKernels(bytes: number): HistogramKernels {
  try {
    return wasmKernels(Math.ceil(bytes / PAGE_BYTES));
  } catch (error) {
    if (error instanceof RangeError || error instanceof WebAssembly.CompileError) return plainKernels;
    throw error;
  }
}

function wasmKernels(pages: number): HistogramKernels {
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { buffer } = memory;
  const { gather, sum, subtract } = compiled(memory);
  let top = 0;
  const taken = (size: number) => {
    top += size;
    return top <= buffer.byteLength ? top - size : undefined;
  };
  const isOwn = (...arrays: readonly (Float64Array | Uint32Array)[]) =>
    arrays.every((array) => array.buffer === buffer);
  return {
    floats(length) {
      const at = taken(8 * length);
      return at === undefined ? new Float64Array(length) : new Float64Array(buffer, at, length);
    },
    words(length) {
      const at = taken(8 * Math.ceil(length / 2));
      return at === undefined ? new Uint32Array(length) : new Uint32Array(buffer, at, length);
    },
    gather(rows, pairs, into) {
      if (!isOwn(rows, pairs, into)) plainKernels.gather(rows, pairs, into);
      else gather(rows.byteOffset, rows.length, pairs.byteOffset, into.byteOffset);
    },
    sum(into, words, rows, pairs) {
      if (!isOwn(into, words, rows, pairs)) plainKernels.sum(into, words, rows, pairs);
      else sum(into.byteOffset, words.byteOffset, rows.byteOffset, rows.length, pairs.byteOffset);
    },
    subtract(parent, child) {
      if (!isOwn(parent, child)) plainKernels.subtract(parent, child);
      else subtract(parent.byteOffset, child.byteOffset, parent.length / 2);
    },
  };
}

function compiled(memory: WebAssembly.Memory) {
  const bytes = Uint8Array.from(atob(HISTOGRAM_WASM), (letter) => letter.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const kernel = (name: string) => {
    const found = exports[name];
    if (typeof found !== 'function') throw new TypeError(`the compiled ${name} is not there`);
    return (...places: readonly number[]) => void found(...places);
  };
  return { gather: kernel('gather'), sum: kernel('sum'), subtract: kernel('subtract') };
}
