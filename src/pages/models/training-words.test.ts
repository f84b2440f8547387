import { expect, test } from 'vitest';
import type { TrainingView } from '../../workers/forecast-api.ts';
import { backendName, backendNote, curveWords, trainingWords } from './training-words.ts';

const training = (change: Partial<TrainingView>) =>
  ({ phase: 'training', done: 0.42, tried: [], ...change }) as unknown as TrainingView;
const NOW_MS = 1_000_000;
const words = (change: Partial<TrainingView>, nowMs = NOW_MS) =>
  trainingWords(training(change), nowMs, 'en-GB').replaceAll('\u00a0', ' ');
const left = (s: number, isLonger = false) =>
  ({ of: 'all', s, isLonger, toldAtMs: NOW_MS }) satisfies TrainingView['left'];

test('a training says what it is at, how far it is, and what is left', () => {
  expect(words({ left: left(95) })).toBe('trains, 42 %, about 1 min 30 s left');
  expect(words({})).toBe('trains, 42 %');
  expect(words({ left: left(4_000) })).toBe('trains, 42 %, about 1 h left');
  expect(words({ phase: 'queued', done: 0, left: left(9) })).toBe('waits for its turn');
});

test('what is left runs down by the clock while nothing newer is told, and never stands still', () => {
  expect(words({ left: left(95) }, NOW_MS + 50_000)).toBe('trains, 42 %, about 45 s left');
  expect(words({ left: left(95) }, NOW_MS + 95_000)).toBe('trains, 42 %, nearly done');
  expect(words({ left: left(95) }, NOW_MS + 101_000)).toBe('trains, 42 %, longer than thought');
});

test('what takes longer than was told says so', () => {
  expect(words({ left: left(30, true) })).toBe('trains, 42 %, about 30 s left, longer than thought');
  expect(words({ left: left(0, true) })).toBe('trains, 42 %, longer than thought');
});

test('of a search only its own end is told as long as nobody knows how long models take', () => {
  const search = { phase: 'search', left: { ...left(45), of: 'search' } } as const;
  expect(words(search)).toBe('tries parameters, 42 %, at most 45 s more for that');
  expect(words(search, NOW_MS + 60_000)).toBe('tries parameters, 42 %');
});

test('one that waits says for what, and promises no time', () => {
  expect(words({ paused: 'battery', left: left(95) })).toBe('waits for the mains, 42 %');
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

test('a way to train nets says whether it is the one that is used, and why', () => {
  const note = (change: Partial<Parameters<typeof backendNote>[0]>) =>
    backendNote({ name: 'wasm-simd', isUsed: false, isQuickest: false, msPerBatch: 9, ...change });
  expect(note({ isUsed: true, isQuickest: true })).toMatch(/^used, for it is done first/);
  expect(note({})).toBe('not used: slower over a whole training.');
  // The quickest batch is not yet the quickest training, and the quickest training may not be what is used.
  expect(note({ isQuickest: true })).toMatch(/^not used, though quickest/);
  expect(note({ isUsed: true })).toMatch(/^used, for what the processor trains/);
  expect(note({ isUsed: true, msPerBatch: undefined })).toMatch(/^used. It is measured/);
  expect(note({ ruledOut: 'unplugged', msPerBatch: undefined })).toBe('not used: unplugged.');
});

test('a curve is told by its first and its best round', () => {
  const losses = [1, 0.5, 0.25, 0.3];
  const curve = losses.map((validationLoss) => ({ loss: 0.1, validationLoss }));
  expect(curveWords(curve, 'en-GB')).toBe(
    '4 rounds: its loss on what it does not see was 1 at first, and 0.25 at best, in round 3.',
  );
  expect(curveWords(curve.slice(0, 1))).toBeUndefined();
});
