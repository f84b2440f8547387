import { Random } from '../random.ts';
import type { BackendProgress, NetBackend, NetTraining, TrainedNet } from './backend.ts';
import { beginNet, netOf } from './backend-processor.ts';
import { meanAndQuantileLoss } from './row-loss.ts';
import { type ThreadShare, threadMemory } from './threads/thread-share.ts';
import { ThreadedNet } from './threads/threaded-net.ts';
import { trainNet } from './train-net.ts';
import { inWasmMemory } from './wasm-matrices.ts';

/** A thread that runs {@link serveNetThread}. */
export interface NetThread {
  /** Ends it, whatever it is at. */
  close(): void;
}

/** Starts a thread. Resolves once it waits for its first turn. @throws ThreadError where it does not come */
export type OpenNetThread = (share: ThreadShare) => Promise<NetThread>;

/**
 * WebAssembly with SIMD on several threads, each with a part of every batch. The same seed begins with the same weights and order as
 * on one thread; sums run in another order, and what drops out is drawn by each thread for itself.
 *
 * @param threads at least two, the one that asks with them
 */
export function threadsBackend(threads: number, open: OpenNetThread): NetBackend {
  return {
    name: 'wasm-threads',
    trains: () => true,
    train: (training) => trained(threads, open, training),
  };
}

async function* trained(
  threads: number,
  open: OpenNetThread,
  training: NetTraining,
): AsyncGenerator<BackendProgress, TrainedNet> {
  const { design, levels, seed } = training;
  const { batch, steps, inputs, outputs } = training.shape;
  const shape = { ...training.shape, batch: Math.ceil(batch / threads) };
  const random = new Random(seed);
  const { built } = inWasmMemory((matrices) => netOf({ design, levels, shape }, random, matrices));
  beginNet(built, training.begin);
  const { wanted } = meanAndQuantileLoss(outputs / (1 + levels.length), levels);
  const part = { batch, inputs: steps * inputs, targets: wanted };
  const weights = built.net.parameters.reduce((sum, { value }) => sum + value.length, 0);
  const memory = threadMemory(threads - 1, shape.batch, { ...part, weights });
  const net = new ThreadedNet(built.net, memory, part);
  const helpers: NetThread[] = [];
  try {
    const opening = memory.parts.map((_, thread) => open({ design, shape, levels, seed, thread, memory }));
    for (const helper of await Promise.allSettled(opening))
      if (helper.status === 'fulfilled') helpers.push(helper.value);
    await Promise.all(opening);
    const { training: learnt, validation, options } = training;
    const { epochs, bestEpoch } = yield* trainNet(net, learnt, validation, options, random);
    const best = net.parameters.map(({ value }) => Float32Array.from(value));
    return { epochs, bestEpoch, weights: best, backend: 'wasm-threads' };
  } finally {
    net.close();
    for (const helper of helpers) helper.close();
  }
}
