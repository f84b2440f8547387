import { learnerFailure } from './learner-failure-words.ts';

/** What was not answered in time is asked again so often: meanwhile the learner has read more of the past. */
const TIMES = 5;
const PAUSE_MS = 1_500;

/**
 * Asks the learner, and again where it had no answer within its time limit, as on the first look at a long past.
 * @param pause waits so many ms
 * @throws what the learner failed with, at the last
 */
export async function patiently<T>(ask: () => Promise<T>, pause = waited): Promise<T> {
  for (let left = TIMES; ; left -= 1) {
    try {
      return await ask();
    } catch (thrown) {
      if (left <= 1 || learnerFailure(thrown).kind !== 'time-limit') throw thrown;
      await pause(PAUSE_MS);
    }
  }
}

function waited(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
