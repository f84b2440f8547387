import type { ForecastTarget } from '../../domain/forecast.ts';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import type { LearnerFailure } from '../../workers/forecast-api.ts';
import type { FigureOptions } from './forecast-figure.ts';
import { ended, lackWords } from './lack-words.ts';

/** Whatever a call of the learner was rejected with, as a failure: what it did not foresee is a defect. */
export function learnerFailure(thrown: unknown): LearnerFailure {
  if (isFailure(thrown)) return thrown;
  return { name: 'LearnerFailure', kind: 'defect', message: messageOf(thrown) };
}

function isFailure(thrown: unknown): thrown is LearnerFailure {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'name' in thrown &&
    thrown.name === 'LearnerFailure' &&
    'kind' in thrown &&
    typeof thrown.kind === 'string' &&
    thrown.kind in text.failures
  );
}

function messageOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) return String(thrown.message);
  return String(thrown);
}

/** A failure as sentences: what it means, and more exactly where that helps. */
export function learnerFailureWords(
  failure: LearnerFailure,
  target?: Pick<ForecastTarget, 'step' | 'unit'>,
  options?: FigureOptions & { readonly nowMs: number },
): string {
  if (failure.lack && target && options) return lackWords(failure.lack, target, options);
  const plain = text.failures[failure.kind];
  const exact = failure.message.trim();
  return exact === '' ? plain : `${plain} ${text.why(ended(exact))}`;
}
