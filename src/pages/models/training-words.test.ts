import { expect, test } from 'vitest';
import type { TrainingView } from '../../workers/forecast-api.ts';
import { backendName, curveWords, trainingWords } from './training-words.ts';

const training = (change: Partial<TrainingView>) =>
  ({ phase: 'training', done: 0.42, tried: [], ...change }) as unknown as TrainingView;
const words = (change: Partial<TrainingView>) =>
  trainingWords(training(change), 'en-GB').replaceAll('\u00a0', ' ');

test('a training says what it is at, how far it is, and what is left', () => {
  expect(words({ etaS: 95 })).toBe('trains, 42 %, about 1 min left');
  expect(words({})).toBe('trains, 42 %');
  expect(words({ phase: 'search', etaS: 0.2 })).toBe('tries parameters, 42 %, about 1 s left');
  expect(words({ phase: 'queued', done: 0 })).toBe('waits for its turn');
});

test('one that waits says for what, and promises no time', () => {
  expect(words({ paused: 'battery', etaS: 95 })).toBe('waits for the mains, 42 %');
  expect(words({ paused: 'owner' })).toBe('paused by you, 42 %');
  expect(words({ paused: 'hidden' })).toBe('waits until this page is seen, 42 %');
});

test('one that has ended says how', () => {
  expect(words({ phase: 'done', paused: 'owner' })).toBe('done');
  expect(words({ phase: 'failed' })).toBe('failed');
  expect(words({ phase: 'cancelled' })).toBe('ended by you');
});

test('ways to work it out have plain names, and unknown ones keep theirs', () => {
  expect(backendName('webgpu')).toBe('the graphics card (WebGPU)');
  expect(backendName('npu')).toBe('npu');
});

test('a curve is told by its first and its best round', () => {
  const losses = [1, 0.5, 0.25, 0.3];
  const curve = losses.map((validationLoss) => ({ loss: 0.1, validationLoss }));
  expect(curveWords(curve, 'en-GB')).toBe(
    '4 rounds: what it does not see was missed by 1 at first and by 0.25 at best, in round 3.',
  );
  expect(curveWords(curve.slice(0, 1))).toBeUndefined();
});
