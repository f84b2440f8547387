import type { TrainingView } from '../../workers/forecast-api.ts';

/** Is it not at its end, whichever it was? One that its owner has paused waits, too. */
export function isUnfinished({ phase }: Pick<TrainingView, 'phase'>): boolean {
  return phase !== 'done' && phase !== 'failed' && phase !== 'cancelled';
}

/** Does it go on by itself? What is paused by its owner goes on from its checkpoint whenever the learner is opened again. */
export function isRunning(training: Pick<TrainingView, 'phase' | 'paused'>): boolean {
  return isUnfinished(training) && training.paused !== 'owner';
}
