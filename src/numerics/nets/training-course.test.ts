import { expect, test } from 'vitest';
import { TRAINING_DEFAULTS } from './train-net.ts';
import { TrainingCourse } from './training-course.ts';

/** Ends an epoch with each loss until training is over. */
function run(course: TrainingCourse, losses: Iterable<number>): TrainingCourse {
  for (const loss of losses) if (!course.isOver) course.close(Number.NaN, loss);
  return course;
}

/** Better three times, and never again. */
const LOSSES = [3, 2, 1, ...new Array<number>(40).fill(1)];

test('training ends ten epochs after the best one, its pace halved after each five of them', () => {
  const { epochs, bestEpoch, learningRate } = run(new TrainingCourse(TRAINING_DEFAULTS), LOSSES);
  expect([bestEpoch, epochs.length]).toEqual([2, 13]);
  expect(epochs.map((epoch) => epoch.learningRate)).toEqual([
    ...new Array(8).fill(1e-3),
    ...new Array(5).fill(5e-4),
  ]);
  expect(learningRate).toBe(2.5e-4);
});

test('a better epoch begins the count anew', () => {
  const late = LOSSES.with(11, 0.5);
  const { epochs, bestEpoch } = run(new TrainingCourse(TRAINING_DEFAULTS), late);
  expect([bestEpoch, epochs.length]).toEqual([11, 22]);
});

test('the pace never falls below its least, and the epochs that there are end it', () => {
  const pace = { ...TRAINING_DEFAULTS, epochs: 30, patience: 100, plateau: 1 };
  const { epochs, learningRate } = run(new TrainingCourse(pace), LOSSES);
  expect(epochs).toHaveLength(30);
  expect(learningRate).toBe(TRAINING_DEFAULTS.leastLearningRate);
});

test('training that goes on from any epoch ends as if it had not stopped', () => {
  const whole = run(new TrainingCourse(TRAINING_DEFAULTS), LOSSES);
  for (let stop = 0; stop < whole.epochs.length; stop++) {
    const first = run(new TrainingCourse(TRAINING_DEFAULTS), LOSSES.slice(0, stop));
    const { epochs, bestEpoch, learningRate } = first;
    const past = structuredClone({ epochs, bestEpoch, learningRate });
    const rest = run(new TrainingCourse(TRAINING_DEFAULTS, past), LOSSES.slice(stop));
    expect(rest.epochs).toEqual(whole.epochs);
    expect([rest.bestEpoch, rest.learningRate]).toEqual([whole.bestEpoch, whole.learningRate]);
  }
});

test('a loss that is no number is an error', () => {
  for (const loss of [Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => new TrainingCourse(TRAINING_DEFAULTS).close(1, loss)).toThrow('the loss of epoch 0');
});
