import { expect, it } from 'vitest';
import { answered, learnerFailure, type Timer } from './learner-failure.ts';

/** A timer that runs out when it is told to. */
class Clock {
  readonly asked: number[] = [];
  waiting = 0;
  runOut = () => {};

  readonly timer: Timer = (ms, run) => {
    this.asked.push(ms);
    this.waiting += 1;
    this.runOut = run;
    return () => {
      this.waiting -= 1;
    };
  };
}

it('an answer in time is given, and nothing is left waiting', async () => {
  const clock = new Clock();
  expect(await answered(500, async () => 7, clock.timer)).toBe(7);
  expect(clock).toMatchObject({ asked: [500], waiting: 0 });
});

it('one that takes longer is refused in a plain sentence, and its work goes on', async () => {
  const clock = new Clock();
  let finish = (_: number) => {};
  const done: number[] = [];
  const work = new Promise<number>((resolve) => {
    finish = resolve;
  });
  const answer = answered(500, () => work.then((value) => done.push(value)), clock.timer);
  clock.runOut();
  await expect(answer).rejects.toEqual(
    learnerFailure('time-limit', 'There was no answer within 0.5 seconds.'),
  );
  expect(clock.waiting).toBe(0);
  finish(7);
  await work;
  expect(done).toEqual([7]);
});

it('a failure is told as it is, in time or not', async () => {
  const clock = new Clock();
  const fail = async () => {
    throw new RangeError('there is no such step');
  };
  await expect(answered(500, fail, clock.timer)).rejects.toMatchObject({
    kind: 'defect',
    message: 'there is no such step',
  });
  expect(clock.waiting).toBe(0);
});
