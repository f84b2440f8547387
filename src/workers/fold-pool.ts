import type { BackendProgress, NetTraining, TrainedNet } from '../numerics/nets/backend.ts';

/** Trains one net after another, away from here. */
export interface FoldTrainer {
  train(training: NetTraining, onProgress: (progress: BackendProgress) => void): Promise<TrainedNet>;
  /** Rejects when it breaks down; never resolves. */
  readonly broken: Promise<never>;
  /** Ends it, whatever it is at. */
  close(): void;
}

export interface FoldPoolPorts {
  readonly open: () => FoldTrainer;
  /** Trainers at once, at most. */
  readonly trainers: number;
  readonly signal?: AbortSignal | undefined;
  /** @param fold from 0, in the order given */
  readonly onProgress?: ((fold: number, progress: BackendProgress) => void) | undefined;
}

/** A fold could not be trained, for the reason in `cause`; the others were left off. */
export class FoldError extends Error {
  override readonly name = 'FoldError';
  /** From 0, in the order given. */
  readonly fold: number;

  constructor(fold: number, cause: unknown) {
    super(`fold ${fold + 1}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.fold = fold;
  }
}

/** One core is left to the page. */
export function trainersFor(hardwareConcurrency: number): number {
  return Math.max(1, hardwareConcurrency - 1);
}

/**
 * Trains independent folds (or candidates) side by side, each in a worker of its own: they wait for nobody. Several cores are used in this
 * way, and not by threads within a product of matrices on shared memory, since that was tried first and gained nothing: on
 * two virtual cores, in the quickest fiftieth of thousands of tries, two threads made the 32 × 512 × 128 of an LSTM's step in 0.9 to
 * 1.0 of the time that one took, and the 768 × 512 × 128 of all its steps in 1.1 to 1.2 of it; a batch has a hundred such products, and
 * the threads meet at each.
 *
 * @returns nets in the order of the folds
 * @throws FoldError for the first one that fails; the signal's reason when it is aborted. All trainers are closed then, too
 */
export async function trainFolds(
  trainings: readonly NetTraining[],
  { open, trainers, signal, onProgress }: FoldPoolPorts,
): Promise<readonly TrainedNet[]> {
  signal?.throwIfAborted();
  const nets = new Map<number, TrainedNet>();
  const waiting = trainings.entries();
  const opened = Array.from({ length: Math.min(trainers, trainings.length) }, open);
  const ended = new AbortController();
  const workOff = async (trainer: FoldTrainer) => {
    for (const [fold, training] of waiting) {
      const net = trainer.train(training, (progress) => onProgress?.(fold, progress));
      try {
        nets.set(fold, await Promise.race([net, trainer.broken]));
      } catch (cause) {
        throw new FoldError(fold, cause);
      }
    }
  };
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { signal: ended.signal });
  });
  try {
    await Promise.race([aborted, Promise.all(opened.map(workOff))]);
  } finally {
    ended.abort();
    for (const trainer of opened) trainer.close();
  }
  return trainings.flatMap((_, fold) => nets.get(fold) ?? []);
}
