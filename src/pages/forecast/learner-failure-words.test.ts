import { expect, test } from 'vitest';
import type { LearnerFailureKind } from '../../workers/forecast-api.ts';
import { learnerFailure, learnerFailureWords } from './learner-failure-words.ts';

const KINDS: readonly LearnerFailureKind[] = [
  'unknown-target',
  'unknown-model',
  'unknown-training',
  'lacking',
  'features-differ',
  'damaged-model',
  'time-limit',
  'store',
  'closed',
  'defect',
];

test('each kind of failure has a plain sentence, and the exact one behind it', () => {
  for (const kind of KINDS) {
    const words = learnerFailureWords({ name: 'LearnerFailure', kind, message: 'row 7 is bad' });
    expect(words).toMatch(/^[A-Z].*\. More exactly: row 7 is bad\.$/);
  }
});

test('what is lacking is told as everywhere', () => {
  const failure = learnerFailure({
    name: 'LearnerFailure',
    kind: 'lacking',
    message: 'too little',
    lack: { kind: 'too-little-data', has: 3, needs: 60 },
  });
  const words = learnerFailureWords(
    failure,
    { step: 'day', unit: 'EUR' },
    { temperatureUnit: 'C', nowMs: 0 },
  );
  expect(words).toContain('3 of 60 days known');
});

test('whatever else is thrown is a defect with its message', () => {
  expect(learnerFailure(new Error('boom'))).toMatchObject({ kind: 'defect', message: 'boom' });
  expect(learnerFailure({ detail: 1, message: 'odd' })).toMatchObject({ kind: 'defect', message: 'odd' });
  expect(learnerFailure('plain')).toMatchObject({ kind: 'defect', message: 'plain' });
});
