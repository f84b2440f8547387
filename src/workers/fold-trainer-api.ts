import type { BackendProgress, NetTraining, TrainedNet } from '../numerics/nets/backend.ts';

/** What the learner asks of a worker that trains one fold after another. */
export interface FoldTrainerApi {
  /** @param onProgress is told a few times a second */
  train(training: NetTraining, onProgress: (progress: BackendProgress) => void): Promise<TrainedNet>;
}
