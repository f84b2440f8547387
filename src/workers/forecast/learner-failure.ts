import type { ForecastLack } from '../../domain/forecast.ts';
import { TargetLackError } from '../../insight/forecast/target-lack.ts';
import { ForecastError } from '../../numerics/forecast/learned/forecast-error.ts';
import { StoreError } from '../../store/store-error.ts';
import type { LearnerFailure, LearnerFailureKind } from '../forecast-api.ts';

/** Why a call was refused. A plain value: classes would not cross the worker border. */
export function learnerFailure(
  kind: LearnerFailureKind,
  message: string,
  lack?: ForecastLack | undefined,
): LearnerFailure {
  return { name: 'LearnerFailure', kind, message, ...(lack && { lack }) };
}

export function isLearnerFailure(error: unknown): error is LearnerFailure {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'LearnerFailure';
}

/** What went wrong, as pages are told: trouble of the store, of the data, or a defect of ours. */
export function asLearnerFailure(error: unknown): LearnerFailure {
  if (isLearnerFailure(error)) return error;
  if (error instanceof StoreError) return learnerFailure('store', error.message);
  if (error instanceof ForecastError) return ofForecast(error);
  if (error instanceof TargetLackError) return learnerFailure('lacking', error.message, error.lack);
  return learnerFailure('defect', error instanceof Error ? error.message : String(error));
}

function ofForecast({ problem, message }: ForecastError): LearnerFailure {
  switch (problem.kind) {
    case 'too-little-data':
      return learnerFailure('lacking', message, {
        kind: 'too-little-data',
        has: problem.rowsThere,
        needs: problem.rowsNeeded,
      });
    case 'constant-target':
      return learnerFailure('lacking', message, { kind: 'constant', value: problem.value });
    case 'missing-feature':
    case 'not-finite':
    case 'wrong-length':
      return learnerFailure('lacking', message, { kind: 'bad-data', detail: message });
    case 'features-differ':
      return learnerFailure('features-differ', message);
    case 'damaged-model':
      return learnerFailure('damaged-model', message);
    case 'other-training':
      return learnerFailure('defect', message);
  }
}

/** Runs something after so many ms, unless the answer is called before. */
export type Timer = (ms: number, run: () => void) => () => void;

/**
 * Answers a call: rejects with a {@link LearnerFailure} whatever goes wrong, and with `time-limit` where it takes longer. The work
 * itself goes on, and what it read is there for the next who asks.
 */
export async function answered<T>(limitMs: number, work: () => Promise<T>, timer: Timer): Promise<T> {
  let stop = () => {};
  const late = new Promise<never>((_, reject) => {
    stop = timer(limitMs, () => reject(tooLate(limitMs)));
  });
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    throw asLearnerFailure(error);
  } finally {
    stop();
  }
}

function tooLate(limitMs: number): LearnerFailure {
  return learnerFailure('time-limit', `There was no answer within ${limitMs / 1000} seconds.`);
}
